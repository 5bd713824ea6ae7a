package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny study that looks into its models, by command: run, planned, reported, exported. */
class AnalysesCommandTest {
  private static final String STUDY =
      TinyStudy.YAML.replace("heads: 1", "heads: 2")
          + "analyze: {heads: true, probes: position, similarity: true, patching: true, samples: 8}\n";

  @TempDir static Path shared;
  private static Path study;
  private static String store;
  private static Run ran;
  private static Path report;

  @TempDir Path folder;

  @BeforeAll
  static void compute() throws IOException {
    study = Files.writeString(shared.resolve("tiny.yaml"), STUDY);
    store = shared.resolve("store").toString();
    ran = graft("run", "--threads", "2");
    assertThat(ran.code()).as(ran.err()).isZero();
    report = shared.resolve("report");
    Run run = graft("report", "-o", report.toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Run graft(String command, String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = command;
    arguments[1] = study.toString();
    arguments[2] = "--store";
    arguments[3] = store;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Run.of(arguments);
  }

  @Test
  void runSaysWhereTheAnalysesAre() {
    // Two seeds of: 3 models by heads and probes, a pair, that pair patched, and 2 with the donor.
    assertThat(ran.out())
        .contains(
            "20 analyses of the models are in the report: graft report "
                + study
                + " --store "
                + store
                + " -o DIR")
        .contains("; 6 runs and 20 analyses computed in ");
    assertThat(ran.err())
        .contains("study     26 runs, 0 done already\n")
        .contains("started   analyze heads: copy, seed 1\n", "26 of 26 runs done");
    assertThat(graft("run", "--quiet").out()).contains("nothing had to be computed.");
  }

  @Test
  void planCountsThem() throws IOException {
    Run plan = Run.of("plan", study.toString(), "--store", folder.resolve("none").toString());
    assertThat(plan.out())
        .containsPattern("analyze heads +6 +0 +[0-9.]+ m?s")
        .containsPattern("all, for 4 trials +26 +0 +28 left ");
    JsonNode looks = new ObjectMapper().readTree(graft("plan", "--json").out()).get("analyses");
    assertThat(looks).hasSize(4);
    assertThat(looks).allMatch(look -> look.get("done").intValue() == look.get("runs").intValue());
    assertThat(looks.get(3).get("look").textValue()).isEqualTo("patching");
    assertThat(looks.get(3).get("seconds").doubleValue()).isZero();
    assertThat(graft("plan").out()).contains("Nothing is left to compute.");
  }

  @Test
  void theReportHasTablesAndFigures() throws Exception {
    assertThat(report.resolve("index.html"))
        .content()
        .contains("<h2>Inside the models</h2>", "best induction", "layer 0 mlp", "position, R^2")
        .contains("Read: the first 8 held-out sequences of each seed")
        .doesNotContain("not there");
    List<String> names =
        List.of(
            "donor-heads-accuracy",
            "heads-best",
            "heads-induction",
            "heads-target",
            "probes",
            "similarity",
            "patching");
    for (String name : names) {
      Path svg = report.resolve("figures/" + name + ".svg");
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
      assertThat(Files.readString(svg)).contains("study tiny", "prefers-color-scheme:dark");
      BufferedImage png = ImageIO.read(report.resolve("figures/" + name + ".png").toFile());
      assertThat(png.getWidth()).isGreaterThan(1000);
    }
    assertThat(Files.readString(report.resolve("figures/donor-heads-accuracy.svg")))
        .contains("2 points", "best induction score");
  }

  @Test
  void everyFigureIsInTheFiles() throws IOException {
    List<String> each = Files.readAllLines(report.resolve("analyses.csv"));
    // Per seed: 3 models x 2 heads x 6 scores; 3 x 2 places x (score, chance); 3 x 4 pairs of
    // layers; 2 directions x 4 sites x 2.
    assertThat(each).hasSize(1 + 2 * (36 + 12 + 12 + 16));
    assertThat(each.getFirst()).startsWith("analysis,pretrain,arm,task,otherPretrain,");
    assertThat(each).filteredOn(line -> line.startsWith("heads,copy,,")).hasSize(24);
    assertThat(each).allMatch(line -> line.endsWith(",finished") || line.endsWith(",state"));
    List<String> rows = Files.readAllLines(report.resolve("analyses-over-seeds.csv"));
    // 3 models x 4 best heads, 3 x 2 places, 3 x 4 pairs of layers, 2 x 3 parts.
    assertThat(rows).hasSize(1 + 12 + 6 + 12 + 6);
    assertThat(rows)
        .anyMatch(line -> line.startsWith("patching,copy,attention,recall,any,random,"));
  }

  @Test
  void theSameResultsGiveTheSameFiles() throws IOException {
    Path other = folder.resolve("again");
    assertThat(graft("report", "-o", other.toString()).code()).isZero();
    for (String file : List.of("index.html", "analyses.csv", "figures/patching.png")) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(report.resolve(file));
    }
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run run =
        Run.of("report", study.toString(), "--store", empty.toString(), "-o", folder + "/report");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("report/index.html"))
        .content()
        .contains("20 analyses are not there: not made yet, or failed; analyses.csv says which.");
    assertThat(Files.readAllLines(folder.resolve("report/analyses.csv")))
        .hasSize(21)
        .element(1)
        .asString()
        .startsWith("heads,copy,,,,,,1,identity,8,")
        .endsWith(",unfinished");
  }

  @Test
  void exportAndImportCarryThem() {
    String zip = folder.resolve("tiny.zip").toString();
    Run export = graft("results");
    assertThat(export.code()).isEqualTo(2);
    export = Run.of("results", "export", study.toString(), "--store", store, "-o", zip);
    assertThat(export.out()).isEqualTo("6 results and 20 analyses are in " + zip + "\n");
    String other = folder.resolve("other").toString();
    Run imported = Run.of("results", "import", zip, "--store", other);
    assertThat(imported.out()).startsWith("26 new, 0 known, 0 refused;");
    String copy = folder.resolve("copy").toString();
    Run copied = Run.of("results", "export", "--all", "--store", other, "-o", copy);
    assertThat(copied.out()).startsWith("26 new, 0 known, 0 refused;");
    Run again = Run.of("run", study.toString(), "--store", copy, "--quiet");
    assertThat(again.out()).contains("nothing had to be computed");
  }
}
