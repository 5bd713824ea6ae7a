package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.model.Weights;
import graft.study.Plan.Trial;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arms from the file to the fine-tuned weights. */
class ArmsTest {
  @TempDir Path folder;

  private Study study(String arms, String more) throws IOException {
    String text = Studies.SMALL.replace("  attention: {take: [attention]}\n", arms);
    return StudyReader.read(Studies.write(folder, text + more));
  }

  /** With a second pretraining, {@code turn}. */
  private Study two(String arms, String more) throws IOException {
    String copy =
        Studies.SMALL.substring(Studies.SMALL.indexOf("  copy:"), Studies.SMALL.indexOf("arms:"));
    String turn = copy.replace("copy:", "turn:").replace("identity", "reverse");
    String text =
        Studies.SMALL
            .replace("arms:", turn + "arms:")
            .replace("  attention: {take: [attention]}\n", arms);
    return StudyReader.read(Studies.write(folder, text + more));
  }

  /** The weights of the first seed's trial of an arm, from pretraining to the end. */
  private Weights tuned(Study study, Store store, String arm) throws IOException {
    for (Trial trial : new Plan(study, "vector-2").trials()) {
      if (trial.cell().arm().label().equals(arm) && trial.seed() == 1) {
        return Objects.requireNonNull(store.find(trial.recipe().id())).weights();
      }
    }
    throw new AssertionError("no trial of " + arm);
  }

  private Store run(Study study) throws InterruptedException {
    Store store = Store.open(folder.resolve("store"));
    StudyResult result = new LocalRunner("vector", 2).run(study, store, new Silent());
    assertThat(result.failures()).isEmpty();
    return store;
  }

  @Test
  void identitiesChangeNoBit() throws Exception {
    Study study =
        study(
            """
              parts: {take: [attention, mlp]}
              composed: {transplant: [{from: copy, take: mlp}, {from: copy, take: attention}]}
              halves: {transplant: [{take: [value-output, mlp]}, {take: query-key}]}
              layer: {take: [attention, mlp], layers: 0}
              noise 0: {take: [attention, mlp], perturb: {noise: 0}}
              prune 0: {take: [attention, mlp], perturb: {prune: 0}}
              full rank: {take: [attention, mlp], perturb: {low-rank: 8}}
              noise 1: {take: [attention, mlp], perturb: {noise: 1}}
              shuffled: {take: [attention, mlp], perturb: shuffle-tensors}
            """,
            "");
    Store store = run(study);
    float[] plain = tuned(study, store, "parts").values();
    for (String same : List.of("composed", "halves", "layer", "noise 0", "prune 0", "full rank")) {
      assertThat(tuned(study, store, same).values()).as(same).isEqualTo(plain);
    }
    for (String other : List.of("noise 1", "shuffled", "random", "full")) {
      assertThat(tuned(study, store, other).values()).as(other).isNotEqualTo(plain);
    }
  }

  /** A donor's mean with itself is itself, and so is the base with all of its difference. */
  @Test
  void mergesOfADonorWithItselfChangeNoBit() throws Exception {
    Study study =
        study(
            """
              parts: {take: [attention, mlp]}
              mean: {take: [attention, mlp], merge: {linear: [copy, copy]}}
              between: {take: [attention, mlp], merge: {slerp: [copy, copy], t: 0}}
              whole: {take: [attention, mlp], merge: {task-arithmetic: [copy]}}
              base: {take: [attention, mlp], merge: {task-arithmetic: [copy], weights: [0]}}
              dropped: {take: [attention, mlp], merge: {dare: [copy, copy], drop: 0.5}}
              trimmed: {take: [attention, mlp], merge: {ties: [copy, copy], density: 0.2}}
            """,
            "");
    Store store = run(study);
    float[] plain = tuned(study, store, "parts").values();
    for (String same : List.of("mean", "between", "whole")) {
      assertThat(tuned(study, store, same).values()).as(same).isEqualTo(plain);
    }
    for (String other : List.of("base", "dropped", "trimmed")) {
      assertThat(tuned(study, store, other).values()).as(other).isNotEqualTo(plain);
    }
  }

  @Test
  void whatIsFrozenStaysTheDonors() throws Exception {
    Study study =
        study(
            """
              loose: {take: attention}
              frozen: {take: attention, freeze: attention}
            """,
            "");
    Store store = run(study);
    Weights donor =
        Objects.requireNonNull(
                store.find(new Plan(study, "vector-2").nodes().iterator().next().id()))
            .weights();
    Weights frozen = tuned(study, store, "frozen");
    Weights loose = tuned(study, store, "loose");
    Selector attention = Selector.of(List.of(Part.ATTENTION));
    assertThat(values(attention, frozen)).isEqualTo(values(attention, donor));
    assertThat(values(attention, loose)).isNotEqualTo(values(attention, donor));
    for (Slice slice : Selector.of(List.of(Part.MLP, Part.LN)).slices(frozen.config())) {
      assertThat(slice.values(frozen)).as(slice.name()).isNotEqualTo(slice.values(loose));
    }
  }

