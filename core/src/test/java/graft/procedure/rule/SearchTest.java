package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {
  /** Token 3 (drawn number 2), once, at the second of three places; others are 1 and 4. */
  @Test
  void presentByHand() {
    Search rule = new Search(10, 3);
    Example example = Scripted.draw(rule, 2, 1, 1, 0, 0, 0, 2);
    assertThat(example.tokens()).isEqualTo(ints(1, 3, 4, 10, 3, 10, 1));
    assertThat(example.counted()).isEqualTo(ints(5));
    assertThat(rule.length()).isEqualTo(7);
    assertThat(rule.vocabulary().size()).isEqualTo(12);
  }

  @Test
  void absentByHand() {
    Example example = Scripted.draw(new Search(10, 2), 2, 0, 0, 0, 0, 2);
    assertThat(example.tokens()).isEqualTo(ints(1, 4, 10, 3, 10, 0));
    assertThat(example.counted()).isEqualTo(ints(4));
  }

  @Test
  void agreesWithStreams() {
    Draws.check(2000, i -> new Search(3 + i % 29, 1 + i % 40), SearchTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(4, i -> new Search(3, 1), SearchTest::agrees);
    Draws.check(2, i -> new Search(3, 100_000), SearchTest::agrees);
    Draws.check(2, i -> new Search(1_000_000, 100_000), SearchTest::agrees);
  }

  private static void agrees(Search rule, Example example) {
    int n = rule.n();
    int token = example.token(n + 1);
    boolean isThere = IntStream.of(slice(example, 0, n)).anyMatch(t -> t == token);
    assertThat(slice(example, n, n + 4))
        .isEqualTo(ints(rule.symbols(), token, rule.symbols(), isThere ? 1 : 0));
    assertThat(example.counted()).isEqualTo(ints(n + 2));
    assertThat(IntStream.of(slice(example, 0, n))).allMatch(t -> t >= 1 && t < rule.symbols());
  }

  /** Both answers come equally often, also where uniform lists would hold every token or none. */
  @Test
  void bothAnswersComeEquallyOften() {
    for (Search rule : new Search[] {new Search(100, 20), new Search(4, 64), new Search(5000, 4)}) {
      long[] answers = new long[2];
      Draws.of(rule, 10_000, example -> answers[example.token(rule.n() + 3)]++);
      assertThat(ChiSquare.deviations(answers)).isLessThan(4);
    }
  }

  @Test
  void placesAreUniform() {
    long[] places = new long[20];
    Draws.of(
        new Search(100, 20),
        20_000,
        example ->
            IntStream.range(0, 20)
                .filter(t -> example.token(t) == example.token(21))
                .forEach(t -> places[t]++));
    assertThat(ChiSquare.deviations(places)).isLessThan(4);
  }
}
