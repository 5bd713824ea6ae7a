package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a project of its own, with a JDK and a Maven that only pretend: the "java" prints
 * its arguments, the "mvn" writes a jar and notes that it ran.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "graft");
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "find",
          "grep",
          "head",
          "ln",
          "mkdir",
          "mv",
          "ps",
          "readlink",
          "rm",
          "rmdir",
          "sleep",
          "stty",
          "touch");

  @TempDir Path folder;
  private Path project;
  private Path tools;

  @BeforeEach
  void layOut() throws IOException {
    assumeTrue(Files.exists(LAUNCHER) && Files.exists(Path.of("/bin/bash")));
    project = Files.createDirectories(folder.resolve("pro ject"));
    Files.copy(LAUNCHER, project.resolve("graft"));
    Files.createFile(project.resolve("pom.xml"));
    for (String module : List.of("core", "app")) {
      Path sources = Files.createDirectories(project.resolve(module).resolve("src/main"));
      Files.createFile(sources.resolve("A.java"));
    }
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      for (String place : List.of("/usr/bin", "/bin")) {
        Path real = Path.of(place, tool);
        if (Files.exists(real) && !Files.exists(tools.resolve(tool))) {
          script(tools.resolve(tool), "exec " + real + " \"$@\"");
        }
      }
    }
    maven("touch app/target/graft-app.jar");
  }

  private void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void maven(String text) throws IOException {
    script(tools.resolve("mvn"), "echo build >> '" + folder + "/builds'\nsleep 0.3\n" + text);
  }

  private Path jdk(String version) throws IOException {
    Path jdk = folder.resolve("jdks").resolve("jdk-" + version);
    script(
        jdk.resolve("bin/java"),
        "echo 'WARNING: Using incubator modules: x' >&2\n"
            + "echo filtered >&2\nexec 2>&3\necho other >&2\nprintf '%s\\n' \"$@\"\nexit 7");
    script(jdk.resolve("bin/javac"), "");
    Files.writeString(
        jdk.resolve("release"),
        "JAVA_VERSION=\"" + version + "\"\n" + "MODULES=\"java.base jdk.incubator.vector\"\n");
    return jdk;
  }

  private Process start(Map<String, String> variables, String... arguments) throws IOException {
    return builder(variables, arguments).start();
  }

  private ProcessBuilder builder(Map<String, String> variables, String... arguments)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/bash", project.resolve("graft").toString());
    builder.command().addAll(List.of(arguments));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", tools.toString());
    environment.put("GRAFT_JDK_PATH", jdkPath());
    environment.putAll(variables);
    return builder;
  }

  private String jdkPath() throws IOException {
    Path jdks = folder.resolve("jdks");
    if (!Files.exists(jdks)) {
      return "";
    }
    try (Stream<Path> list = Files.list(jdks)) {
      return String.join(":", list.map(Path::toString).sorted().toList());
    }
  }

  private static Run ended(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    return ended(start(new TreeMap<>(), arguments));
  }

  private long builds() throws IOException {
    Path file = folder.resolve("builds");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  /** A stamp in the past, so that a change within the clock's resolution counts as newer. */
  private void age() throws IOException {
    FileTime past = FileTime.from(Instant.now().minusSeconds(60));
    for (Path root : List.of(project.resolve("core"), project.resolve("app"))) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.toList()) {
          Files.setLastModifiedTime(path, past);
        }
      }
    }
    Files.setLastModifiedTime(project.resolve("pom.xml"), past);
    Files.setLastModifiedTime(
        project.resolve("app/target/graft-stamp"), FileTime.from(Instant.now().minusSeconds(30)));
  }

  @Test
  void noJdkIsTold() throws Exception {
    jdk("17.0.15");
    jdk("9");
    Run run = run("--version");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("graft: no JDK 25 or later was found")
        .contains("apt install", "brew install", "sdk install", "GRAFT_JAVA_HOME=");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aWrongChoiceIsNotReplacedSilently() throws Exception {
    jdk("25.0.1");
    Run run = ended(start(Map.of("GRAFT_JAVA_HOME", "/nowhere"), "--version"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("graft: GRAFT_JAVA_HOME=/nowhere is no JDK 25 or later.\n");
  }

  @Test
  void noMavenIsTold() throws Exception {
    jdk("25");
    Files.delete(tools.resolve("mvn"));
    Run run = run("--version");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("graft: Maven (mvn) is needed").contains("apt install maven");
  }

  @Test
  void startsTheJvmWithoutItsWarning() throws Exception {
    jdk("17");
    jdk("26-ea");
    Run run = run("run", "a b.yaml", "");
    assertThat(run.code()).isEqualTo(7);
    assertThat(run.err()).startsWith("graft: building").contains("other\n");
    assertThat(run.err()).doesNotContain("WARNING");
    assertThat(run.out())
        .contains("--add-modules\njdk.incubator.vector\n", "--enable-native-access=ALL-UNNAMED")
        .contains("\n-XX:CompileCommand=dontinline,*Kernels.*\n")
        .endsWith("run\na b.yaml\n\n");
    assertThat(run.out()).doesNotContain("graft.terminal", "graft.colour", "graft.screen");
  }

  /** The filter may be a moment behind, and a pipe would be closed by then. */
  @Test
  void whatElseTheJvmSaysIsKept() throws Exception {
    jdk("25");
    Path err = folder.resolve("err");
    ProcessBuilder builder = builder(Map.of()).redirectError(err.toFile());
    assertThat(builder.start().waitFor()).isEqualTo(7);
    Instant end = Instant.now().plusSeconds(10);
    while (!Files.readString(err).contains("filtered\n") && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }
    assertThat(Files.readString(err)).contains("filtered\n").doesNotContain("WARNING");
  }

  @Test
  void buildsOnlyWhenSomethingIsNewer() throws Exception {
    jdk("25.0.3");
    run();
    age();
    assertThat(run().err()).contains("other\n").doesNotContain("building");
    assertThat(builds()).isEqualTo(1);
    Files.writeString(project.resolve("core/src/main/A.java"), "changed");
    run();
    assertThat(builds()).isEqualTo(2);
    age();
    Files.delete(project.resolve("app/src/main/A.java"));
    run();
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    jdk("25");
    Files.createDirectories(project.resolve("app/target"));
    // Left behind by a process that is no more.
    Files.createSymbolicLink(project.resolve("app/target/graft.lock"), Path.of("999999999"));
    Process first = start(Map.of());
    Process second = start(Map.of());
    assertThat(ended(first).code()).isEqualTo(7);
    assertThat(ended(second).code()).isEqualTo(7);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aFailedBuildShowsItsOutput() throws Exception {
    jdk("25");
    maven("echo COMPILATION ERROR; exit 1");
    Run run = run();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("COMPILATION ERROR", "graft: the build failed");
    run();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void findsItselfThroughSymbolicLinks() throws Exception {
    jdk("25");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("pro ject", "graft"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    project = folder;
    Files.createSymbolicLink(folder.resolve("graft"), second);
    assertThat(run().code()).isEqualTo(7);
  }

  /** Built when it is asked for, and for nothing else; started without what it does not need. */
  @Test
  void theBenchmarkIsAProgramOfItsOwn() throws Exception {
    script(jdk("25").resolve("bin/java"), "printf '%s\\n' \"$@\"");
    maven("printf '%s\\n' \"$@\" > '" + folder + "/asked'\ntouch bench/target/graft-bench.jar");
    for (int i = 0; i < 2; i++) {
      Run run = run("bench", "--shapes", "a b");
      assertThat(run.code()).isZero();
      assertThat(run.out())
          .endsWith("-jar\n" + project + "/bench/target/graft-bench.jar\n--shapes\na b\n")
          .doesNotContain("incubator");
    }
    assertThat(Files.readString(folder.resolve("asked"))).contains("-pl\nbench\n-am\n");
    assertThat(builds()).isEqualTo(1);
    assertThat(project.resolve("app/target/graft-stamp")).doesNotExist();
  }
}
