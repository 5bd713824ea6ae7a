package graft.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import graft.engine.vector.KernelBenchmark.Done;
import graft.engine.vector.KernelBenchmark.LinearMap;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each call stays inside its arrays and writes numbers, and what it does is counted. */
class KernelBenchmarkTest {
  private final KernelBenchmark benchmark = new KernelBenchmark();
  private final Done done = new Done();

  @ParameterizedTest
  @CsvSource({"16->16, 253952", "64->256, 16252928"})
  void linearMaps(String size, long operations) {
    LinearMap map = new LinearMap();
    map.size = size;
    map.allocate();
    assertNumbers(benchmark.linear(map, done));
    assertThat(done.operations).isEqualTo(operations);
    assertNumbers(benchmark.outer(map, done));
    assertThat(done.operations).isEqualTo(2 * operations);
  }

  @Test
  void products() {
    List<Function<Done, float[]>> kernels =
        List.of(benchmark::scores, benchmark::mix, benchmark::spread);
    for (Function<Done, float[]> kernel : kernels) {
      Done once = new Done();
      assertNumbers(kernel.apply(once));
      // 31 rows read 496 keys of 16 features in 16 lanes.
      assertThat(once.operations).isEqualTo(2 * 496 * 16 * 16);
    }
  }

  @Test
  void everythingElse() {
    List<Function<Done, float[]>> kernels =
        List.of(
            benchmark::softmax,
            benchmark::softmaxBackward,
            benchmark::gelu,
            benchmark::normalize,
            benchmark::normalizeBackward,
            benchmark::dropout);
    for (Function<Done, float[]> kernel : kernels) {
      Done once = new Done();
      assertNumbers(kernel.apply(once));
      assertThat(once.vectors).isPositive();
    }
  }

  private static void assertNumbers(float[] values) {
    for (float value : values) {
      assertThat(Float.isFinite(value)).isTrue();
    }
  }
}
