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
   * The section {@code baseline}; without it the fresh model that nothing is done to, if there is
   * exactly one such arm.
   */
  static @Nullable Baseline read(Section root, List<Use> pretrainings, List<Arm> arms) {
    Section section = root.optionalSection("baseline");
    if (section == null) {
      List<Arm> fresh = arms.stream().filter(Arm::isFresh).toList();
      return fresh.size() == 1 ? new Baseline(null, fresh.getFirst().label()) : null;
    }
    String pretrain = section.word("pretrain", "");
    if (!pretrain.isEmpty()) {
      StudyReader.require(
          section, "pretrain", "pretraining", pretrain, StudyReader.labels(pretrainings));
    }
    String arm = section.word("arm");
    StudyReader.require(section, "arm", "arm", arm, arms.stream().map(Arm::label).toList());
    StudyReader.requireRow(section, pretrain, arm, arms);
    section.finish();
    return new Baseline(pretrain.isEmpty() ? null : pretrain, arm);
  }
}
