package graft.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The other end of {@link Child} or {@link StartUp}. What it says on standard error is shown only
 * if it fails.
 */
final class ChildProcess implements AutoCloseable {
  private final String name;
  private final Path errors;
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter commands;

  /**
   * The times of one round.
   *
   * @param bytes allocated per step
   * @param nanos of each step
   */
  record Round(long bytes, List<Long> nanos) {}

  /**
   * Starts it.
   *
   * @param name for messages
   * @param main the class that it runs
   * @param environment what is different from this process's
   */
  ChildProcess(String name, Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException {
    this.name = name;
    errors = Files.createTempFile("graft-bench", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command(main, arguments)).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    process = builder.start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /** This JVM's own program and options, which GRAFT_OPTS may have added to. */
  private static List<String> command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** What it found before training: loss and number of threads. */
  String[] loss() throws IOException {
    return answer("loss");
  }

  /** One untimed step, then as many timed ones as fit both limits, but at least one. */
  Round round(int steps, double seconds) throws IOException {
    commands.printf(Locale.ROOT, "round %d %.3f%n", steps, seconds);
    String[] words = answer("round");
    List<Long> nanos = Arrays.stream(words).skip(1).map(Long::valueOf).toList();
    return new Round(Long.parseLong(words[0]), nanos);
  }

  /** What it is and what was chosen for it. */
  String about() throws IOException {
    commands.println("about");
    return String.join(" ", answer("about"));
  }

  /**
   * The words of its next line after the first.
   *
   * @param kind the first
   * @throws IOException if it says something else or ends, with what it said on standard error
   */
  String[] answer(String kind) throws IOException {
    String line = answers.readLine();
    if (line == null || !line.startsWith(kind + " ")) {
      throw new IOException(name + " ended unexpectedly:\n" + errors());
    }
    return line.substring(kind.length() + 1).split(" ");
  }

  private String errors() throws IOException {
    return Files.readString(errors)
        .lines()
        .filter(line -> !line.startsWith("WARNING: "))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    commands.close();
    process.destroy();
    process.onExit().join();
    if (!errors.toFile().delete()) {
      errors.toFile().deleteOnExit();
    }
  }
}
