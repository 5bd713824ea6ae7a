package graft.study;

import graft.study.Study.Arm;
import graft.study.Study.Baseline;
import graft.study.Study.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a study compares its rows with. */
final class BaselineReader {
  private BaselineReader() {}

  /**
   * The section {@code baseline}; without it the arm that takes nothing, if there is exactly one.
   */
  static @Nullable Baseline read(Section root, List<Use> pretrainings, List<Arm> arms) {
    Section section = root.optionalSection("baseline");
    if (section == null) {
      List<Arm> nothing = arms.stream().filter(arm -> arm.take().isEmpty()).toList();
      return nothing.size() == 1 ? new Baseline(null, nothing.getFirst().label()) : null;
    }
    String pretrain = section.word("pretrain", "");
    if (!pretrain.isEmpty()) {
      StudyReader.require(
          section, "pretrain", "pretraining", pretrain, StudyReader.labels(pretrainings));
    }
    String arm = section.word("arm");
    StudyReader.require(section, "arm", "arm", arm, arms.stream().map(Arm::label).toList());
    section.finish();
    return new Baseline(pretrain.isEmpty() ? null : pretrain, arm);
  }
}
