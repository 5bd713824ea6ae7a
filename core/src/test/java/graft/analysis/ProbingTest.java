package graft.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ProbingTest {
  private static final int FITTED = 400;
  private static final int ALL = 600;

  private final SplitMix random = Seeds.generator(1, "test", "probing", 0);

  private DMatrixRMaj features(int rows) {
    DMatrixRMaj x = new DMatrixRMaj(rows, 5);
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = random.nextGaussian() * (1 + i % 5) + i % 5;
    }
    return x;
  }

  private static DMatrixRMaj rows(DMatrixRMaj x, int from, int to) {
    DMatrixRMaj part = new DMatrixRMaj(to - from, x.numCols);
    System.arraycopy(x.data, from * x.numCols, part.data, 0, part.data.length);
    return part;
  }

  private static double score(Trait trait, DMatrixRMaj x, double[] labels) {
    return ProbeTargets.of(trait, labels, FITTED).score(rows(x, 0, FITTED), rows(x, FITTED, ALL));
  }

  @Test
  void readsWhatIsLinearlyThereAndNothingElse() {
    DMatrixRMaj x = features(ALL);
    double[] amount =
        IntStream.range(0, ALL).mapToDouble(i -> 2 * x.get(i, 0) - x.get(i, 3) + 7).toArray();
    double[] side = DoubleStream.of(amount).map(a -> a > 4 ? 1 : 0).toArray();
    double[] unrelated = DoubleStream.generate(random::nextGaussian).limit(ALL).toArray();
    double[] coin = DoubleStream.of(unrelated).map(a -> a > 0 ? 1 : 0).toArray();
    assertThat(score(Trait.DEPTH, x, amount)).isGreaterThan(0.999);
    assertThat(score(Trait.CARRY, x, side)).isGreaterThan(0.93);
    assertThat(score(Trait.DEPTH, x, unrelated)).isBetween(-0.1, 0.1);
    assertThat(score(Trait.CARRY, x, coin)).isBetween(0.4, 0.6);
  }

  /** x = 0, 1, 2, 3 and y = 1, 3, 5, 7: variance 5/4, so the slope is 2 / (1 + penalty). */
  @Test
  void ridgeAgreesWithHandComputedNumbers() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0}, {1}, {2}, {3}});
    DMatrixRMaj y = new DMatrixRMaj(new double[][] {{1}, {3}, {5}, {7}});
    DMatrixRMaj at = LinearProbe.fit(x, y).predict(new DMatrixRMaj(new double[][] {{10}}));
    assertThat(at.get(0, 0)).isCloseTo(4 + 2 * 8.5 / (1 + LinearProbe.PENALTY), within(1e-12));
  }

  @Test
  void chanceIsTheShareOfTheCommonestClass() {
    double[] labels = {1, 1, 2, 2, 2, 1, 2, 2, 1};
    assertThat(ProbeTargets.of(Trait.CARRY, labels, 5).chance()).isEqualTo(0.5);
    assertThat(ProbeTargets.of(Trait.DEPTH, labels, 5).chance()).isZero();
  }

  /** Positions are features of the circuit's embeddings; where brackets are open is not. */
  @Test
  void probesTheStreamOfAModel() {
    Procedure dyck = Procedures.create("k-dyck", Map.of("k", 2, "length", 12));
    List<Sample> samples = Sample.heldOut(dyck, 1, 80);
    Probing probing = new Probing(new InstrumentedModel(Circuits.induction()), dyck, samples, 1);
    List<ProbeScore> positions = probing.of(Trait.POSITION);
    assertThat(positions).extracting(ProbeScore::layer).containsExactly(0, 1, 2);
    assertThat(positions.getFirst().score()).isGreaterThan(0.999);
    assertThat(positions.getFirst().shuffled()).isLessThan(0.1);
    assertThat(positions.getFirst().fitted()).isEqualTo(60 * 11);
    assertThat(positions.getFirst().tested()).isEqualTo(20 * 11);
    ProbeScore top = probing.of(Trait.TOP).getFirst();
    assertThat(top.score()).isBetween(0.4, 0.9);
    assertThat(top.chance()).isBetween(0.4, 0.7);
    assertThat(probing.of(Trait.DEPTH)).isEqualTo(probing.of(Trait.DEPTH));
  }

  @Test
  void whatCannotBeProbedIsNamed() {
    Procedure dyck = Procedures.create("k-dyck", Map.of("k", 2, "length", 12));
    InstrumentedModel model = new InstrumentedModel(Circuits.induction());
    Probing probing = new Probing(model, dyck, Sample.heldOut(dyck, 1, 8), 1);
    assertThatThrownBy(() -> probing.of(Trait.CARRY))
        .hasMessageContaining("'carry' in k-dyck: it is known of addition and reversed-addition");
    assertThatThrownBy(() -> new Probing(model, dyck, Sample.heldOut(dyck, 1, 1), 1))
        .hasMessageContaining("not 1 in all");
    Procedure short1 = Procedures.create("addition", Map.of("digits", 1));
    InstrumentedModel wide =
        new InstrumentedModel(Fresh.model(new GptConfig(1, 1, 4, 31, 10, false), 1));
    Probing none = new Probing(wide, short1, Sample.heldOut(short1, 1, 8), 1);
    assertThatThrownBy(() -> none.of(Trait.CARRY)).hasMessageContaining("only 0 positions");
  }
}
