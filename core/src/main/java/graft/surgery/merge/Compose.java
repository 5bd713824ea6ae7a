package graft.surgery.merge;

import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.Transplant;
import java.util.List;

/**
 * Parts of any number of donors put into the first model: attention of one, MLP of another. The
 * transplants are done in turn, so where they overlap the later one has the last word: everything
 * of A, then attention of B, is A with B's attention.
 *
 * @param transplants one for each model after the first, which they are put into; at least one
 */
public record Compose(List<Transplant> transplants) implements Merge {
  public Compose {
    if (transplants.isEmpty()) {
      throw new IllegalArgumentException("a composition needs at least one donor");
    }
    transplants = List.copyOf(transplants);
  }

  @Override
  public Weights apply(List<Weights> models) {
    requireFits(Merge.shapes(models));
    Weights result = models.getFirst();
    for (int i = 0; i < transplants.size(); i++) {
      result = transplants.get(i).apply(models.get(i + 1), result);
    }
    return result;
  }

  @Override
  public void requireFits(List<GptConfig> models) {
    if (models.size() != transplants.size() + 1) {
      throw new IllegalArgumentException(
          "a composition of %d parts needs as many donors and the model that they are put into, not %d models"
              .formatted(transplants.size(), models.size()));
    }
    for (int i = 0; i < transplants.size(); i++) {
      transplants.get(i).requireFits(models.get(i + 1), models.getFirst());
    }
  }
}
