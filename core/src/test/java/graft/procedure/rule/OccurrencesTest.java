package graft.procedure.rule;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.random.Seeds;
import graft.random.SplitMix;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
  /** Every set of two of four places, numbered by its bits, comes equally often. */
  @Test
  void placesAndOtherTokensAreUniform() {
    SplitMix random = Seeds.generator(1, "occurrences", "test", 0);
    int[] numberOfSet = {-1, -1, -1, 0, -1, 1, 2, -1, -1, 3, 4, -1, 5};
    long[] sets = new long[6];
    long[] others = new long[4];
    Example example = new Example();
    for (int draw = 0; draw < 20_000; draw++) {
      example.clear();
      Occurrences.add(new Replace(6, 4), 3, 2, random, example);
      int set = 0;
      for (int t = 0; t < 4; t++) {
        int token = example.token(t);
        set |= token == 3 ? 1 << t : 0;
        if (token != 3) {
          others[token < 3 ? token - 1 : token - 2]++;
        }
      }
      sets[numberOfSet[set]]++;
    }
    assertThat(ChiSquare.deviations(sets)).isLessThan(4);
    assertThat(ChiSquare.deviations(others)).isLessThan(4);
  }

  /** With n of 1 and 2 the number is 0 or 1, with 3 and 4 up to 2. */
  @Test
  void timesGoUpToHalf() {
    SplitMix random = Seeds.generator(1, "occurrences", "test", 1);
    for (int n = 1; n <= 4; n++) {
      long[] times = new long[1 + (n + 1) / 2];
      for (int draw = 0; draw < 5000; draw++) {
        times[Occurrences.times(n, random)]++;
      }
      assertThat(ChiSquare.deviations(times)).isLessThan(4);
    }
  }
}
