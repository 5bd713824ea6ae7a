package graft.surgery;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameter.Role;
import graft.model.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Puts a part of a donor into a target of the same layers, heads and width.
 *
 * <p>Of the embedding, the token embedding and the head follow a strategy of their own, since the
 * vocabularies may differ; a tied donor's head is its token embedding. The position embedding is
 * copied if the donor has at least as many positions, and stays the target's otherwise.
 *
 * @param selector the part
 * @param embedding for selections with {@link Component#EMBEDDING} only; null chooses {@link
 *     EmbeddingStrategy#RETAIN} for equal vocabularies and {@link EmbeddingStrategy#AVERAGE}
 *     otherwise
 */
public record Transplant(Selector selector, @Nullable EmbeddingStrategy embedding) {
  public Transplant {
    if (embedding != null && !selector.has(Component.EMBEDDING)) {
      throw new IllegalArgumentException(
          "an embedding strategy (" + embedding + ") needs the component EMBEDDING to be selected");
    }
  }

  /**
   * Checks that donor and target fit.
   *
   * @throws IllegalArgumentException naming both shapes or vocabularies
   */
  public void requireFits(GptConfig donor, GptConfig into) {
    if (donor.layers() != into.layers()
        || donor.heads() != into.heads()
        || donor.width() != into.width()) {
      throw new IllegalArgumentException(
          "a donor of " + shape(donor) + " does not fit a target of " + shape(into));
    }
    if (embedding == EmbeddingStrategy.RETAIN && donor.vocabulary() != into.vocabulary()) {
      throw new IllegalArgumentException(
          "embedding: retain needs equal vocabularies, not "
              + donor.vocabulary()
              + " and "
              + into.vocabulary()
              + "; average or extend can do without");
    }
    if (embedding == EmbeddingStrategy.EXTEND && donor.vocabulary() > into.vocabulary()) {
      throw new IllegalArgumentException(
          "embedding: extend needs a target with at least the donor's vocabulary, not "
              + donor.vocabulary()
              + " and "
              + into.vocabulary());
    }
  }

  private static String shape(GptConfig config) {
    return config.layers() + " layers, " + config.heads() + " heads, width " + config.width();
  }

  /**
   * The target with the selected part of the donor in it; neither is changed.
   *
   * @throws IllegalArgumentException if they do not fit or nothing is selected
   */
  public Weights apply(Weights donor, Weights into) {
    requireFits(donor.config(), into.config());
    Weights result = into.copy();
    for (Parameter to : selector.of(into.parameters())) {
      switch (to.role()) {
        case TOKEN_EMBEDDING ->
            embed(donor, donor.parameters().get(Role.TOKEN_EMBEDDING), result, to);
        case HEAD -> embed(donor, donor.parameters().head(), result, to);
        default -> copy(donor, same(donor, to), result, to);
      }
    }
    return result;
  }

  private static Parameter same(Weights donor, Parameter to) {
    return to.layer() < 0
        ? donor.parameters().get(to.role())
        : donor.parameters().get(to.role(), to.layer());
  }

  /**
   * Copies as many values as the target has, if the donor has them: of more positions the first.
   */
  private static void copy(Weights donor, Parameter from, Weights result, Parameter to) {
    if (from.size() >= to.size()) {
      System.arraycopy(donor.values(), from.offset(), result.values(), to.offset(), to.size());
    }
  }

  private void embed(Weights donor, Parameter from, Weights result, Parameter to) {
    EmbeddingStrategy strategy = embedding;
    if (strategy == null) {
      boolean equal = donor.config().vocabulary() == result.config().vocabulary();
      strategy = equal ? EmbeddingStrategy.RETAIN : EmbeddingStrategy.AVERAGE;
    }
    switch (strategy) {
      case RANDOM -> {}
      case RETAIN -> copy(donor, from, result, to);
      case AVERAGE -> fill(result.values(), to.offset(), to.end(), mean(donor, from));
      case EXTEND -> {
        int kept = to.offset() + from.size();
        System.arraycopy(donor.values(), from.offset(), result.values(), to.offset(), from.size());
        fill(result.values(), kept, to.end(), mean(donor, from));
      }
    }
  }

  /** The mean row [C] of a table [rows, C], summed in double precision. */
  private static float[] mean(Weights weights, Parameter table) {
    int width = weights.config().width();
    int rows = table.size() / width;
    double[] sum = new double[width];
    for (int i = 0; i < table.size(); i++) {
      sum[i % width] += weights.values()[table.offset() + i];
    }
    float[] mean = new float[width];
    for (int i = 0; i < width; i++) {
      mean[i] = (float) (sum[i] / rows);
    }
    return mean;
  }

  private static void fill(float[] values, int from, int to, float[] row) {
    for (int at = from; at < to; at += row.length) {
      System.arraycopy(row, 0, values, at, row.length);
    }
  }
}
