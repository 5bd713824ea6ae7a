package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Safetensors;
import graft.model.Weights;
import graft.study.Checksum;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import graft.surgery.merge.Dare;
import graft.surgery.merge.Linear;
import graft.surgery.merge.Merge;
import graft.surgery.merge.Slerp;
import graft.surgery.merge.TaskArithmetic;
import graft.surgery.merge.Ties;
import graft.surgery.perturb.GaussianNoise;
import graft.surgery.perturb.LowRank;
import graft.surgery.perturb.MagnitudePrune;
import graft.surgery.perturb.Perturb;
import graft.surgery.perturb.Redraw;
import graft.surgery.perturb.ShuffleLayers;
import graft.surgery.perturb.ShuffleTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands do to files what the operations do to weights, and say what cannot be done. */
class SurgeryCommandsTest {
  private static final GptConfig CONFIG = new GptConfig(2, 2, 4, 5, 3, false);
  private static final Selector ALL = Selector.everything();

  @TempDir private Path folder;

  @BeforeEach
  void models() throws IOException {
    save("a", CONFIG, 1);
    save("b", CONFIG, 2);
    save("c", CONFIG, 3);
    save("other", CONFIG.with(9, 3), 4);
    save("deep", new GptConfig(3, 2, 4, 5, 3, false), 5);
  }

  private void save(String name, GptConfig config, long seed) throws IOException {
    Safetensors.saveWeights(path(name), model(config, seed), Map.of());
  }

  private static Weights model(GptConfig config, long seed) {
    return Initializer.fresh(config, seed, "test");
  }

  private Path path(String name) {
    return folder.resolve(name + ".safetensors");
  }