  private static List<Float> values(Selector selector, Weights weights) {
    List<Float> values = new ArrayList<>();
    for (Slice slice : selector.slices(weights.config())) {
      for (float value : slice.values(weights)) {
        values.add(value);
      }
    }
    return values;
  }

  private static final String COMPOSED =
      """
        both: {transplant: [{from: copy, take: attention}, {from: turn, take: mlp}]}
        half: {transplant: [{take: attention}, {from: turn, take: mlp}]}
      """;

  @Test
  void anArmThatNamesItsDonorsStandsInTheTableOnce() throws Exception {
    Study study = two(COMPOSED, "");
    StudyResult result =
        new LocalRunner("vector", 2).run(study, Store.open(folder.resolve("store")), new Silent());
    List<String> rows =
        result.rows().stream()
            .filter(row -> row.metric().equals("accuracy"))
            .map(row -> row.pretrain() + " " + row.arm())
            .toList();
    assertThat(rows)
        .containsExactly(
            "copy random",
            "copy full",
            "copy half",
            "turn random",
            "turn full",
            "turn half",
            "named in arm both");
    StudyResult.Row both = result.rows().get(12);
    StudyResult.Row random = result.rows().getFirst();
    StudyResult.Comparison found = Objects.requireNonNull(both.comparison());
    assertThat(found.paired().pairs()).isEqualTo(2);
    assertThat(found.paired().difference()).isCloseTo(both.mean() - random.mean(), within(1e-9));
    // Two donors, and for each seed: random, two of full, two of half (one is both), both.
    assertThat(result.computed()).isEqualTo(2 * (2 + 1 + 2 + 2));
  }

  @Test
  void donorsThatNobodyNeedsAreNotTrained() throws IOException {
    Study study = two("  one: {from: turn, take: attention}\n", "exclude: [{arm: full}]\n");
    List<String> labels =
        new Plan(study, "vector-2").nodes().stream().map(Plan.Node::label).toList();
    assertThat(labels)
        .containsExactly(
            "pretrain turn, seed 1",
            "pretrain turn, seed 2",
            "random > recall, seed 1",
            "one > recall, seed 1",
            "random > recall, seed 2",
            "one > recall, seed 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include: [{arm: [full, both]}] | copy full, turn full, named both",
        "include: [{pretrain: copy}, {arm: both}] | copy random, copy full, copy half, named both",
        "include: [{pretrain: copy, arm: full}] | copy full",
        "exclude: [{pretrain: turn}, {arm: both}] | copy random, copy full, copy half",
        "exclude: [{pretrain: turn, arm: [full, half]}] | copy random, copy full, copy half, turn random, named both"
      })
  void cellsAreIncludedAndExcluded(String filter, String expected) throws IOException {
    List<String> found = new ArrayList<>();
    for (Matrix.Cell cell : Matrix.cells(two(COMPOSED, filter + "\n"))) {
      found.add(cell.source().replace(" in arm", "") + " " + cell.arm().label());
    }
    assertThat(String.join(", ", found)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "exclude: [{arm: ful}] | there is no arm 'ful' in this study; did you mean 'full'?",
        "exclude: [{task: recal}] | there is no task 'recal'",
        "include: [{pretrain: [copy, cpoy]}] | there is no pretraining 'cpoy'",
        "exclude: [{}] | a pattern of 'exclude' needs pretrain, arm or task",
        "exclude: [{arms: full}] | unknown key 'arms'",
        "exclude: {arm: full} | 'exclude' must be a list",
        "exclude: [{arm: []}] | 'arm' is empty",
        "exclude: [{pretrain: copy, arm: both}] | matches nothing: its arm names its donors",
        "exclude: [{task: recall}] | leave nothing of the study"
      })
  void whatIsWrongWithAFilterIsNamed(String filter, String message) {
    assertThatThrownBy(() -> two(COMPOSED, filter + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("study.yaml:")
        .hasMessageContaining(message);
  }

  /** A pair that does not fit is no error where it is left out. */
  @Test
  void onlyCellsThatAreLeftMustFit() throws IOException {
    String retain = "  kept: {take: all, embedding: retain}\n";
    assertThatThrownBy(() -> study(retain, "")).hasMessageContaining("RETAIN needs equal");
    assertThat(study(retain, "exclude: [{arm: kept}]\n").arms()).hasSize(3);
  }

  /** Hears nothing. */
  private static final class Silent implements StudyObserver {}
}
