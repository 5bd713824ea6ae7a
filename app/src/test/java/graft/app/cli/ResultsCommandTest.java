package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results on their way between stores, by command. */
class ResultsCommandTest {
  @TempDir static Path shared;
  private static Path study;
  private static String origin;

  @TempDir Path folder;

  @BeforeAll
  static void compute() throws IOException {
    study = Files.writeString(shared.resolve("tiny.yaml"), TinyStudy.YAML);
    origin = shared.resolve("origin").toString();
    assertThat(Run.of("run", study.toString(), "--store", origin, "--quiet").code()).isZero();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aZipFileBringsWhatIsThenNotComputedAgain() {
    String zip = path("tiny.zip");
    Run export = Run.of("results", "export", study.toString(), "--store", origin, "-o", zip);
    assertThat(export.code()).as(export.err()).isZero();
    assertThat(export.out()).isEqualTo("6 results are in " + zip + "\n");
    Run imported = Run.of("results", "import", zip, "--store", path("store"));
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.out())
        .isEqualTo("6 new, 0 known, 0 refused; results are in " + path("store") + "\n");
    Run here = Run.of("run", study.toString(), "--store", path("store"), "--quiet");
    Run there = Run.of("run", study.toString(), "--store", origin, "--quiet");
    assertThat(here.out()).contains("nothing had to be computed");
    assertThat(here.out().replace(path("store"), origin)).isEqualTo(there.out());
  }

  @Test
  void aFolderGetsWhatItLacksAndIsAStore() throws IOException {
    Run part =
        Run.of(
            "results",
            "export",
            study.toString(),
            "--seeds",
            "1",
            "--store",
            origin,
            "-o",
            path("out"));
    assertThat(part.out()).startsWith("3 new, 0 known, 0 refused");
    Run all = Run.of("results", "export", "--all", "--store", origin, "-o", path("out"), "--json");
    JsonNode json = new ObjectMapper().readTree(all.out());
    assertThat(json.get("new")).hasSize(3);
    assertThat(json.get("known")).hasSize(3);
    assertThat(json.get("refused")).isEmpty();
    assertThat(Run.of("run", study.toString(), "--store", path("out"), "--quiet").out())
        .contains("nothing had to be computed");
  }

  @Test
  void whatIsRefusedIsNamedAndTheCodeIs1() throws IOException {
    Run.of("results", "export", "--all", "--store", origin, "-o", path("out"));
    Path results = folder.resolve("out/results");
    Path first;
    try (var list = Files.list(results)) {
      first = list.sorted().findFirst().orElseThrow();
    }
    Files.writeString(first.resolve("provenance.json"), "{}");
    Run run = Run.of("results", "import", path("out"), "--store", path("store"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("refused: " + first.getFileName() + ": provenance.json has 2 bytes, not ");
    assertThat(run.out()).startsWith("5 new, 0 known, 1 refused");
  }

  @Test
  void whatCannotBeUsedIsCode2() throws IOException {
    String zip = Files.writeString(folder.resolve("there.zip"), "").toString();
    assertUnusable("name a study, or --all", "export", "--store", origin, "-o", zip);
    assertUnusable("not both", "export", study.toString(), "--all", "--store", origin, "-o", zip);
    assertUnusable("--force replaces it", "export", "--all", "--store", origin, "-o", zip);
    assertUnusable("name a .zip or a folder", "export", "--all", "--store", origin, "-o", "a.tar");
    assertUnusable("there is no store", "export", "--all", "--store", path("x"), "-o", zip);
    assertUnusable("there is no folder or file", "import", path("y"), "--store", path("s"));
    assertUnusable("cannot be read as a ZIP file", "import", zip, "--store", path("s"));
    Files.createDirectory(folder.resolve("empty"));
    assertUnusable(
        "has no finished result of " + study,
        "export",
        study.toString(),
        "--store",
        path("empty"),
        "-o",
        path("z"));
    assertThat(Run.of("results").code()).isEqualTo(2);
    assertThat(Run.of("results").err()).contains("export, import");
  }

  private static void assertUnusable(String message, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "results";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Run run = Run.of(all);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("graft: ").contains(message);
  }
}
