package graft.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import graft.study.Processor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
  /** The processor's name and family: what it can do. The model within the family is left out. */
  String processor() {
    return cpu.replaceFirst(" model \\d+$", "");
  }

  /** This one, now. */
  static Machine here() {
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        System.getProperty("graft.commit", "unknown"),
        Processor.name(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vendor") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }
}
