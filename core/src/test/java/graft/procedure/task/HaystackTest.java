package graft.procedure.task;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaystackTest {
  /**
   * Three pairs of keys from {128..157}: the shuffle takes place 5 (key 133), then place 1 + 0 (key
   * 129), then place 2 + 3, where key 128 was put when 133 was taken. The second pair is asked.
   */
  @Test
  void byHand() {
    Haystack task = new Haystack(30);
    Example example = Scripted.draw(task, 2, 5, 16, 0, 126, 3, 0, 1);
    assertThat(example.tokens()).isEqualTo(new int[] {133, 17, 129, 127, 128, 1, 159, 127});
    assertThat(example.counted()).isEqualTo(new int[] {6});
    assertThat(task.length()).isEqualTo(63);
    assertThat(task.vocabulary().size()).isEqualTo(256);
    assertThat(task.vocabulary().pad()).isZero();
  }

  @Test
  void onePairByHand() {
    Example example = Scripted.draw(new Haystack(1), 0, 0, 4, 0);
    assertThat(example.tokens()).isEqualTo(new int[] {128, 5, 129, 5});
    assertThat(example.counted()).isEqualTo(new int[] {2});
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 30, 64})
  void keysAreDistinctAndTheAnswerFollowsTheKey(int m) {
    SplitMix random = Seeds.generator(m, "haystack", "test", 0);
    Example example = new Example();
    for (int draw = 0; draw < 2000; draw++) {
      example.clear();
      new Haystack(m).draw(random, example);
      int n = (example.length() - 2) / 2;
      assertThat(example.length()).isEven();
      assertThat(n).isBetween(1, m);
      Map<Integer, Integer> values = new HashMap<>();
      for (int i = 0; i < n; i++) {
        assertThat(example.token(2 * i)).isBetween(128, 127 + m);
        assertThat(example.token(2 * i + 1)).isBetween(1, 127);
        assertThat(values.put(example.token(2 * i), example.token(2 * i + 1))).isNull();
      }
      assertThat(values).containsEntry(example.token(2 * n) - m, example.token(2 * n + 1));
      assertThat(example.counted()).isEqualTo(new int[] {2 * n});
    }
  }

  @Test
  void frequencies() {
    SplitMix random = Seeds.generator(1, "haystack", "test", 1);
    long[] pairs = new long[30];
    long[] firstKey = new long[30];
    long[] values = new long[127];
    long[] placeAskedOfThirty = new long[30];
    Example example = new Example();
    for (int draw = 0; draw < 60_000; draw++) {
      example.clear();
      new Haystack(30).draw(random, example);
      int n = (example.length() - 2) / 2;
      pairs[n - 1]++;
      firstKey[example.token(0) - 128]++;
      values[example.token(1) - 1]++;
      for (int i = 0; n == 30 && i < n; i++) {
        placeAskedOfThirty[i] += example.token(2 * i) + 30 == example.token(2 * n) ? 1 : 0;
      }
    }
    assertThat(ChiSquare.deviations(pairs)).isLessThan(4);
    assertThat(ChiSquare.deviations(firstKey)).isLessThan(4);
    assertThat(ChiSquare.deviations(values)).isLessThan(4);
    assertThat(ChiSquare.deviations(placeAskedOfThirty)).isLessThan(4);
  }

  @Test
  void symbols() {
    Haystack task = new Haystack(30);
    assertThat(task.vocabulary().symbol(17)).isEqualTo("v17");
    assertThat(task.vocabulary().symbol(133)).isEqualTo("k5");
    assertThat(task.vocabulary().symbol(163)).isEqualTo("?5");
    assertThat(task.vocabulary().symbol(187)).isEqualTo("?29");
    assertThat(task.vocabulary().symbol(255)).isEqualTo("#255");
  }
}
