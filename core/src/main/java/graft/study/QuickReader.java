package graft.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a study is made quick. */
final class QuickReader {
  private QuickReader() {}

  /** The section {@code quick}, which may be absent. */
  static Cut read(Section root) {
    Section section = root.optionalSection("quick");
    if (section == null) {
      return Cut.NONE;
    }
    List<Long> seeds = section.has("seeds") ? StudyReader.seeds(section) : null;
    Long steps = optional(section, "steps");
    Long pretrainSteps = optional(section, "pretrainSteps");
    section.finish();
    try {
      return new Cut(seeds, steps, pretrainSteps);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw section.error(message.split(" ", 2)[0], message);
    }
  }

  private static @Nullable Long optional(Section section, String key) {
    return section.has(key) ? (Long) section.whole(key) : null;
  }
}
