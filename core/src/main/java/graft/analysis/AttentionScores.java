package graft.analysis;

import java.util.List;

/**
 * What a head attends to, on average over samples. A score is the share of the attention, 0 to 1,
 * that goes to certain earlier tokens, averaged over the positions that have such tokens; it is NaN
 * where no position of any sample has. Position t reads tokens 0..t.
 *
 * @param entropy of the attention, in nats, over positions from 1 on
 * @param entropyShare the same, each divided by its largest value log(t + 1)
 * @param previous score of token t - 1 (previous-token head, Elhage et al. 2021), over positions
 *     from 1 on
 * @param duplicate score of earlier tokens equal to token t (duplicate-token head, arXiv
 *     2211.00593)
 * @param induction score of the tokens that followed earlier tokens equal to token t (prefix
 *     matching, arXiv 2209.11895); token t itself, if it followed one, is not among them
 * @param target score of tokens equal to the one that position t must predict, over positions whose
 *     predictions count
 * @param byDistance element d: mean attention from t to t - d, over positions from d on
 */
public record AttentionScores(
    double entropy,
    double entropyShare,
    double previous,
    double duplicate,
    double induction,
    double target,
    List<Double> byDistance) {
  public AttentionScores {
    byDistance = List.copyOf(byDistance);
  }

  /** The distance with the largest mean attention; the nearest such on a tie. */
  public int mainDistance() {
    int best = 0;
    for (int d = 1; d < byDistance.size(); d++) {
      if (byDistance.get(d) > byDistance.get(best)) {
        best = d;
      }
    }
    return best;
  }
}
