package graft.study;

import graft.study.Study.Arm;
import graft.study.Study.Use;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of a study. */
final class Matrix {
  private Matrix() {}

  /**
   * What is trained once for each seed.
   *
   * @param pretrain null for an arm that names all its donors
   */
  record Cell(@Nullable Use pretrain, Arm arm, Use task) {
    /** What the table has in the column of pretrainings. */
    String source() {
      return pretrain == null ? Study.NAMED : pretrain.label();
    }

    private boolean isKept(Study.Filter filter) {
      return filter.keeps(source(), arm.label(), task.label());
    }
  }

  /** The cells that the study's filter leaves. */
  static List<Cell> cells(Study study) {
    return cells(study.pretrainings(), study.arms(), study.tasks(), study.filter());
  }

  /** The cells that a filter leaves: those of every pretraining, then those of named donors. */
  static List<Cell> cells(List<Use> pretrainings, List<Arm> arms, List<Use> tasks, Study.Filter f) {
    List<Cell> cells = new ArrayList<>();
    for (Use pretrain : pretrainings) {
      arms.stream()
          .filter(arm -> !arm.namesDonors())
          .forEach(arm -> add(pretrain, arm, tasks, cells));
    }
    arms.stream().filter(Arm::namesDonors).forEach(arm -> add(null, arm, tasks, cells));
    return cells.stream().filter(cell -> cell.isKept(f)).toList();
  }

  private static void add(@Nullable Use pretrain, Arm arm, List<Use> tasks, List<Cell> cells) {
    tasks.forEach(task -> cells.add(new Cell(pretrain, arm, task)));
  }
}
