package graft.surgery.merge;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Selector;
import graft.surgery.Shapes;
import graft.surgery.Slice;
import graft.surgery.Transplant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the selected parts of all models to the shape of the first, as a transplant into it would,
 * and merges them tensor by tensor.
 *
 * @param selector what is merged
 * @param embedding what the token embedding and the head of a model of another vocabulary become
 *     before they are merged; null if all vocabularies have the same size
 */
record Alignment(Selector selector, @Nullable EmbeddingStrategy embedding) {
  /** Merges one tensor. */
  @FunctionalInterface
  interface Mix {
    /** The merged values, from those of every model in the order of the models. */
    float[] apply(Slice slice, List<float[]> values);
  }

  void requireFits(List<GptConfig> models) {
    GptConfig first = models.getFirst();
    selector.requireFits(first);
    for (int i = 1; i < models.size(); i++) {
      GptConfig other = models.get(i);
      Shapes.requireSameBlocks("the first model", first, "model " + (i + 1), other);
      requireStrategy(first.vocabulary(), other.vocabulary(), i + 1);
      new Transplant(selector, embedding).requireFits(other, first);
    }
  }

  private void requireStrategy(int first, int other, int number) {
    if (first != other
        && embedding == null
        && selector.components().contains(Component.EMBEDDING)) {
      throw new IllegalArgumentException(
          ("the first model has a vocabulary of %d, model %d one of %d: say with an embedding"
                  + " strategy (average, random, retain, extend) what becomes of its token embedding"
                  + " and head, or leave the embedding out of what is merged")
              .formatted(first, number, other));
    }
  }

  Weights merge(List<Weights> models, Mix mix) {
    Weights first = models.getFirst();
    List<Weights> aligned = new ArrayList<>(List.of(first));
    for (Weights other : models.subList(1, models.size())) {
      aligned.add(new Transplant(selector, embedding).apply(other, first));
    }
    return selector.change(
        first, (slice, values) -> mix.apply(slice, aligned.stream().map(slice::values).toList()));
  }
}
