package graft.surgery.merge;

import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weighted sum of models: sum of w_i m_i, normalised: divided by the sum of w_i (model soups,
 * Wortsman et al., arXiv 2203.05482).
 *
 * @param selector what is merged; the rest is the first model's
 * @param weights one for each model
 * @param normalise whether to divide by their sum, which then must not be 0
 * @param embedding for models of another vocabulary than the first one's; null if there are none
 */
public record Linear(
    Selector selector,
    List<Double> weights,
    boolean normalise,
    @Nullable EmbeddingStrategy embedding)
    implements Merge {
  public Linear {
    weights = Coefficients.of("weight", weights);
    if (normalise && sum(weights) == 0) {
      throw new IllegalArgumentException(
          "the weights %s sum to 0 and cannot be normalised: change one, or do not normalise"
              .formatted(weights));
    }
    Transplant.requireEmbedding(selector, embedding);
  }

  @Override
  public Weights apply(List<Weights> models) {
    requireFits(Merge.shapes(models));
    return new Alignment(selector, embedding).merge(models, (slice, values) -> mean(values));
  }

  @Override
  public void requireFits(List<GptConfig> models) {
    Coefficients.requireOneEach("weight", weights, models.size(), "");
    new Alignment(selector, embedding).requireFits(models);
  }

  private float[] mean(List<float[]> values) {
    double divisor = normalise ? sum(weights) : 1;
    float[] result = new float[values.getFirst().length];
    for (int i = 0; i < result.length; i++) {
      // From the first product and not from 0, which would turn a single model's -0 into 0.
      double sum = weights.getFirst() * values.getFirst()[i];
      for (int m = 1; m < values.size(); m++) {
        sum += weights.get(m) * values.get(m)[i];
      }
      result[i] = (float) (sum / divisor);
    }
    return result;
  }

  private static double sum(List<Double> weights) {
    return weights.stream().mapToDouble(Double::doubleValue).sum();
  }
}
