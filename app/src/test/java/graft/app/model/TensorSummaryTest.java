package graft.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.model.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorSummaryTest {
  @Test
  void figuresOfASlice() {
    TensorSummary summary =
        TensorSummary.of(new Tensor("a", List.of(4), new float[] {9, 3, 0, -4, 0, 9}, 1));
    assertThat(summary.norm()).isEqualTo(5);
    assertThat(summary.largest()).isEqualTo(4);
    assertThat(summary.zeros()).isEqualTo(2);
    assertThat(summary.mean()).isEqualTo(-0.25);
    assertThat(summary.deviation()).isCloseTo(Math.sqrt(6.1875), within(1e-12));
    // Bins of width 2 from -4 on: -4, then 0 and 0 on a border, then 3.
    assertThat(summary.histogram(4)).containsExactly(1, 0, 2, 1);
    assertThat(summary.histogram(1)).containsExactly(4);
  }

  @Test
  void zerosAndNothing() {
    assertThat(TensorSummary.of(Tensor.flat("a", new float[3])).histogram(3))
        .containsExactly(0, 3, 0);
    TensorSummary none = TensorSummary.of(Tensor.flat("a", new float[0]));
    assertThat(none.norm()).isZero();
    assertThat(none.histogram(2)).containsExactly(0, 0);
  }
}
