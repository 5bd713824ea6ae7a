package graft.study;

import graft.analysis.Effect;
import graft.analysis.HeadScores;
import graft.analysis.Outcome;
import graft.analysis.ProbeScore;
import java.util.List;

/** What an analysis found. */
public sealed interface Findings {
  /** What the heads of a model attend to. */
  record Heads(HeadScores scores) implements Findings {}

  /** What a linear map reads from the residual stream, by trait and layer. */
  record Probes(List<ProbeScore> scores) implements Findings {
    public Probes {
      scores = List.copyOf(scores);
    }
  }

  /**
   * How alike the residual streams of two models are.
   *
   * @param cka by layer of the model and layer of the other, see {@link graft.analysis.Cka#between}
   */
  record Similarity(List<List<Double>> cka) implements Findings {
    public Similarity {
      cka = cka.stream().map(List::copyOf).toList();
    }
  }

  /**
   * What parts of each of two models do in the place of the same part of the other.
   *
   * @param model how the model does as it is
   * @param other how the other does as it is
   * @param intoModel by site: the model with what the other adds there
   * @param intoOther by site: the other with what the model adds there
   */
  record Patching(Outcome model, Outcome other, List<Effect> intoModel, List<Effect> intoOther)
      implements Findings {
    public Patching {
      intoModel = List.copyOf(intoModel);
      intoOther = List.copyOf(intoOther);
    }
  }
}
