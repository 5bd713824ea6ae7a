package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import graft.engine.Batch;
import graft.model.GptConfig;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static final GptConfig CONFIG = new GptConfig(2, 1, 2, 5, 4, false);

  private static Batch batch(int[] counted) {
    Batch batch = new Batch();
    batch.add(new int[4], counted, new int[counted.length], counted.length);
    return batch;
  }

  /**
   * T = 3, R = 1, C = 2, V = 5. First layer: 12 x 4 x 3 + 3 x 4 x 2 = 168. Last: key and value 2 x
   * 4 x 3 = 24, the rest 10 x 4 = 40, attention 2 x 2 x 3 = 12. Head: 5 x 2 = 10. In all 254, three
   * times.
   */
  @Test
  void oneCountedPosition() {
    assertThat(Work.multiplyAdds(CONFIG, batch(new int[] {2}))).isEqualTo(762);
  }

  /**
   * T = 2, R = 2. First layer: 12 x 4 x 2 + 2 x 3 x 2 = 108; the last is the same; head 2 x 10 =
   * 20. In all 236, three times.
   */
  @Test
  void everyPositionCounts() {
    assertThat(Work.multiplyAdds(CONFIG, batch(new int[] {0, 1}))).isEqualTo(708);
  }

  /** Summed by hand over the mean of n and n^2, n uniform on 1..30, it is 432 million. */
  @Test
  void theHaystackStep() {
    assertThat(Shape.named("haystack_30").multiplyAdds()).isBetween(425e6, 438e6);
  }
}
