package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.engine.Engines;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Weights;
import graft.study.Composition.Donor;
import graft.study.Composition.Gift;
import graft.study.Study.Donation;
import graft.study.Study.Shape;
import graft.study.Study.Use;
import graft.surgery.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is composed is written, read again, and copied as it was said. */
class CompositionTest {
  private static final String ARITHMETIC = "vector";
  private static final Study SMALL = StudyReader.read(Studies.SMALL, "small");
  private static final Shape SHAPE = SMALL.shape();
  private static final Use COPY = SMALL.pretrainings().getFirst();
  private static final Use RECALL = SMALL.tasks().getFirst();
  private static final Use OTHER =
      new Use("other one", COPY.procedure(), true, 40, COPY.training());

  private static Composition composition(Gift... gifts) {
    return new Composition(
        SHAPE,
        List.of(new Donor(COPY, SHAPE), new Donor(OTHER, SHAPE)),
        List.of(gifts),
        RECALL,
        List.of(1L, 3L));
  }

  private static Gift gift(String from, String part, @Nullable Integer layer) {
    return new Gift(from, part, layer, part.equals("embedding") ? "average" : null);
  }

  static Stream<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../studies"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyPretrainingOfAShippedStudyKeepsItsRecipe(Path file) {
    Study study = StudyReader.read(file);
    Plan plan = new Plan(study, ARITHMETIC);
    for (Use use : study.pretrainings()) {
      Recipe.Trained recipe = plan.donor(use, 2);
      assertThat(DonorRecipe.isPretraining(recipe.json())).isTrue();
      DonorRecipe read = DonorRecipe.read(recipe.json());
      StoredDonor donor = new StoredDonor(read.use(), read.shape(), seeds(2), "");
      assertThat(donor.is(use, study.shape())).as(use.label()).isTrue();
      Use named = donor.labelled("a donor's name");
      Composition composition =
          new Composition(
              study.shape(),
              List.of(new Donor(named, read.shape())),
              List.of(gift("a donor's name", "attention", null)),
              study.tasks().getFirst(),
              List.of(2L));
      Study written = StudyReader.read(CompositionText.of(composition, "x", "Does it?"), "x");
      Outline outline = Outline.of(written, ARITHMETIC);
      assertThat(outline.ids()).as(use.label()).contains(recipe.id());
      assertThat(outline.trials()).hasSize(2);
    }
  }

  private static SortedMap<Long, String> seeds(long seed) {
    return new TreeMap<>(Map.of(seed, "x"));
  }

  @Test
  void theFileSaysWhatWasComposed() {
    Composition composition =
        composition(
            gift("copy", "attention", null),
            gift("other one", "mlp", 0),
            gift("copy", "embedding", null));
    String text = CompositionText.of(composition, "mine", "It's a question");
    Study read = StudyReader.read(text, "mine");
    assertThat(read.name()).isEqualTo("mine");
    assertThat(read.question()).isEqualTo("It's a question");
    assertThat(read.seeds()).containsExactly(1L, 3L);
    assertThat(read.pretrainings()).containsExactly(COPY, OTHER);
    assertThat(read.tasks()).containsExactly(RECALL);
    assertThat(read.arms()).extracting(Study.Arm::label).containsExactly("random", "composed");
    assertThat(read.arms().get(1).donations())
        .extracting(Donation::from)
        .containsExactly("copy", "other one", "copy");
    assertThat(Outline.of(read, ARITHMETIC).runs())
        .as("two donors and two models, for two seeds")
        .hasSize(8);
  }

  @Test
  void onlyThoseThatGiveAreWritten() {
    String text = CompositionText.of(composition(gift("other one", "ln", null)), "mine", "");
    assertThat(StudyReader.read(text, "mine").pretrainings()).containsExactly(OTHER);
  }

  /** Every set of gifts of two donors, one of them with more positions than the target. */
  static Stream<Composition> compositions() {
    List<Composition> all = new ArrayList<>();
    for (String first : Composition.PARTS) {
      for (String second : Composition.PARTS) {
        for (String strategy : List.of("average", "random", "extend")) {
          all.add(
              composition(
                  new Gift("copy", first, null, first.equals("embedding") ? strategy : null),
                  new Gift("other one", second, null, second.equals("embedding") ? strategy : null),
                  gift("copy", "ln", 0)));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("compositions")
  void whatIsSaidToBeCopiedIsCopied(Composition composition) {
    Study read = StudyReader.read(CompositionText.of(composition, "x", ""), "x");
    Weights fresh = Models.random(RECALL.config(SHAPE), 1);
    Weights model = fresh;
    for (Donation donation : read.arms().get(1).donations()) {
      model = donation.transplant().apply(weights(String.valueOf(donation.from())), model);
    }
    List<TensorOrigin> origins = composition.tensors();
    List<Parameter> parameters = fresh.parameters().list();
    assertThat(origins).hasSameSizeAs(parameters);
    for (int i = 0; i < origins.size(); i++) {
      TensorOrigin origin = origins.get(i);
      Parameter parameter = parameters.get(i);
      assertThat(origin.tensor()).isEqualTo(parameter.name());
      assertThat(origin.shape()).isEqualTo(parameter.shape());
      assertThat(values(model, parameter))
          .as("%s", origin)
          .isEqualTo(expected(origin, parameter, fresh));
    }
  }

  private static Weights weights(String label) {
    Use use = label.equals("copy") ? COPY : OTHER;
    return Models.random(use.config(SHAPE), label.hashCode());
  }

  private static float[] values(Weights model, Parameter parameter) {
    return Arrays.copyOfRange(model.values(), parameter.offset(), parameter.end());
  }

  /** By the meaning of the words alone. */
  private static float[] expected(TensorOrigin origin, Parameter parameter, Weights fresh) {
    float[] own = values(fresh, parameter);
    if (origin.from() == null) {
      assertThat(origin.how()).isEqualTo(TensorOrigin.How.RANDOM);
      return own;
    }
    Weights donor = weights(origin.from());
    boolean tiedHead = parameter.name().equals("lm_head.weight") && donor.config().tied();
    String source = tiedHead ? "wte.weight" : parameter.name();
    Parameter from =
        donor.parameters().list().stream()
            .filter(one -> one.name().equals(source))
            .findFirst()
            .orElseThrow();
    assertThat(origin.sourceShape()).isEqualTo(from.shape());
    float[] given = values(donor, from);
    float[] result = own.clone();
    int copied = origin.how() == TensorOrigin.How.MEAN ? 0 : Math.min(given.length, result.length);
    System.arraycopy(given, 0, result, 0, copied);
    for (int at = copied; at < result.length; at++) {
      result[at] = mean(given, at % SHAPE.width());
    }
    return result;
  }

  private static float mean(float[] rows, int column) {
    int count = rows.length / SHAPE.width();
    double sum = 0;
    for (int at = column; at < rows.length; at += SHAPE.width()) {
      sum += rows[at];
    }
    return (float) (sum / count);
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Donor wide = new Donor(COPY, new Shape(2, 4, 16));
    assertThatThrownBy(
            () ->
                new Composition(
                    SHAPE, List.of(wide), List.of(gift("copy", "mlp", null)), RECALL, List.of(1L)))
        .hasMessageContaining("2 layers, 4 heads and width 16")
        .hasMessageContaining("1 layer, 2 heads and width 8");
    assertThatThrownBy(() -> composition(gift("copy", "mlp", 1)))
        .hasMessageContaining("no layer 1");
    assertThatThrownBy(() -> composition(new Gift("copy", "embedding", null, "retain")))
        .hasMessageContaining("equal vocabularies");
    assertThatThrownBy(() -> composition(new Gift("copy", "query-key", null, null)))
        .hasMessageContaining("query-key");
    assertThatThrownBy(() -> composition(new Gift("copy", "mlp", null, "average")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> composition()).hasMessageContaining("choose a component");
  }

  @Test
  void fewStepsHaveAWarmUpThatSuitsThem() {
    Composition few = composition(gift("copy", "mlp", null)).shortened(7);
    assertThat(few.task().training().steps()).isEqualTo(7);
    assertThat(few.task().training().warmup()).isZero();
    assertThat(few.task().training().evaluateEvery()).isEqualTo(1);
    assertThat(CompositionText.of(few, "x", "")).contains("steps: 7");
  }

  @Test
  void theStoreKnowsItsDonors(@TempDir Path folder) throws Exception {
    Store store = Store.open(folder);
    String arithmetic = Engines.create("vector").arithmetic();
    new LocalRunner("vector", 2).run(SMALL, store, new StudyObserver() {});
    List<StoredDonor> donors = new StoredDonors(store, arithmetic).all();
    assertThat(donors).hasSize(1);
    StoredDonor donor = donors.getFirst();
    assertThat(donor.is(COPY, SHAPE)).isTrue();
    assertThat(donor.fault()).isEmpty();
    assertThat(donor.seeds().keySet()).containsExactly(1L, 2L);
    assertThat(Outline.of(SMALL, arithmetic).ids()).containsAll(donor.seeds().values());
    assertThat(new StoredDonors(store, "another").all().getFirst().fault())
        .contains("another engine");
    Files.delete(store.results(donor.id()).resolve("weights.safetensors"));
    assertThat(new StoredDonors(store, arithmetic).all().getFirst().seeds().keySet())
        .as("damaged ones are left out")
        .containsExactly(2L);
  }

  @Test
  void whatNoStudyCanSayIsRefused() {
    ObjectNode recipe = (ObjectNode) new Plan(SMALL, ARITHMETIC).donor(COPY, 1).json();
    ((ObjectNode) recipe.get("training")).put("optimizer", "sgd");
    assertThatThrownBy(() -> DonorRecipe.read(recipe))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no study");
    ObjectNode imported = recipe.deepCopy();
    ((ObjectNode) imported.get("from")).put("kind", "imported");
    assertThat(DonorRecipe.isPretraining(imported)).isTrue();
    assertThatThrownBy(() -> DonorRecipe.read(imported)).hasMessageContaining("another origin");
    ((ObjectNode) imported.get("from")).put("kind", "transplant");
    assertThat(DonorRecipe.isPretraining(imported)).isFalse();
  }

  @Test
  void positionsAreCopiedAsFarAsThereAreEnough() {
    GptConfig target = RECALL.config(SHAPE);
    assertThat(target.positions()).isBetween(9, 40);
    List<TensorOrigin> few = composition(gift("copy", "embedding", null)).tensors();
    assertThat(few.get(1).how()).isEqualTo(TensorOrigin.How.RANDOM);
    List<TensorOrigin> many = composition(gift("other one", "embedding", null)).tensors();
    assertThat(many.get(1).how()).isEqualTo(TensorOrigin.How.FIRST_ROWS);
    assertThat(many.get(0).how()).isEqualTo(TensorOrigin.How.MEAN);
  }
}
