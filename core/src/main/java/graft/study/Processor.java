package graft.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The processor's name, for provenance. */
public final class Processor {
  private Processor() {}

  /**
   * Name, family and model where Linux tells them, since several generations of processors share
   * some names; elsewhere the architecture.
   */
  public static String name() {
    String family = value("cpu family").map(found -> ", family " + found).orElse("");
    String model = value("model").map(found -> " model " + found).orElse("");
    return model()
        .map(name -> family.isEmpty() ? name : name + family + model)
        .orElse(System.getProperty("os.arch"));
  }

  /** Its name alone, where the system tells it. */
  public static Optional<String> model() {
    return value("model name");
  }

  private static Optional<String> value(String key) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .map(line -> line.split(":", 2))
          .filter(parts -> parts.length == 2 && parts[0].strip().equals(key))
          .map(parts -> parts[1].strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // Only Linux has this file.
    }
  }
}
