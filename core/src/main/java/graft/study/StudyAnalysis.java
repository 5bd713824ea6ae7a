package graft.study;

import graft.procedure.Procedure;
import graft.study.AnalysisPlan.Planned;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One analysis of a study as the store has it.
 *
 * @param kind what is looked at
 * @param subject the model
 * @param other what it is held against; null for kinds that look at one model
 * @param seed of both models and of the samples
 * @param procedure whose held-out sequences are read
 * @param samples how many
 * @param id name of the findings in the store
 * @param model recipe of the model
 * @param otherModel recipe of the other; null if there is none
 * @param findings null if there are none
 * @param failure why there are none: the last attempt failed; null if it was not made yet
 */
public record StudyAnalysis(
    AnalysisKind kind,
    Subject subject,
    @Nullable Subject other,
    long seed,
    Procedure procedure,
    int samples,
    String id,
    String model,
    @Nullable String otherModel,
    @Nullable Findings findings,
    @Nullable String failure) {

  /** For people: what is looked at, in whom, and the seed. */
  public String label() {
    return label(kind, subject, other, seed);
  }

  static String label(AnalysisKind kind, Subject subject, @Nullable Subject other, long seed) {
    String with = other == null ? "" : " with " + other.label();
    return "analyze " + kind.word() + ": " + subject.label() + with + ", seed " + seed;
  }

  /** All analyses of a study, kind by kind and subject by subject, each seed after the other. */
  static List<StudyAnalysis> all(Study study, Plan plan, Store store) throws IOException {
    List<StudyAnalysis> all = new ArrayList<>();
    for (Planned one : new AnalysisPlan(study, plan).planned()) {
      Analysis analysis = one.analysis();
      all.add(
          new StudyAnalysis(
              analysis.kind(),
              one.subject(),
              one.other(),
              one.seed(),
              analysis.procedure(),
              analysis.samples(),
              one.id(),
              analysis.model(),
              analysis.other(),
              store.findings(one.id()),
              store.failure(one.id())));
    }
    return List.copyOf(all);
  }
}
