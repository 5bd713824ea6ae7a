package graft.study;

import graft.study.Study.Arm;
import graft.study.Study.Filter;
import graft.study.Study.Pattern;
import graft.study.Study.Shape;
import graft.study.Study.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a study is made quick. */
final class QuickReader {
  private QuickReader() {}

  /**
   * The section {@code quick}, which may be absent.
   *
   * @param written the study, but for this section
   */
  static Cut read(Section root, Study written) {
    Section section = root.optionalSection("quick");
    if (section == null) {
      return Cut.NONE;
    }
    List<Long> seeds = section.has("seeds") ? StudyReader.seeds(section) : null;
    Long steps = optional(section, "steps");
    Long pretrainSteps = optional(section, "pretrainSteps");
    List<Use> pretrainings = written.pretrainings();
    List<Pattern> exclude =
        FilterReader.exclusions(
            section, pretrainings, written.arms(), written.tasks(), written.filter());
    Section model = section.optionalSection("model");
    Shape shape = model == null ? null : StudyReader.shape(model);
    section.finish();
    if (shape != null) {
      Filter filter = written.filter().without(exclude);
      List<Arm> arms =
          ArmReader.read(root.section("arms"), shape, StudyReader.labels(pretrainings));
      StudyReader.requireDonorsFit(
          root.section("arms"),
          shape,
          pretrainings,
          Matrix.cells(pretrainings, arms, written.tasks(), filter));
    }
    try {
      return new Cut(seeds, steps, pretrainSteps, exclude, shape);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw section.error(message.split(" ", 2)[0], message);
    }
  }

  private static @Nullable Long optional(Section section, String key) {
    return section.has(key) ? (Long) section.whole(key) : null;
  }
}
