package graft.surgery.merge;

import graft.model.GptConfig;
import graft.model.Weights;
import graft.random.Seeds;
import graft.random.SplitMix;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Selector;
import graft.surgery.Slice;
import graft.surgery.Transplant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Task arithmetic with differences that are dropped at random and rescaled (Yu et al., arXiv
 * 2311.03099): each value of m_i - base becomes 0 with probability {@code drop} and is otherwise
 * divided by 1 - drop, so that its mean stays; then base + sum of lambda_i times that. mergekit
 * calls it {@code dare_linear}.
 *
 * @param selector what is merged; the rest is the base's
 * @param drop from 0, which is task arithmetic, to below 1
 * @param lambdas one for each model after the first, which is the base
 * @param seed of what is dropped; each model has draws of its own
 * @param embedding for models of another vocabulary than the base's; null if there are none
 */
public record Dare(
    Selector selector,
    double drop,
    List<Double> lambdas,
    long seed,
    @Nullable EmbeddingStrategy embedding)
    implements Merge {
  public Dare {
    if (!(drop >= 0 && drop < 1)) {
      throw new IllegalArgumentException("the drop rate must be from 0 to below 1, not " + drop);
    }
    lambdas = Coefficients.of("lambda", lambdas);
    Transplant.requireEmbedding(selector, embedding);
  }

  @Override
  public Weights apply(List<Weights> models) {
    requireFits(Merge.shapes(models));
    return new Alignment(selector, embedding)
        .merge(
            models,
            (slice, values) ->
                TaskVectors.added(
                    values.getFirst(), lambdas, dropped(slice, TaskVectors.of(values))));
  }

  @Override
  public void requireFits(List<GptConfig> models) {
    Coefficients.requireOneEach("lambda", lambdas, models.size() - 1, " beside the base");
    new Alignment(selector, embedding).requireFits(models);
  }

  private List<double[]> dropped(Slice slice, List<double[]> vectors) {
    List<double[]> result = new ArrayList<>();
    for (double[] vector : vectors) {
      SplitMix random = Seeds.generator(seed, "merge/dare", slice.name(), result.size());
      double[] kept = new double[vector.length];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = random.nextDouble() < drop ? 0 : vector[i] / (1 - drop);
      }
      result.add(kept);
    }
    return result;
  }
}
