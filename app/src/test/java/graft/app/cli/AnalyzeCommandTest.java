package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {
  private static final GptConfig CONFIG = new GptConfig(2, 2, 8, 5, 12, false);

  @TempDir Path folder;
  private Path model;
  private Path other;

  @BeforeEach
  void write() throws IOException {
    model = save("model.safetensors", CONFIG, 1);
    other = save("other.safetensors", CONFIG, 2);
  }

  private Path save(String name, GptConfig config, long seed) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Safetensors.saveWeights(file, Initializer.fresh(config, seed, "test"), Map.of());
    return file;
  }

  private Run analyze(Object subject, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("analyze", subject.toString(), "--procedure", "k-dyck"));
    arguments.addAll(List.of("--set", "k=2", "--set", "length=12"));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--samples")) {
      arguments.addAll(List.of("--samples", "16"));
    }
    return Run.of(arguments.toArray(String[]::new));
  }

  private static JsonNode json(Run run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void printsATableOfEachKind() {
    Run run = analyze(model, "--against", other.toString(), "--probe", "depth,position");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo("MODEL  " + model + ": 2 layers, 2 heads, width 8, vocabulary 5, 12 positions");
    assertThat(lines.get(1)).startsWith("OTHER  " + other);
    assertThat(lines.get(2))
        .isEqualTo(
            "on the first 16 held-out examples of k-dyck (k=2 length=12 openProbability=0.5), seed 1;"
                + " predictions that count: 176");
    assertThat(lines)
        .filteredOn(line -> line.matches("(Heads|Ablation|Probes|CKA|Patching): .*"))
        .hasSize(5);
    assertThat(lines).filteredOn(line -> line.startsWith("layer 1 head 1")).hasSize(3);
    assertThat(lines).filteredOn(line -> line.matches("untouched( +[\\d.]+){4}")).hasSize(2);
    assertThat(lines).filteredOn(line -> line.startsWith("depth ")).hasSize(3);
    assertThat(lines).anyMatch(line -> line.matches("uniform +\\d.\\d{3} +100.0 .*"));
  }

  /** At its start a model attends to all alike; a model held against itself is the same. */
  @Test
  void jsonHasEverything() throws IOException {
    JsonNode json = json(analyze(model, "--against", model.toString(), "--json", "--probe", "top"));
    assertThat(json.at("/config/width").intValue()).isEqualTo(8);
    assertThat(json.at("/settings/length").intValue()).isEqualTo(12);
    assertThat(json.at("/predictions").intValue()).isEqualTo(176);
    assertThat(json.at("/heads")).hasSize(4);
    assertThat(json.at("/heads/3/layer").intValue()).isEqualTo(1);
    assertThat(json.at("/heads/3/entropyShare").doubleValue()).isCloseTo(1, within(1e-3));
    assertThat(json.at("/uniform/byDistance")).hasSize(11);
    assertThat(json.at("/ablation")).hasSize(8);
    assertThat(json.at("/ablation/1/part").textValue()).isEqualTo("head");
    assertThat(json.at("/ablation/0/head").isNull()).isTrue();
    assertThat(json.at("/probes")).hasSize(3);
    assertThat(json.at("/probes/0/measure").textValue()).isEqualTo("accuracy");
    assertThat(json.at("/against/cka/2/2").doubleValue()).isCloseTo(1, within(1e-9));
    assertThat(json.at("/against/untouched")).isEqualTo(json.at("/untouched"));
    for (JsonNode site : json.at("/against/patching")) {
      assertThat(site.get("intoModel")).isEqualTo(json.at("/untouched"));
      assertThat(site.get("intoOther")).isEqualTo(json.at("/untouched"));
    }
  }

  @Test
  void withoutAnotherModelThereIsNothingAgainstIt() throws IOException {
    JsonNode json = json(analyze(model, "--json"));
    assertThat(json.get("against").isNull()).isTrue();
    assertThat(json.get("probes")).isEmpty();
    assertThat(analyze(model).out()).doesNotContain("OTHER", "Probes", "CKA", "Patching");
  }

  /** Of one pair no token comes twice, so nothing can be duplicated or induced. */
  @Test
  void figuresThatThereAreNoneOf() throws IOException {
    Path recall = save("recall.safetensors", new GptConfig(1, 1, 4, 256, 5, false), 1);
    String[] command = {
      "analyze", recall.toString(), "--procedure", "haystack", "--set", "pairs=1", "--samples", "8"
    };
    assertThat(Run.of(command).out())
        .contains(": 1 layer, 1 head, width 4")
        .containsPattern("uniform( +[\\d.]+){3} +— +— +33\\.3 ");
    String[] json = Arrays.copyOf(command, command.length + 1);
    json[command.length] = "--json";
    JsonNode head = json(Run.of(json)).at("/heads/0");
    assertThat(head.get("induction").isNull()).isTrue();
    assertThat(head.get("target").isNull()).isFalse();
  }

  @Test
  void isTheSameEveryTimeAndWritesFiles() throws IOException {
    Path file = folder.resolve("analysis.txt");
    Run run = analyze(model, "-o", file.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(file).hasContent(analyze(model).out());
    Run nowhere = analyze(model, "-o", folder.resolve("no/analysis.txt").toString());
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err()).contains("choose another -o file");
  }

  @Test
  void takesTheHashOfAResult() throws IOException {
    save("store/results/0123456789abcdef0123/weights.safetensors", CONFIG, 1);
    save("store/results/0123ffff89abcdef0123/weights.safetensors", CONFIG, 2);
    String store = folder.resolve("store").toString();
    Run whole = analyze("0123456789abcdef0123", "--store", store);
    assertThat(whole.code()).as(whole.err()).isZero();
    Run start = analyze("01234", "--store", store);
    assertThat(start.out().lines().skip(1)).isEqualTo(whole.out().lines().skip(1).toList());
    Run several = analyze("0123", "--store", store);
    assertThat(several.code()).isEqualTo(2);
    assertThat(several.err()).contains("2 results").contains("begin with it");
    assertThat(analyze("beef", "--store", store).err()).contains("no results");
  }

  @Test
  void modelsOfOtherShapesAreComparedButNotPatched() throws IOException {
    Path deeper = save("deeper.safetensors", new GptConfig(3, 1, 4, 6, 20, true), 1);
    Run run = analyze(model, "--against", deeper.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("No patching: the two differ in layers, heads or width");
    assertThat(json(analyze(model, "--json", "--against", deeper.toString())).at("/against/cka/2"))
        .hasSize(4);
  }

  @Test
  void whatDoesNotFitIsCode2() throws IOException {
    Path few = save("few.safetensors", new GptConfig(1, 1, 4, 4, 12, true), 1);
    Run vocabulary = analyze(few);
    assertThat(vocabulary.code()).isEqualTo(2);
    assertThat(vocabulary.err())
        .contains(few + " has a vocabulary of 4 tokens, but k-dyck with these settings needs 5")
        .contains("take the procedure");
    Path narrow = save("narrow.safetensors", new GptConfig(1, 1, 4, 5, 11, true), 1);
    assertThat(analyze(model, "--against", narrow.toString()).err())
        .contains(narrow + " has 11 positions, but k-dyck with these settings needs 12");
    assertThat(analyze(model, "--probe", "carry").err())
        .isEqualTo(
            "graft: there is nothing to probe for 'carry' in k-dyck: it is known of addition and"
                + " reversed-addition\n");
    Run trait = analyze(model, "--probe", "deepth");
    assertThat(trait.code()).isEqualTo(2);
    assertThat(trait.err()).containsIgnoringCase("position").contains("deepth");
    assertThat(analyze(model, "--samples", "0").err()).contains("--samples must be from 1");
    assertThat(analyze(model, "--samples", "1", "--probe", "depth").code()).isEqualTo(2);
    Run missing = analyze(folder.resolve("none.safetensors"));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("none.safetensors");
    Run text = analyze(Files.writeString(folder.resolve("text"), "no model at all, but text"));
    assertThat(text.code()).isEqualTo(2);
    assertThat(text.err()).doesNotContain("\tat ");
  }
}
