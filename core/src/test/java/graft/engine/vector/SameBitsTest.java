package graft.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import graft.engine.Batch;
import graft.engine.Batches;
import graft.engine.Batches.Counted;
import graft.engine.Dropout;
import graft.engine.TrainingSession;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vector engine gives the same bits whatever the threads, the vector width and the trials
 * beside it.
 */
class SameBitsTest {
  private static final GptConfig CONFIG = new GptConfig(2, 2, 20, 20, 16, false);
  private static final List<Counted> COUNTED = List.of(Counted.values());

  /**
   * Losses, every gradient, what is generated and the weights of 50 plain gradient steps with
   * dropout, on tokens and on vectors of bits, as one text of hexadecimal digits.
   */
  static String bits(int threads) {
    return bits(threads, random -> Batches.random(random, 45, 16, 20, counted(random)))
        + " "
        + bits(threads, random -> Batches.ofBits(random, 45, 16, 20, counted(random)));
  }

  private static Counted counted(SplitMix random) {
    return COUNTED.get(random.nextInt(COUNTED.size()));
  }

  private static String bits(int threads, Function<SplitMix, Batch> batches) {
    float[] weights = Initializer.fresh(CONFIG, 1, "test").values();
    float[] gradient = new float[weights.length];
    long gradients = 0;
    StringBuilder losses = new StringBuilder();
    try (TrainingSession session = new VectorEngine().open(CONFIG, threads)) {
      for (int step = 0; step < 50; step++) {
        SplitMix random = Seeds.generator(2, "test", "bits", step);
        Batch batch = batches.apply(random);
        double loss =
            session.lossAndGradient(weights, batch, new Dropout(0.1 * (step % 2), step), gradient);
        losses.append(Long.toHexString(Double.doubleToLongBits(loss))).append(' ');
        gradients = 31 * gradients + Arrays.hashCode(gradient);
        for (int i = 0; i < weights.length; i++) {
          weights[i] -= 0.1f * gradient[i];
        }
        int[] generated = new int[batch.predictionCount()];
        if (batch.bitsPerPosition() == 0) {
          session.generate(weights, batch, generated);
        }
        gradients = 31 * gradients + Arrays.hashCode(generated);
      }
    }
    return losses
        + Long.toHexString(gradients)
        + " "
        + Integer.toHexString(Arrays.hashCode(weights));
  }

  /** Prints {@link #bits} in a JVM of its own, whose vector width is a system property. */
  public static void main(String[] arguments) {
    System.out.print(Lanes.WIDTH * Float.SIZE + " " + bits(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void threadsChangeNothing(int threads) {
    assertThat(bits(threads)).isEqualTo(bits(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void vectorWidthChangesNothing(int width) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Dgraft.vector.bits=" + width,
                "-cp",
                System.getProperty("java.class.path"),
                SameBitsTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed).isEqualTo(width + " " + bits(1));
  }

  @Test
  void trialsSideBySideChangeNothing() throws Exception {
    String alone = bits(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<String>> trials =
          List.of(
              pool.submit(() -> bits(1)), pool.submit(() -> bits(2)), pool.submit(() -> bits(1)));
      for (Future<String> trial : trials) {
        assertThat(trial.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void exp2IsAccurateAndReachesZero() {
    float[] x = new float[Lanes.COUNT];
    float[] y = new float[Lanes.COUNT];
    double worst = 0;
    for (int k = -126 * 64; k < 127 * 64; k++) {
      Arrays.fill(x, k / 64f + 1e-3f);
      Lanes.exp2(FloatVector.fromArray(Lanes.FLOATS, x, 0)).intoArray(y, 0);
      double exact = Math.pow(2, x[0]);
      worst = Math.max(worst, Math.abs(y[0] - exact) / exact);
    }
    assertThat(worst).isLessThan(1.5e-7);
    for (float far : new float[] {-127, -200, -1e30f, Float.NEGATIVE_INFINITY}) {
      Arrays.fill(x, far);
      Lanes.exp2(FloatVector.fromArray(Lanes.FLOATS, x, 0)).intoArray(y, 0);
      assertThat(y[0]).isZero();
    }
  }
}
