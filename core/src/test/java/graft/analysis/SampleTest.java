package graft.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void readsUpToTheLastPositionThatCounts() {
    Sample sample = new Sample(new int[] {4, 5, 6, 7, 8}, new int[] {1, 2});
    assertThat(sample.length()).isEqualTo(3);
    assertThat(sample.input()).containsExactly(4, 5, 6);
    assertThat(sample.target(0)).isEqualTo(6);
    assertThat(sample.target(1)).isEqualTo(7);
    assertThatThrownBy(() -> new Sample(new int[] {4, 5}, new int[] {1}))
        .hasMessageContaining("the last must have a next token");
    assertThatThrownBy(() -> new Sample(new int[] {4, 5}, new int[] {}))
        .hasMessageContaining("at least one");
  }

  /** However many a training run keeps out, the first are the same. */
  @Test
  void isWhatTrainingKeepsOut() {
    Procedure haystack = Procedures.create("haystack", Map.of());
    List<Sample> samples = Sample.heldOut(haystack, 3, 5);
    ExampleSource training = new ExampleSource(haystack, 3, 100);
    Example example = new Example();
    training.heldOut(4, example);
    Sample last = samples.getLast();
    assertThat(last.input()).isEqualTo(Arrays.copyOf(example.tokens(), last.length()));
    assertThat(last.predictions()).isEqualTo(1);
    assertThat(last.target(0)).isEqualTo(example.token(example.length() - 1));
  }
}
