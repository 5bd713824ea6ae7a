package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program in processes of its own, with stores that are full, read-only, shared, or left behind
 * by SIGKILL.
 */
class StoreFaultsTest {
  private static final String STUDY =
      """
      study: small
      question: Does it survive?
      seeds: [1, 2]
      model: {layers: 1, heads: 2, width: 8}
      pretrain:
        copy:
          procedure: {name: identity, vocabulary: 6, length: 4}
          tied: false
          training: {steps: 60, batch: 8, learningRate: 1e-2, warmup: 5, heldOut: 20, evaluateEvery: 10}
      arms:
        random: {take: nothing}
        attention: {take: attention}
      tasks:
        recall:
          procedure: {name: haystack, pairs: 3}
          training: {steps: 400, batch: 64, warmup: 5, heldOut: 40, evaluateEvery: 20}
      """;

  @TempDir Path folder;
  private Path study;

  @BeforeEach
  void write() throws IOException {
    study = Files.writeString(folder.resolve("small.yaml"), STUDY);
  }

  private List<String> java(String store) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            "graft.app.cli.Main",
            "run",
            study.toString(),
            "--json",
            "--store",
            store));
  }

  private Process start(List<String> command, String name) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }

  private Path store(String name) {
    return folder.resolve(name);
  }

  private int results(Path store) throws IOException {
    try (Stream<Path> list = Files.list(store.resolve("results"))) {
      return (int) list.count();
    }
  }

  @Test
  void twoProcessesShareTheWorkAndPrintTheSame() throws Exception {
    Process one = start(java(store("s").toString()), "one");
    Process two = start(java(store("s").toString()), "two");
    assertThat(one.waitFor()).as(text("one.err")).isZero();
    assertThat(two.waitFor()).as(text("two.err")).isZero();
    assertThat(text("one.out")).isEqualTo(text("two.out")).startsWith("{\"study\":\"small\"");
    assertThat(computed("one") + computed("two")).isEqualTo(6);
    assertThat(results(store("s"))).isEqualTo(6);
  }

  private int computed(String name) throws IOException {
    Matcher matcher = Pattern.compile("(\\d+) runs? computed").matcher(text(name + ".err"));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  @Test
  void aFullStoreIsCode2AndLosesNothing() throws Exception {
    // A limit on the size of files stands for the end of the disk: writing fails half-way.
    String command = "ulimit -f 3; exec \"$@\"";
    List<String> limited = new ArrayList<>(List.of("bash", "-c", command, "bash"));
    List<String> java = java(store("s").toString());
    java.add(1, "-XX:-UsePerfData");
    limited.addAll(java);
    Process process = start(limited, "full");
    assertThat(process.waitFor()).as(text("full.err")).isEqualTo(2);
    assertThat(text("full.err"))
        .contains("the store " + store("s").toRealPath() + " cannot be used")
        .contains("make room")
        .doesNotContain("\tat ");
    Process again = start(java(store("s").toString()), "again");
    assertThat(again.waitFor()).as(text("again.err")).isZero();
    assertThat(results(store("s"))).isEqualTo(6);
  }

  @Test
  void aReadOnlyStoreIsCode2() throws Exception {
    Path proc = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(proc), "only Linux has a folder that not even root can write to");
    Process process = start(java(proc.toString()), "readonly");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(text("readonly.err")).contains("cannot be used").doesNotContain("\tat ");
  }

  @Test
  void whatSigkillLeavesBehindIsTakenUp() throws Exception {
    Process whole = start(java(store("whole").toString()), "whole");
    assertThat(whole.waitFor()).isZero();
    for (int wait : new int[] {700, 900, 1100, 1300}) {
      Process process = start(java(store("s").toString()), "killed");
      Thread.sleep(wait);
      process.destroyForcibly().waitFor();
    }
    Process last = start(java(store("s").toString()), "last");
    assertThat(last.waitFor()).as(text("last.err")).isZero();
    assertThat(text("last.out")).isEqualTo(text("whole.out"));
  }

  @Test
  void analysesThatSigkillInterruptsAreGoneOnWith() throws Exception {
    Files.writeString(
        study, STUDY + "analyze: {heads: true, probes: position, similarity: true, samples: 64}\n");
    Process whole = start(java(store("whole").toString()), "whole");
    assertThat(whole.waitFor()).as(text("whole.err")).isZero();
    Map<String, String> expected = findings(store("whole"));
    assertThat(expected).hasSizeGreaterThan(10);
    for (int there : new int[] {2, 8}) {
      Process process = start(java(store("s").toString()), "killed");
      while (process.isAlive() && findings(store("s")).size() < there) {
        Thread.sleep(5);
      }
      process.destroyForcibly().waitFor();
    }
    assertThat(findings(store("s"))).hasSizeBetween(8, expected.size());
    Process last = start(java(store("s").toString()), "last");
    assertThat(last.waitFor()).as(text("last.err")).isZero();
    assertThat(findings(store("s"))).isEqualTo(expected);
    assertThat(text("last.out")).isEqualTo(text("whole.out"));
  }

  /** What was found by the name of the analysis. */
  private static Map<String, String> findings(Path store) throws IOException {
    Path folder = store.resolve("analyses");
    Map<String, String> found = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          JsonNode json = new ObjectMapper().readTree(file.toFile());
          found.put(
              file.getFileName().toString(),
              json.get("findings").toString() + json.get("sha256").textValue());
        }
      }
    }
    return found;
  }
}
