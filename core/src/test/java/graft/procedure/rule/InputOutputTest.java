package graft.procedure.rule;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Scripted;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InputOutputTest {
  private static int[] ints(int... values) {
    return values;
  }

  /** Drawn numbers 0..8 are the tokens 1..9; the separator is 10. */
  @Test
  void identityByHand() {
    Procedure identity = new Identity(10, 4);
    Example example = Scripted.draw(identity, 2, 0, 2, 8);
    assertThat(example.tokens()).isEqualTo(ints(3, 1, 3, 9, 10, 3, 1, 3, 9));
    assertThat(example.counted()).isEqualTo(ints(4, 5, 6, 7));
    assertThat(identity.length()).isEqualTo(9);
    assertThat(identity.vocabulary().size()).isEqualTo(12);
    assertThat(identity.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void setByHand() {
    Procedure set = new SetRule(10, 6);
    Example example = Scripted.draw(set, 2, 0, 2, 8, 0, 4);
    assertThat(example.tokens()).isEqualTo(ints(3, 1, 3, 9, 1, 5, 10, 3, 1, 9, 5));
    assertThat(example.counted()).isEqualTo(ints(6, 7, 8, 9));
    assertThat(set.length()).isEqualTo(13);
    assertThat(set.vocabulary().size()).isEqualTo(12);
    assertThat(set.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void oneTokenByHand() {
    for (Procedure rule : new Procedure[] {new Identity(2, 1), new SetRule(2, 1)}) {
      Example example = Scripted.draw(rule, 0);
      assertThat(example.tokens()).isEqualTo(ints(1, 2, 1));
      assertThat(example.counted()).isEqualTo(ints(1));
    }
  }

  @Test
  void setOfEqualTokensIsOneToken() {
    assertThat(Scripted.draw(new SetRule(5, 3), 3, 3, 3).tokens()).isEqualTo(ints(4, 4, 4, 5, 4));
  }

  /** In one buffer for all, whose scratch holds every kind of misleading leftovers. */
  @Test
  void setAgreesWithDistinct() {
    SplitMix random = Seeds.generator(1, "set", "test", 0);
    Example example = new Example();
    for (int draw = 0; draw < 3000; draw++) {
      int n = 1 + draw % 40;
      int symbols = 2 + draw % 30;
      int leftover = draw % 100 - 5;
      Arrays.setAll(example.scratch(symbols), i -> leftover + i);
      example.clear();
      new SetRule(symbols, n).draw(random, example);
      int[] tokens = example.tokens();
      int[] input = Arrays.copyOf(tokens, n);
      assertThat(Arrays.copyOfRange(tokens, n + 1, tokens.length))
          .isEqualTo(Arrays.stream(input).distinct().toArray());
    }
  }

  @Test
  void inputTokensAreUniform() {
    SplitMix random = Seeds.generator(2, "identity", "test", 0);
    long[] counts = new long[20];
    Example example = new Example();
    for (int draw = 0; draw < 5000; draw++) {
      example.clear();
      new Identity(21, 20).draw(random, example);
      Arrays.stream(example.tokens()).limit(20).forEach(token -> counts[token - 1]++);
    }
    assertThat(ChiSquare.deviations(counts)).isLessThan(4);
  }

  @Test
  void symbols() {
    assertThat(new SetRule(10, 4).vocabulary().symbol(7)).isEqualTo("7");
    assertThat(new SetRule(10, 4).vocabulary().symbol(10)).isEqualTo("|");
    assertThat(new SetRule(10, 4).vocabulary().symbol(11)).isEqualTo("·");
  }
}
