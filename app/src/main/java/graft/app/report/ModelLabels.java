package graft.app.report;

import graft.study.Study;
import graft.study.Subject;

/** What the models of a study are called in its report: no word more than tells them apart. */
public final class ModelLabels {
  private final boolean hasTasks;
  private final boolean hasPretrainings;

  /** The names in a study. */
  public ModelLabels(Study study) {
    hasTasks = study.tasks().size() > 1;
    hasPretrainings = study.pretrainings().size() > 1;
  }

  /** For example {@code identity, pretrained}, {@code identity: attention}, {@code random}. */
  public String of(Subject subject) {
    if (subject.isDonor()) {
      return subject.pretrain() + ", pretrained";
    }
    boolean alone =
        subject.pretrain().equals(Subject.ANY) || subject.pretrain().equals(Study.NAMED);
    String source = alone || !hasPretrainings ? "" : subject.pretrain() + ": ";
    return source + subject.arm() + (hasTasks ? " > " + subject.task() : "");
  }
}
