package graft.study;

import static org.assertj.core.api.Assertions.assertThat;

import graft.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeanCurveTest {
  private static Curve curve(String arm, long seed, double... accuracies) {
    List<Curve.Point> points =
        IntStream.range(0, accuracies.length)
            .mapToObj(i -> new Curve.Point(10L * i, Map.of("accuracy", accuracies[i])))
            .toList();
    return new Curve("copy", arm, "recall", seed, points);
  }

  @Test
  void seedsAreOneCurveWithABand() {
    List<MeanCurve> curves =
        MeanCurve.all(
            List.of(curve("full", 1, 10, 50), curve("random", 1, 5), curve("full", 2, 20, 50)),
            "accuracy");
    assertThat(curves).extracting(MeanCurve::arm).containsExactly("full", "random");
    assertThat(curves.getFirst().points())
        .containsExactly(
            new MeanCurve.Point(0, 15, new Interval(10, 20)),
            new MeanCurve.Point(10, 50, new Interval(50, 50)));
    assertThat(curves.getLast().points()).containsExactly(new MeanCurve.Point(0, 5, null));
  }

  @Test
  void aTrialThatStoppedEarlyCountsOn() {
    List<Curve> curves = List.of(curve("full", 1, 10, 95), curve("full", 2, 10, 20, 85));
    assertThat(MeanCurve.all(curves, "accuracy").getFirst().points())
        .extracting(MeanCurve.Point::mean)
        .containsExactly(10.0, 57.5, 90.0);
  }

  @Test
  void whatWasNotMeasuredHasNoCurve() {
    assertThat(MeanCurve.all(List.of(curve("full", 1, 10, 95)), "generated")).isEmpty();
  }
}
