package graft.study;

import graft.analysis.AttentionScores;
import java.util.List;

/** What share of its attention a head gives to certain tokens, see {@link AttentionScores}. */
public enum HeadMeasure {
  /** The token before. */
  PREVIOUS,
  /** Earlier equal tokens. */
  DUPLICATE,
  /** Tokens that followed earlier equal ones. */
  INDUCTION,
  /** Tokens equal to the one that is to be predicted. */
  TARGET;

  /** As users read it. */
  public String word() {
    return Words.of(this);
  }

  /** The share in percent; NaN if no position of any sample has such tokens. */
  public double of(AttentionScores scores) {
    return 100
        * switch (this) {
          case PREVIOUS -> scores.previous();
          case DUPLICATE -> scores.duplicate();
          case INDUCTION -> scores.induction();
          case TARGET -> scores.target();
        };
  }

  /** The largest share of some heads, in percent; NaN if none has any. */
  public double best(List<AttentionScores> heads) {
    return heads.stream().mapToDouble(this::of).filter(Double::isFinite).max().orElse(Double.NaN);
  }
}
