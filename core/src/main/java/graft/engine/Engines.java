package graft.engine;

import graft.engine.reference.ReferenceEngine;
import graft.engine.vector.VectorEngine;
import java.util.List;

/** The one place that chooses an engine by name. There is no silent fallback. */
public final class Engines {
  private static final List<String> NAMES = List.of("vector", "reference");

  private Engines() {}

  /** Names that {@link #create} knows, the default first. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The engine of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Engine create(String name) {
    return switch (name) {
      case "vector" -> new VectorEngine();
      case "reference" -> new ReferenceEngine();
      default ->
          throw new IllegalArgumentException(
              "there is no engine '" + name + "': choose one of " + NAMES);
    };
  }
}
