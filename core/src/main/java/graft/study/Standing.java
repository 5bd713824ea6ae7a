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
 * @param analyses how many analyses follow the runs
 * @param analysed how many of them there are
 * @param analysesFailed how many of them failed when they were last made
 */
public record Standing(Map<String, State> states, int analyses, int analysed, int analysesFailed) {
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
   * @param failed whose last run failed, or the last attempt at an analysis
   * @param analyses that are there
   */
  public record Names(
      Set<String> finished, Set<String> begun, Set<String> failed, Set<String> analyses) {
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
            names(root.resolve("failed"), ".json"),
            names(root.resolve("analyses"), ".json"));
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
    Set<String> analyses = outline.analyses();
    int there = (int) analyses.stream().filter(names.analyses()::contains).count();
    int failed =
        (int)
            analyses.stream()
                .filter(id -> names.failed().contains(id) && !names.analyses().contains(id))
                .count();
    return new Standing(states, analyses.size(), there, failed);
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

  /** How many runs and analyses the study has. */
  public int planned() {
    return states.size() + analyses;
  }

  /** How many of them the store has. */
  public int done() {
    return count(State.FINISHED) + analysed;
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
