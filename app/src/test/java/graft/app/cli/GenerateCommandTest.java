package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.study.LocalRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCommandTest {
  @TempDir private Path folder;

  private Run generate(String file, String... arguments) {
    List<String> all = new ArrayList<>(List.of("generate", "-o", folder.resolve(file).toString()));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray(String[]::new));
  }

  private long files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "heldout"})
  void writesWhatSampleShows(String split) throws IOException {
    Run run =
        generate("a.jsonl", "haystack", "--set=pairs=3", "--count=5", "--split", split, "--seed=3");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("a.jsonl has 5 examples of haystack; recipe and checksum are in ")
        .endsWith("a.jsonl.json\n");
    Run sample =
        Run.of("sample", "haystack", "--set=pairs=3", "--split", split, "--seed=3", "--json");
    ObjectMapper json = new ObjectMapper();
    JsonNode examples = json.readTree(sample.out()).get("examples");
    List<String> lines = Files.readAllLines(folder.resolve("a.jsonl"));
    assertThat(lines).hasSize(5);
    for (int i = 0; i < 5; i++) {
      JsonNode line = json.readTree(lines.get(i));
      assertThat(line.get("tokens")).isEqualTo(examples.get(i).get("tokens"));
      assertThat(line.get("counted")).isEqualTo(examples.get(i).get("counted"));
    }
  }

  @Test
  void theFormatIsNamedOrTheNameTellsIt() throws IOException {
    assertThat(generate("a.bin", "identity", "--count=2").code()).isZero();
    assertThat(folder.resolve("a.bin")).hasSize(2 * 41 * 2);
    assertThat(generate("b", "identity", "--count=2", "--format=BIN").code()).isZero();
    assertThat(folder.resolve("b")).hasSameBinaryContentAs(folder.resolve("a.bin"));
    Run none = generate("c", "identity", "--count=2");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("needs --format");
    assertThat(files()).isEqualTo(4);
  }

  @Test
  void theSameAgainIsNothingAndSomethingElseIsCode2() {
    assertThat(generate("a.npy", "identity", "--count=2").code()).isZero();
    Run again = generate("a.npy", "identity", "--count=2", "--threads=1", "--quiet");
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("is there already");
    Run other = generate("a.npy", "identity", "--count=3");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).startsWith("graft: ").contains("--overwrite");
    assertThat(generate("a.npy", "identity", "--count=3", "--overwrite").out()).contains("3 ex");
  }

  @Test
  void checks() throws IOException {
    Path file = folder.resolve("a.bin");
    generate("a.bin", "identity", "--count=2");
    Run whole = Run.of("generate", "--check", file.toString());
    assertThat(whole.code()).isZero();
    assertThat(whole.out()).isEqualTo(file + " is as it was generated\n");
    byte[] bytes = Files.readAllBytes(file);
    bytes[0]++;
    Files.write(file, bytes);
    Run changed = Run.of("generate", "--check", file.toString());
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.out()).contains("has changed since it was written");
    assertThat(Run.of("generate", "--check", folder.resolve("b").toString()).code()).isEqualTo(2);
  }

  @Test
  void aBarOnATerminalUnlessQuiet() {
    String[] loud = {
      "generate", "identity", "--count=200000", "-o", folder.resolve("a.jsonl").toString()
    };
    assertThat(Run.with(LocalRunner::new, true, loud).err()).contains("identity", " examples/s");
    String[] quiet = {
      "generate", "identity", "--count=200000", "-o", folder.resolve("b.bin").toString(), "--quiet"
    };
    assertThat(Run.with(LocalRunner::new, true, quiet).err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "--count=1",
        "identty --count=1",
        "identity --count=0",
        "identity --count=x",
        "identity --count=1 --set=lenght=3",
        "identity --count=1 --set=length=0",
        "identity --count=1 --split=test",
        "identity --count=1 --format=csv",
        "identity --count=1 --threads=0",
        "identity --count=1 --held-out=-1",
        "identity --count=1 --held-out=1000001",
        "identity --count=9 --held-out=8 --split=heldout",
        "identity --count=1 --set=vocabulary=70000",
        "identity --count=1 --set=vocabulary=2 --set=length=1"
      })
  void whatCannotBeIsCode2AndLeavesNothing(String arguments) throws IOException {
    Run run = generate("a.bin", arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isNotBlank().doesNotContain("\tat ", "unexpected fault:");
    assertThat(files()).isZero();
  }

  @Test
  void aFolderThatCannotBeWrittenToIsCode2() {
    assumeTrue(
        Files.isDirectory(Path.of("/proc/self")),
        "only Linux has a folder that not even root can write to");
    Run run = Run.of("generate", "identity", "--count=1", "-o", "/proc/self/a.bin");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("cannot write /proc/self/a.bin", "give the right to write");
  }

  /** A limit on the size of files stands for the end of the disk: writing fails half-way. */
  @ParameterizedTest
  @ValueSource(strings = {"npy", "parquet"})
  void aFullDiskIsCode2AndTheSameCommandGoesOn(String format) throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/bash")));
    String[] words = {"identity", "--count=100000", "--quiet"};
    Path file = folder.resolve("a." + format);
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "ulimit -f 12000; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                "graft.app.cli.Main",
                "generate",
                "-o",
                file.toString()));
    command.addAll(List.of(words));
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(err)).isEqualTo(2);
    assertThat(Files.readString(err))
        .contains("graft: cannot write " + file, "make room", "start the same command again");
    assertThat(folder.resolve("a." + format + ".partial")).isDirectory();
    Run again = generate("a." + format, words);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(folder.resolve("a." + format + ".partial")).doesNotExist();
    assertThat(Run.of("generate", "--check", file.toString()).code()).isZero();
  }
}
