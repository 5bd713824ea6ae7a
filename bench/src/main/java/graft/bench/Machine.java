package graft.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * When and on what a row was measured.
 *
 * @param date UTC, to the second
 * @param commit of Graft
 * @param cpu the processor's name, family and model where Linux tells it, else the architecture
 * @param cores that the JVM sees
 * @param java vendor and version
 * @param os name and version
 */
@JsonPropertyOrder({"date", "commit", "cpu", "cores", "java", "os"})
record Machine(String date, String commit, String cpu, int cores, String java, String os) {
  /** This one, now. */
  static Machine here() {
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        System.getProperty("graft.commit", "unknown"),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vendor") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  /** With the family and model, since several generations of processors share some names. */
  private static String processor() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
      String name = value(lines, "model name");
      String family = value(lines, "cpu family");
      if (!name.isEmpty()) {
        return family.isEmpty()
            ? name
            : name + ", family " + family + " model " + value(lines, "model");
      }
    } catch (IOException e) {
      // Only Linux has this file; elsewhere the architecture must do.
    }
    return System.getProperty("os.arch");
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equals(key))
        .map(parts -> parts[1].strip())
        .findFirst()
        .orElse("");
  }
}
