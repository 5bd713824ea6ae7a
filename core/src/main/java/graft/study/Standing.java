package graft.study;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How far a store is with a study, found by looking at names alone, so that it is cheap for
 * thousands of runs. Whether a result is whole is not asked.
 *
 * @param states by name of the run, in the study's order
 */
public record Standing(Map<String, State> states) {
  /** What a store has of a run. */
  public enum State {
    /** A result. */
    FINISHED,
    /** It is being computed, here or elsewhere. */
    RUNNING,
    /** It was begun and stopped, and goes on from its checkpoint. */
    STOPPED,
    /** Its last run failed. */
    FAILED,
    /** Nothing. */
    WAITING
  }

  /**
   * The names that a store has at one moment.
   *
   * @param finished with a result
   * @param begun with a work folder
   * @param failed whose last run failed
   */
  public record Names(Set<String> finished, Set<String> begun, Set<String> failed) {
    /**
     * Lists a store.
     *
     * @throws InputException if it cannot be read
     */
    public static Names of(Store store) {
      Path root = store.root();
      try {
        return new Names(
            names(root.resolve("results"), ""),
            names(root.resolve("work"), ""),
            names(root.resolve("failed"), ".json"));
      } catch (IOException e) {
        throw Store.unusable(root, e);
      }
    }

    private static Set<String> names(Path folder, String end) throws IOException {
      Set<String> names = new HashSet<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          String name = String.valueOf(entry.getFileName());
          if (name.endsWith(end)) {
            names.add(name.substring(0, name.length() - end.length()));
          }
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        return Set.of();
      }
      return Set.copyOf(names);
    }
  }

  /** The standing of a study's runs. */
  public static Standing of(Outline outline, Names names, Store store) {
    Map<String, State> states = new LinkedHashMap<>();
    outline.runs().keySet().forEach(id -> states.put(id, state(id, names, store)));
    return new Standing(states);
  }

  private static State state(String id, Names names, Store store) {
    if (names.finished().contains(id)) {
      return State.FINISHED;
    }
    if (names.begun().contains(id)) {
      if (WorkFolder.isTaken(store, id)) {
        return State.RUNNING;
      }
      return names.failed().contains(id) ? State.FAILED : State.STOPPED;
    }
    return names.failed().contains(id) ? State.FAILED : State.WAITING;
  }

  /** How many runs are in a state. */
  public int count(State state) {
    return (int) states.values().stream().filter(each -> each == state).count();
  }

  /** The names of the runs in a state. */
  public Set<String> ids(State state) {
    Set<String> ids = new HashSet<>();
    states.forEach(
        (id, each) -> {
          if (each == state) {
            ids.add(id);
          }
        });
    return ids;
  }

  /** Why the last run of that name failed, as the store has it; empty if it did not. */
  public static String failure(Store store, String id) {
    try {
      String reason = FailureFile.reason(store.failed(id));
      return reason == null ? "" : reason;
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
  }
}
