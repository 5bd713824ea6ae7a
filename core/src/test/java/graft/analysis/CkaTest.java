package graft.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class CkaTest {
  private static DMatrixRMaj random(int rows, int columns, long seed) {
    SplitMix random = Seeds.generator(seed, "test", "cka", 0);
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = random.nextGaussian();
    }
    return x;
  }

  @Test
  void isOneWithItselfRotatedScaledAndShifted() {
    DMatrixRMaj x = random(40, 2, 1);
    double angle = 0.7;
    DMatrixRMaj rotation =
        new DMatrixRMaj(
            new double[][] {
              {Math.cos(angle), -Math.sin(angle)}, {Math.sin(angle), Math.cos(angle)}
            });
    DMatrixRMaj y = CommonOps_DDRM.mult(x, rotation, null);
    for (int i = 0; i < y.data.length; i++) {
      y.data[i] = 3 * y.data[i] + 5 + i % 2;
    }
    assertThat(Cka.linear(x, x)).isCloseTo(1, within(1e-12));
    assertThat(Cka.linear(x, y)).isCloseTo(1, within(1e-12));
    DMatrixRMaj stretched = x.copy();
    for (int i = 0; i < stretched.data.length; i += 2) {
      stretched.data[i] *= 10;
    }
    assertThat(Cka.linear(x, stretched)).isLessThan(0.95);
  }

  /** By hand: x = (-1, 0, 1), y = (1, -2, 1) are orthogonal; z = (0, 1, 2, 3), w = (0, 0, 1, 1). */
  @Test
  void agreesWithHandComputedNumbers() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{-1}, {0}, {1}});
    DMatrixRMaj y = new DMatrixRMaj(new double[][] {{1}, {-2}, {1}});
    assertThat(Cka.linear(x, y)).isCloseTo(0, within(1e-15));
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{0}, {1}, {2}, {3}});
    DMatrixRMaj w = new DMatrixRMaj(new double[][] {{0}, {0}, {1}, {1}});
    // Centred: z'w = 2, z'z = 5, w'w = 1.
    assertThat(Cka.linear(z, w)).isCloseTo(4.0 / 5, within(1e-15));
  }

  @Test
  void whatDoesNotVaryIsLikeNothing() {
    assertThat(Cka.linear(new DMatrixRMaj(5, 2), random(5, 2, 3))).isNaN();
  }

  @Test
  void comparesAllLayersOfModels() {
    List<Sample> samples = IntStream.range(0, 7).mapToObj(Circuits::repeated).toList();
    InstrumentedModel circuit = new InstrumentedModel(Circuits.induction());
    List<List<Double>> same = Cka.between(circuit, circuit, samples);
    assertThat(same).hasSize(3).allMatch(row -> row.size() == 3);
    for (int i = 0; i < 3; i++) {
      assertThat(same.get(i).get(i)).isCloseTo(1, within(1e-12));
      for (int j = 0; j < i; j++) {
        assertThat(same.get(i).get(j)).isBetween(0.0, 0.999);
        assertThat(same.get(j).get(i)).isCloseTo(same.get(i).get(j), within(1e-12));
      }
    }
    InstrumentedModel other = new InstrumentedModel(Fresh.model(Circuits.CONFIG, 1));
    assertThat(Cka.between(circuit, other, samples).get(2).get(2)).isLessThan(0.9);
  }
}
