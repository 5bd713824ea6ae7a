package graft.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The diary of a run: a line of text for whatever happened to it, with the moment. It determines
 * nothing, has no checksum and is not exported. Lines are lost if the machine stops at once.
 */
public final class RunLog {
  /** Within the folder of a run or a result. */
  static final String NAME = "log.txt";

  /** What is shown of a longer one. */
  private static final int MOST_LINES = 500;

  private final Path file;

  /** A diary in this folder. */
  RunLog(Path folder) {
    file = folder.resolve(NAME);
  }

  /** Adds an entry for this moment. */
  void add(String text) throws IOException {
    String line =
        Instant.now().truncatedTo(ChronoUnit.SECONDS)
            + " "
            + text.replaceAll("\\s+", " ").strip()
            + "\n";
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * The last entries of a run that goes on, was stopped or is finished, each as {@code
   * 2026-01-31T12:00:00Z text}; none if it was computed before there were any, or elsewhere.
   *
   * @param id a name that {@link Recipe#id} gave
   */
  public static List<String> read(Store store, String id) {
    List<String> finished = lines(store, store.results(id));
    return finished.isEmpty() ? lines(store, store.work(id)) : finished;
  }

  private static List<String> lines(Store store, Path folder) {
    try {
      String text = new String(Files.readAllBytes(folder.resolve(NAME)), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
  }
}
