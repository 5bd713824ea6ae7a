package graft.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processor's name, for provenance. */
public final class Processor {
  private Processor() {}

  /**
   * Name, family and model where Linux tells them, since several generations of processors share
   * some names; elsewhere the architecture.
   */
  public static String name() {
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
      // Only Linux has this file.
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
