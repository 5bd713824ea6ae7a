package graft.study;

import graft.procedure.Suggestion;
import graft.study.Perturbation.Kind;
import graft.surgery.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code perturb}: an operation such as {@code redraw} or {@code {noise: 0.1}}, or a list of
 * them.
 */
final class PerturbationReader {
  private static final List<String> WORDS =
      Arrays.stream(Kind.values()).map(Kind::word).sorted().toList();

  private final Section section;

  private PerturbationReader(Section section) {
    this.section = section;
  }

  /** The section's perturbations, in turn; none if it names none. */
  static List<Perturbation> read(Section section) {
    Object value = section.plain("perturb");
    return value == null ? List.of() : new PerturbationReader(section).list(value);
  }

  private List<Perturbation> list(Object value) {
    List<?> items = value instanceof List<?> several ? several : List.of(value);
    List<Perturbation> result = new ArrayList<>();
    for (Object item : items) {
      String path = value instanceof List<?> ? "perturb[" + result.size() + "]" : "perturb";
      Perturbation found = one(path, item);
      if (result.stream().anyMatch(other -> other.kind() == found.kind())) {
        throw section.error(
            path,
            "'perturb' names "
                + found.kind().word()
                + " twice, which would draw the same numbers again: give it once");
      }
      result.add(found);
    }
    return List.copyOf(result);
  }

  private Perturbation one(String path, Object value) {
    if (value instanceof String word) {
      return withoutSetting(path, kind(path, word));
    }
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> entry = map.entrySet().iterator().next();
      return withSetting(path, kind(path, entry.getKey().toString()), entry.getValue());
    }
    throw section.error(
        path,
        "'perturb' must be one of "
            + String.join(", ", WORDS)
            + ", as in 'redraw' or '{noise: 0.1}', or a list of them");
  }

  private Kind kind(String path, String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                section.error(
                    path, "unknown perturbation '" + word + "'" + Suggestion.hint(word, WORDS)));
  }

  private Perturbation withoutSetting(String path, Kind kind) {
    if (kind.hasSetting()) {
      throw section.error(
          path,
          "'%s' needs a number, as in {%s: %s}"
              .formatted(kind.word(), kind.word(), kind == Kind.LOW_RANK ? "2" : "0.1"));
    }
    return new Perturbation(kind, 0);
  }

  private Perturbation withSetting(String path, Kind kind, Object value) {
    if (!kind.hasSetting()) {
      throw section.error(path, "'" + kind.word() + "' takes no number: write it as a word alone");
    }
    if (!(value instanceof Number number)) {
      throw section.error(path, "'" + kind.word() + "' must be a number, not '" + value + "'");
    }
    try {
      Perturbation found = new Perturbation(kind, number.doubleValue());
      // The operation itself knows its range.
      found.on(Selector.everything(), 0);
      return found;
    } catch (IllegalArgumentException e) {
      throw section.error(path, kind.word() + ": " + e.getMessage());
    }
  }
}
