package graft.procedure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EntropyTest {
  /** 1 / (2 ln 2). */
  private static final double HALF_BIT = 0.7213475204;

  private static long pair(int earlier, int later) {
    return (long) earlier << 32 | later;
  }

  @Test
  void byHand() {
    assertThat(Entropy.of(7)).isZero();
    assertThat(Entropy.of(7, 7, 7)).isZero();
    assertThat(Entropy.of(0, 1)).isCloseTo(1 + HALF_BIT / 2, within(1e-9));
    // Frequencies 1/2, 1/4, 1/8, 1/8: 1/2 + 2/4 + 3/8 + 3/8 bits; three more than one, of 8.
    assertThat(Entropy.of(3, 9, 3, 2, 3, 9, 3, 1)).isCloseTo(1.75 + HALF_BIT * 3 / 8, within(1e-9));
  }

  /** 0 is followed by 0 and 1 equally often, 1 always by 2, and no other token comes first. */
  @Test
  void ofLaterByHand() {
    long[] pairs = {pair(0, 0), pair(0, 1), pair(1, 2), pair(1, 2)};
    double corrections = HALF_BIT * 2 / 4 - HALF_BIT * 1 / 4;
    assertThat(Entropy.ofLater(pairs)).isCloseTo(0.5 + corrections, within(1e-9));
    assertThat(Entropy.ofLater(pair(0, 1), pair(1, 2), pair(2, 0))).isCloseTo(0, within(1e-12));
  }

  /** 1,000 draws among 64: the frequencies' entropy alone would be 0.045 bits short. */
  @Test
  void fewDrawsAreAllowedFor() {
    SplitMix random = Seeds.generator(1, "entropy", "test", 0);
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      sum += Entropy.of(random.ints(1000, 0, 64).asLongStream().toArray());
    }
    assertThat(sum / 100).isCloseTo(6, within(0.005));
  }

  @Test
  void neitherOrderNorNamesMatter() {
    long[] values = {5, 1, 5, 2};
    assertThat(Entropy.of(values))
        .isEqualTo(Entropy.of(2, 5, 1, 5))
        .isEqualTo(Entropy.of(9, 9, 4, 7));
    assertThat(values).containsExactly(5, 1, 5, 2);
    long[] many = new long[100_000];
    Arrays.setAll(many, i -> i);
    assertThat(Entropy.of(many)).isCloseTo(16.6096 + HALF_BIT, within(1e-4));
  }
}
