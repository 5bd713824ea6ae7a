package graft.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.model.GptConfig;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeadScoresTest {
  private static final List<Sample> SAMPLES =
      IntStream.range(0, 7).mapToObj(Circuits::repeated).toList();

  private final HeadScores scores =
      HeadScores.of(new InstrumentedModel(Circuits.induction()), SAMPLES);

  @Test
  void findsThePreviousTokenHead() {
    AttentionScores head = scores.heads().get(0).get(0);
    assertThat(head.previous()).isCloseTo(1, within(1e-6));
    assertThat(head.entropy()).isCloseTo(0, within(1e-6));
    assertThat(head.mainDistance()).isEqualTo(1);
    assertThat(head.byDistance().get(0)).isCloseTo(0.1, within(1e-6)); // position 0 of ten
    assertThat(head.induction()).isLessThan(1e-6);
    assertThat(head.duplicate()).isLessThan(1e-6);
  }

  @Test
  void findsTheInductionHead() {
    AttentionScores head = scores.heads().get(1).get(0);
    assertThat(head.induction()).isCloseTo(1, within(1e-6));
    assertThat(head.target()).isCloseTo(1, within(1e-6));
    assertThat(head.duplicate()).isLessThan(1e-6);
    assertThat(head.byDistance().get(4)).isGreaterThan(0.6); // positions 6 to 9 of 4 to 9
  }

  @Test
  void aHeadWithoutWeightsIsUniform() {
    double mean = IntStream.range(1, 10).mapToDouble(t -> Math.log(t + 1)).average().orElseThrow();
    for (AttentionScores head : List.of(scores.heads().get(0).get(1), scores.uniform())) {
      assertThat(head.entropy()).isCloseTo(mean, within(1e-12));
      assertThat(head.entropyShare()).isCloseTo(1, within(1e-12));
      double expected =
          IntStream.range(1, 10).mapToDouble(t -> 1.0 / (t + 1)).average().getAsDouble();
      assertThat(head.previous()).isCloseTo(expected, within(1e-12));
    }
  }

  /** By hand: tokens 7 8 7 7, read up to position 3; attention as written in each row. */
  @Test
  void scoresAreWhatTheirDefinitionsSay() {
    double[][] rows = {{1}, {0.25, 0.75}, {0.5, 0.3, 0.2}, {0.1, 0.2, 0.3, 0.4}};
    Sample sample = new Sample(new int[] {7, 8, 7, 7, 8}, new int[] {0, 3});
    AttentionTally tally = new AttentionTally();
    tally.add(sample, (query, key) -> rows[query][key]);
    AttentionScores found = tally.scores();
    assertThat(found.previous()).isCloseTo((0.25 + 0.3 + 0.3) / 3, within(1e-15));
    assertThat(found.duplicate()).isCloseTo((0.5 + (0.1 + 0.3)) / 2, within(1e-15));
    // Position 2 was preceded by 7 at 0, followed by 1; position 3 by 7 at 0 and at 2, the latter
    // followed by position 3 itself.
    assertThat(found.induction()).isCloseTo((0.3 + 0.2) / 2, within(1e-15));
    // Position 0 must predict 8, which has not come yet; position 3 must, and it stands at 1.
    assertThat(found.target()).isCloseTo(0.2, within(1e-15));
    assertThat(found.byDistance().get(0)).isCloseTo((1 + 0.75 + 0.2 + 0.4) / 4, within(1e-15));
    assertThat(found.byDistance().get(3)).isCloseTo(0.1, within(1e-15));
    double entropy1 = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
    double entropy2 = -(0.5 * Math.log(0.5) + 0.3 * Math.log(0.3) + 0.2 * Math.log(0.2));
    double entropy3 = 0;
    for (double p : rows[3]) {
      entropy3 -= p * Math.log(p);
    }
    assertThat(found.entropy()).isCloseTo((entropy1 + entropy2 + entropy3) / 3, within(1e-15));
    assertThat(found.entropyShare())
        .isCloseTo(
            (entropy1 / Math.log(2) + entropy2 / Math.log(3) + entropy3 / Math.log(4)) / 3,
            within(1e-15));
  }

  @Test
  void whatNeverHappensHasNoScore() {
    Sample sample = new Sample(new int[] {0, 1, 2, 3}, new int[] {2});
    AttentionTally tally = new AttentionTally();
    tally.add(sample, (query, key) -> 1.0 / (query + 1));
    assertThat(tally.scores().duplicate()).isNaN();
    assertThat(tally.scores().induction()).isNaN();
    assertThat(tally.scores().target()).isNaN();
  }

  @Test
  void isTheSameEveryTime() {
    GptConfig config = Circuits.CONFIG;
    InstrumentedModel model = new InstrumentedModel(Fresh.model(config, 5));
    assertThat(HeadScores.of(model, SAMPLES)).isEqualTo(HeadScores.of(model, SAMPLES));
  }
}