  /** Runs a command line in which @a stands for the file of the model a. */
  private Run run(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ")) {
      words.add(word.startsWith("@") ? path(word.substring(1)).toString() : word);
    }
    return Run.of(words.toArray(String[]::new));
  }

  private Weights output() throws IOException {
    return Safetensors.loadWeights(path("out"));
  }

  private void assertMakes(String line, Weights expected) throws IOException {
    Run run = run(line + " -o @out");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(output().config()).isEqualTo(expected.config());
    assertThat(output().values()).isEqualTo(expected.values());
  }

  static Stream<Arguments> perturbations() {
    Selector head = new Selector(Set.of(Part.QUERY_KEY), 1, 1, Set.of(0, 1));
    Selector mlp = Selector.allLayers(Set.of(Component.MLP));
    return Stream.of(
        Arguments.of("--noise 0.1", new GaussianNoise(ALL, 0.1, 1)),
        Arguments.of("--shuffle tensors --seed 3", new ShuffleTensors(ALL, 3)),
        Arguments.of("--shuffle layers --take MLP", new ShuffleLayers(mlp, 1)),
        Arguments.of("--redraw --take mlp", new Redraw(mlp, 1)),
        Arguments.of("--prune 0.25 --layers 0..", new MagnitudePrune(ALL, 0.25)),
        Arguments.of("--rank 1 --take query_key --layers 1 --heads 0,1", new LowRank(head, 1)));
  }

  @ParameterizedTest
  @MethodSource("perturbations")
  void perturbs(String options, Perturb perturb) throws IOException {
    assertMakes("perturb @a " + options, perturb.apply(model(CONFIG, 1)));
  }

  static Stream<Arguments> merges() {
    Selector attention = new Selector(Set.of(Part.ATTENTION), 0, 1, Set.of());
    List<Double> halves = List.of(0.5, 0.5);
    return Stream.of(
        Arguments.of("linear @a @b @c", new Linear(ALL, List.of(1.0, 1.0, 1.0), true, null), 3),
        Arguments.of(
            "linear @a @b --weights 1,-2 --sum --take attention --layers 0..1",
            new Linear(attention, List.of(1.0, -2.0), false, null),
            2),
        Arguments.of("slerp @a @b --t 0.3", new Slerp(ALL, 0.3, null), 2),
        Arguments.of(
            "task-arithmetic @a @b @c --lambda 0.5", new TaskArithmetic(ALL, halves, null), 3),
        Arguments.of(
            "ties @a @b @c --density 0.4 --weights 1,2 --lambda 0.7",
            new Ties(ALL, 0.4, List.of(1.0, 2.0), 0.7, null),
            3),
        Arguments.of(
            "dare @a @b @c --drop 0.5 --lambda 0.5,0.5 --seed 9",
            new Dare(ALL, 0.5, halves, 9, null),
            3));
  }

  @ParameterizedTest
  @MethodSource("merges")
  void merges(String line, Merge merge, int count) throws IOException {
    List<Weights> models = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      models.add(model(CONFIG, seed));
    }
    assertMakes("merge " + line, merge.apply(models));
  }

  @Test
  void mergesOtherVocabulariesByAStrategy() throws IOException {
    Run refused = run("merge linear @a @other -o @out");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("vocabulary of 5", "one of 9", "embedding strategy");
    assertMakes(
        "merge linear @a @other --embedding average",
        new Linear(ALL, List.of(1.0, 1.0), true, EmbeddingStrategy.AVERAGE)
            .apply(List.of(model(CONFIG, 1), model(CONFIG.with(9, 3), 4))));
  }

  @Test
  void transplants() throws IOException {
    Selector some = new Selector(Set.of(Part.ATTENTION, Part.EMBEDDING), 0, 0, Set.of(1));
    assertMakes(
        "transplant --donor @other --into @a --take attention,embedding --layers 0 --heads 1"
            + " --embedding average",
        new Transplant(some, EmbeddingStrategy.AVERAGE)
            .apply(model(CONFIG.with(9, 3), 4), model(CONFIG, 1)));
  }

  @Test
  void transplantsFromSeveralDonorsInTurn() throws IOException {
    Weights attention =
        new Transplant(Selector.allLayers(Set.of(Component.ATTENTION)), null)
            .apply(model(CONFIG, 2), model(CONFIG, 1));
    assertMakes(
        "transplant --donor @b --take attention --donor @c --take mlp --layers 1 --into @a",
        new Transplant(new Selector(Set.of(Component.MLP), 1, 1), null)
            .apply(model(CONFIG, 3), attention));
  }

  @Test
  void theOutputTellsHowItWasMade() throws IOException {
    Run run = run("transplant --donor @b --into @a --take ln --layers 1 -o @out");
    assertThat(run.out())
        .isEqualTo(
            path("out") + " is written; 0 of its 548 values differ from " + path("a") + "\n");
    Map<String, String> metadata = Safetensors.readMetadata(path("out"));
    ObjectMapper json = new ObjectMapper();
    JsonNode operation = json.readTree(metadata.get("graft.operation"));
    assertThat(operation.at("/transplants/0/selector/take/0").asText()).isEqualTo("ln");
    JsonNode inputs = json.readTree(metadata.get("graft.inputs"));
    assertThat(inputs.findValuesAsText("role")).containsExactly("into", "donor");
    assertThat(inputs.findValuesAsText("file")).containsExactly("a.safetensors", "b.safetensors");
    assertThat(inputs.findValuesAsText("sha256"))
        .containsExactly(Checksum.of(path("a")), Checksum.of(path("b")));
    assertThat(metadata).containsKeys("graft.version", "graft.config");
  }

  @Test
  void theSameCommandWritesTheSameBytesAndOnlyWithForceTwice() throws IOException {
    String line = "perturb @a --noise 0.1 -o @out";
    assertThat(run(line).code()).isZero();
    byte[] bytes = Files.readAllBytes(path("out"));
    Run again = run(line + " --take mlp");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains(path("out") + " is there already: --force replaces it");
    assertThat(path("out")).hasBinaryContent(bytes);
    assertThat(run(line + " --force").code()).isZero();
    assertThat(path("out")).hasBinaryContent(bytes);
    assertThat(run("perturb @out --noise 0 --force -o @out").code()).isZero();
  }

  @Test
  void inspects() throws IOException {
    run("perturb @a --prune 0.5 --take mlp -o @out");
    Run text = run("inspect @out");
    assertThat(text.code()).isZero();
    assertThat(text.out())
        .contains("548 values in 29 tensors", Checksum.of(path("out")), "magnitude-prune")
        .containsPattern("h\\.1\\.mlp\\.c_fc\\.weight +\\[4, 16\\] .* 32\n");
    JsonNode json = new ObjectMapper().readTree(run("inspect @out --json").out());
    assertThat(json.get("values").asInt()).isEqualTo(548);
    assertThat(json.get("tensors")).hasSize(29);
    assertThat(json.at("/tensors/0/name").asText()).isEqualTo("wte.weight");
    assertThat(json.at("/metadata/graft.config").asText()).contains("\"layers\":2");
  }

  @Test
  void diffs() throws IOException {
    run("transplant --donor @b --into @a --take query-key --layers 1 --heads 1 -o @out");
    Run text = run("diff @a @out --top 2");
    assertThat(text.code()).isZero();
    assertThat(text.out())
        .contains("28 of 29 comparable tensors are the same", "and 27 less different")
        .containsPattern("layer 1 query-key +[01]\\.\\d{3} ");
    JsonNode json = new ObjectMapper().readTree(run("diff @a @out --json").out());
    assertThat(json.at("/heads/0/name").asText()).isEqualTo("layer 1 head 1");
    assertThat(json.at("/heads/0/relative").asDouble()).isPositive();
    assertThat(json.at("/heads/1/relative").asDouble()).isZero();
    assertThat(json.at("/second/sha256").asText()).isEqualTo(Checksum.of(path("out")));
    assertThat(run("diff @a @other").out()).contains("not comparable: wte.weight: [5, 4] and [9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspect @none | there is no file",
        "diff @a @deep | must agree in layers, heads and width",
        "diff @a @b --top 0 | --top must be 1 or more, not 0",
        "transplant --donor @deep --into @a --take mlp -o @out | layers=3",
        "transplant --donor @b --into @a -o @out | --take",
        "transplant --donor @b --into @a --take atention -o @out | did you mean 'attention'?",
        "transplant --donor @b --into @a --take mlp --layers 1-2 -o @out | such as 0..1",
        "transplant --donor @b --into @a --take mlp --layers 2 -o @out | has layers 0..1",
        "transplant --donor @b --into @a --take attention --heads 2 -o @out | has heads 0..1",
        "transplant --donor @b --into @a --take mlp --heads 0 -o @out | parts of attention",
        "transplant --donor @b --into @a --take mlp --embedding average -o @out | nothing to act",
        "transplant --donor @other --into @a --take all --embedding retain -o @out | RETAIN needs",
        "perturb @a -o @out | --noise",
        "perturb @a --noise 1 --rank 1 -o @out | mutually exclusive",
        "perturb @a --noise -1 -o @out | not -1",
        "perturb @a --noise 1e42 -o @out | only finite numbers are saved",
        "perturb @a --prune 2 -o @out | from 0 to 1, not 2.0",
        "perturb @a --rank 0 -o @out | 1 or more, not 0",
        "perturb @a --rank 1 --take ln -o @out | only matrices have a rank",
        "perturb @a --redraw=false -o @out | say what to do",
        "perturb @a --noise 1 | --output",
        "merge | task-arithmetic",
        "merge slerp @a -o @out | FILE",
        "merge slerp @a @b @c -o @out | two models, not 3",
        "merge slerp @a @b --t 2 -o @out | not 2.0",
        "merge linear @a @b --weights 1,2,3 -o @out | 2 models need as many weights, not 3",
        "merge linear @a @deep -o @out | layers=3",
        "merge ties @a @b -o @out | --density",
        "merge dare @a @b --drop 1 -o @out | below 1, not 1.0"
      })
  void whatCannotBeIsCode2AndWritesNothing(String lineAndMessage) throws IOException {
    String[] parts = lineAndMessage.split(" \\| ");
    Run run = run(parts[0]);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(parts[1]).doesNotContain("\tat ", "unexpected fault:");
    assertThat(path("out")).doesNotExist();
  }

  @Test
  void wrongFilesAndFoldersAreNamed() throws IOException {
    Run folderGiven = Run.of("inspect", folder.toString());
    assertThat(folderGiven.code()).isEqualTo(2);
    assertThat(folderGiven.err()).contains("is a folder", "weights.safetensors");
    Path text = Files.writeString(folder.resolve("text.safetensors"), "no such thing");
    Run noModel = Run.of("perturb", text.toString(), "--redraw", "-o", path("out").toString());
    assertThat(noModel.code()).isEqualTo(2);
    assertThat(noModel.err()).contains(text.toString(), "damaged");
    Run noFolder = run("perturb @a --redraw -o " + folder.resolve("x").resolve("out"));
    assertThat(noFolder.code()).isEqualTo(2);
    assertThat(noFolder.err()).contains("there is no folder", "-o");
    assertThat(run("perturb @a --redraw -o " + folder).err())
        .contains("is a folder: -o names a file");
  }
}
