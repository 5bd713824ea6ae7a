package graft.surgery.merge;

import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Magnitude;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TIES (Yadav et al., arXiv 2306.01708): trim, elect sign, merge disjointly, tensor by tensor.
 *
 * <ol>
 *   <li>Trim: of tau_i = m_i - base only the values that are largest without their sign are kept,
 *       round(density * n) of n; the others become 0.
 *   <li>Elect: at each place the sign of the sum of w_i tau_i.
 *   <li>Merge: the mean of the tau_i that have that sign, weighted by w_i; 0 where the sum is 0.
 * </ol>
 *
 * The result is base + lambda times the mean. With all weights 1 it is the paper's, but that the
 * paper trims the whole model at once; trimming by tensor and weights are mergekit's.
 *
 * @param selector what is merged; the rest is the base's
 * @param density share of values that are kept, from 0 to 1
 * @param weights one for each model after the first, which is the base; above 0
 * @param lambda scale of the merged difference
 * @param embedding for models of another vocabulary than the base's; null if there are none
 */
public record Ties(
    Selector selector,
    double density,
    List<Double> weights,
    double lambda,
    @Nullable EmbeddingStrategy embedding)
    implements Merge {
  public Ties {
    Magnitude.requireShare("the density", density);
    weights = Coefficients.of("weight", weights);
    for (double weight : weights) {
      if (weight <= 0) {
        throw new IllegalArgumentException(
            "the weights of a mean must be above 0, not "
                + weight
                + ": leave a model out, or turn it round with task arithmetic");
      }
    }
    Coefficients.of("lambda", List.of(lambda));
    Transplant.requireEmbedding(selector, embedding);
  }

  @Override
  public Weights apply(List<Weights> models) {
    requireFits(Merge.shapes(models));
    return new Alignment(selector, embedding)
        .merge(
            models,
            (slice, values) -> {
              List<double[]> trimmed = TaskVectors.of(values);
              trimmed.forEach(this::trim);
              return TaskVectors.added(
                  values.getFirst(), List.of(lambda), List.of(disjointMean(trimmed)));
            });
  }

  @Override
  public void requireFits(List<GptConfig> models) {
    Coefficients.requireOneEach("weight", weights, models.size() - 1, " beside the base");
    new Alignment(selector, embedding).requireFits(models);
  }

  private void trim(double[] vector) {
    boolean[] large = Magnitude.largest(vector, Magnitude.count(density, vector.length));
    for (int i = 0; i < vector.length; i++) {
      vector[i] = large[i] ? vector[i] : 0;
    }
  }

  private double[] disjointMean(List<double[]> vectors) {
    double[] mean = new double[vectors.getFirst().length];
    for (int i = 0; i < mean.length; i++) {
      double elected = Math.signum(sum(vectors, i, 0));
      double divisor = 0;
      for (int m = 0; m < vectors.size(); m++) {
        divisor += Math.signum(vectors.get(m)[i]) == elected ? weights.get(m) : 0;
      }
      mean[i] = elected == 0 ? 0 : sum(vectors, i, elected) / divisor;
    }
    return mean;
  }

  /** Sum of w_i tau_i at one place, of those with the given sign; of all if it is 0. */
  private double sum(List<double[]> vectors, int place, double sign) {
    double sum = 0;
    for (int m = 0; m < vectors.size(); m++) {
      double value = vectors.get(m)[place];
      sum += sign == 0 || Math.signum(value) == sign ? weights.get(m) * value : 0;
    }
    return sum;
  }
}
