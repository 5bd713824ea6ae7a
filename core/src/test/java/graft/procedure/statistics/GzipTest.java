package graft.procedure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.random.Seeds;
import graft.random.SplitMix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
  private final SplitMix random = Seeds.generator(1, "gzip", "test", 0);

  private long[] uniform(int bound) {
    return random.ints(100_000, 0, bound).asLongStream().toArray();
  }

  @Test
  void constantsCostNothingAndNoiseEverything() {
    assertThat(Gzip.ratio(new long[100_000])).isLessThan(0.002);
    assertThat(Gzip.ratio(uniform(1 << 16))).isCloseTo(1, within(0.001));
  }

  /** A byte of every number is 0; the other has 4 bits, and a code cannot have less than one. */
  @Test
  void bitsLieBetweenEntropyAndThatOfBytes() {
    assertThat(16 * Gzip.ratio(uniform(16))).isBetween(4.0, 5.5);
  }

  /** Little-endian, and with the frame of a file. */
  @Test
  void isTheSizeOfAGzipFile() throws IOException {
    long[] tokens = {1, 256, 65_535};
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
      gzip.write(new byte[] {1, 0, 0, 1, -1, -1});
    }
    assertThat(Gzip.ratio(tokens)).isEqualTo(file.size() / 6.0);
  }

  @Test
  void whatDoesNotFitHasNone() {
    assertThat(Gzip.ratio(1, 65_536)).isNaN();
  }
}
