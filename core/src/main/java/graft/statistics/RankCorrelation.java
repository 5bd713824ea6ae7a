package graft.statistics;

import org.apache.commons.statistics.ranking.NaturalRanking;

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing the mean of
 * theirs (Spearman, "The Proof and Measurement of Association between Two Things", American Journal
 * of Psychology 15, 1904). It asks only whether one grows with the other, not how.
 */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * The correlation, from -1 to 1; NaN for fewer than two pairs, or if one does not vary.
   *
   * @param x finite values
   * @param y as many
   */
  public static double of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " values cannot pair with " + y.length);
    }
    if (x.length < 2) {
      return Double.NaN;
    }
    double[] ranksX = new NaturalRanking().apply(x);
    double[] ranksY = new NaturalRanking().apply(y);
    double middle = (x.length + 1) / 2.0;
    double both = 0;
    double squaresX = 0;
    double squaresY = 0;
    for (int i = 0; i < x.length; i++) {
      both += (ranksX[i] - middle) * (ranksY[i] - middle);
      squaresX += (ranksX[i] - middle) * (ranksX[i] - middle);
      squaresY += (ranksY[i] - middle) * (ranksY[i] - middle);
    }
    return both / Math.sqrt(squaresX * squaresY);
  }
}
