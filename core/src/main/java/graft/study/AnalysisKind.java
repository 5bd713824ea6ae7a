package graft.study;

/** What a study can look at inside its models. */
public enum AnalysisKind {
  /** What heads attend to, see {@link graft.analysis.HeadScores}. */
  HEADS(1),
  /** What can be read between the layers, see {@link graft.analysis.Probing}. */
  PROBES(1),
  /** How alike the layers of two models are, see {@link graft.analysis.Cka}. */
  SIMILARITY(2),
  /** What parts of one model do in the other, see {@link graft.analysis.Effects}. */
  PATCHING(4);

  private final int sweeps;

  AnalysisKind(int sweeps) {
    this.sweeps = sweeps;
  }

  /** How often it goes through the samples. */
  int sweeps() {
    return sweeps;
  }

  /** As users write it. */
  public String word() {
    return Words.of(this);
  }
}
