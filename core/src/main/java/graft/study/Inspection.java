package graft.study;

import graft.analysis.Trait;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at inside a study's models once they are trained. It changes no model.
 *
 * @param samples held-out sequences that each analysis reads
 * @param heads whether the attention of every model is scored
 * @param headSamples whose sequences the scored heads read; null for those that the model was
 *     trained on
 * @param headLength input length of the sequences that the scored heads read, where the model's own
 *     have one; null for that which it was trained on
 * @param traits probed for in every model whose sequences have them; empty probes for nothing
 * @param similarity whether layers are compared by CKA
 * @param patching whether parts are exchanged with the baseline's model of the same seed
 */
public record Inspection(
    int samples,
    boolean heads,
    @Nullable Procedure headSamples,
    @Nullable Integer headLength,
    Set<Trait> traits,
    boolean similarity,
    boolean patching) {
  /** Samples of an analysis that does not say how many. */
  public static final int SAMPLES = 128;

  /** Looks at nothing. */
  public static final Inspection NONE =
      new Inspection(SAMPLES, false, null, null, Set.of(), false, false);

  public Inspection {
    traits = Collections.unmodifiableSet(new TreeSet<>(traits));
  }

  /** Whether nothing is looked at. */
  public boolean isEmpty() {
    return !heads && traits.isEmpty() && !similarity && !patching;
  }

  /** The procedure whose sequences the heads of a model read that was trained on another. */
  Procedure readByHeads(Procedure own) {
    if (headSamples != null) {
      return headSamples;
    }
    Procedure drawn = Curriculum.drawn(own);
    return headLength == null || drawn.grade() == 0 ? drawn : drawn.atGrade(headLength);
  }
}
