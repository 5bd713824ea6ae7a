package graft.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {
  @Test
  void theSameFourGiveTheSameNumbers() {
    SplitMix one = Seeds.generator(5, "stream", "train", 7);
    SplitMix two = Seeds.generator(5, "other", "train", 1);
    two.reset(Seeds.key(5, "stream", "train"), 7);
    for (int i = 0; i < 100; i++) {
      assertThat(two.nextLong()).isEqualTo(one.nextLong());
    }
  }

  @Test
  void everyPartOfTheKeyMatters() {
    Set<Long> keys = new HashSet<>();
    for (long seed = -50; seed < 50; seed++) {
      for (String stream : new String[] {"", "a", "ab", "b", "identity", "haystack"}) {
        for (String split : new String[] {"", "c", "bc", "train", "heldout"}) {
          assertThat(keys.add(Seeds.key(seed, stream, split))).isTrue();
        }
      }
    }
    assertThat(Seeds.key(1, "ab", "c")).isNotEqualTo(Seeds.key(1, "a", "bc"));
    assertThat(Seeds.key(1, "a", "\0")).isNotEqualTo(Seeds.key(1, "a", ""));
  }

  /** Seed + index would make (0, 1) and (1, 0) the same stream. */
  @Test
  void neighbouringSeedsAndIndicesShareNoNumber() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long index = 0; index < 20; index++) {
        SplitMix random = Seeds.generator(seed, "stream", "train", index);
        for (int i = 0; i < 200; i++) {
          assertThat(seen.add(random.nextLong())).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 99, 127, 1000})
  void boundedIntegersAreUniform(int bound) {
    SplitMix random = Seeds.generator(1, "bounded", "test", bound);
    int draws = 200_000;
    long[] counts = new long[bound];
    for (int i = 0; i < draws; i++) {
      counts[random.nextInt(bound)]++;
    }
    double expected = draws / (double) bound;
    double statistic = 0;
    for (long count : counts) {
      statistic += (count - expected) * (count - expected) / expected;
    }
    double freedom = bound - 1;
    assertThat(statistic).isCloseTo(freedom, Offset.offset(5 * Math.sqrt(2 * freedom) + 1e-9));
  }

  /** A bound near 2^31 shows the bias of a plain remainder: it would favour the lower part. */
  @Test
  void largeBoundsAreUnbiased() {
    SplitMix random = Seeds.generator(1, "bounded", "test", 0);
    int bound = 3 << 29;
    int draws = 300_000;
    int low = 0;
    for (int i = 0; i < draws; i++) {
      int drawn = random.nextInt(bound);
      assertThat(drawn).isBetween(0, bound - 1);
      low += drawn < bound / 3 ? 1 : 0;
    }
    assertThat(low / (double) draws).isCloseTo(1 / 3.0, Offset.offset(0.005));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aBoundBelowOneIsAnError(int bound) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Seeds.generator(1, 1).nextInt(bound))
        .withMessageContaining(String.valueOf(bound));
  }

  @Test
  void doublesFillTheUnitInterval() {
    SplitMix random = Seeds.generator(1, "double", "test", 0);
    double sum = 0;
    for (int i = 0; i < 200_000; i++) {
      double drawn = random.nextDouble();
      assertThat(drawn >= 0 && drawn < 1).isTrue();
      sum += drawn;
    }
    assertThat(sum / 200_000).isCloseTo(0.5, Offset.offset(0.004));
  }

  /** Mean 0, variance 1, third moment 0, fourth moment 3, each within five standard errors. */
  @Test
  void gaussianMoments() {
    SplitMix random = Seeds.generator(1, "gaussian", "test", 0);
    int draws = 200_000;
    double[] moments = new double[4];
    for (int i = 0; i < draws; i++) {
      double power = 1;
      double drawn = random.nextGaussian();
      for (int m = 0; m < 4; m++) {
        power *= drawn;
        moments[m] += power / draws;
      }
    }
    double[] expected = {0, 1, 0, 3};
    double[] deviation = {1, Math.sqrt(2), Math.sqrt(15), Math.sqrt(96)};
    for (int m = 0; m < 4; m++) {
      Offset<Double> allowed = Offset.offset(5 * deviation[m] / Math.sqrt(draws));
      assertThat(moments[m]).isCloseTo(expected[m], allowed);
    }
  }

  /** Neighbouring indices are not correlated either. */
  @Test
  void firstNumbersOfNeighboursAreUncorrelated() {
    long key = Seeds.key(1, "stream", "train");
    SplitMix random = Seeds.generator(key, 0);
    int pairs = 100_000;
    double previous = 0.5;
    double covariance = 0;
    for (int index = 0; index < pairs; index++) {
      random.reset(key, index);
      double drawn = random.nextDouble();
      covariance += (drawn - 0.5) * (previous - 0.5) / pairs;
      previous = drawn;
    }
    assertThat(12 * covariance).isCloseTo(0, Offset.offset(5 / Math.sqrt(pairs)));
  }
}
