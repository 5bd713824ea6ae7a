package graft.surgery.merge;

import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds what models have learnt since a common base: base + sum of lambda_i (m_i - base) (Ilharco et
 * al., arXiv 2212.04089). A negative lambda unlearns.
 *
 * @param selector what is merged; the rest is the base's
 * @param lambdas one for each model after the first, which is the base
 * @param embedding for models of another vocabulary than the base's; null if there are none
 */
public record TaskArithmetic(
    Selector selector, List<Double> lambdas, @Nullable EmbeddingStrategy embedding)
    implements Merge {
  public TaskArithmetic {
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
                TaskVectors.added(values.getFirst(), lambdas, TaskVectors.of(values)));
  }

  @Override
  public void requireFits(List<GptConfig> models) {
    Coefficients.requireOneEach("lambda", lambdas, models.size() - 1, " beside the base");
    new Alignment(selector, embedding).requireFits(models);
  }
}
