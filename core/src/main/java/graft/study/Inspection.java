package graft.study;

import graft.analysis.Trait;
import graft.procedure.Procedure;
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
 * @param donorSamples the same for pretrained models; null for those of {@code headSamples}
 * @param traits probed for in every model whose sequences have them; empty probes for nothing
 * @param similarity whether layers are compared by CKA
 * @param patching whether parts are exchanged with the baseline's model of the same seed
 */
public record Inspection(
    int samples,
    boolean heads,
    @Nullable Procedure headSamples,
    @Nullable Procedure donorSamples,
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
}
