package graft.surgery;

import graft.model.Parameter;
import graft.model.Weights;

/**
 * Moves a parameter from one model to its counterpart in another that may have fewer or more rows.
 * A vector is a single row.
 */
final class Rows {
  private final float[] donor;
  private final Parameter source;
  private final float[] result;
  private final Parameter target;
  private final int width;

  /** From {@code source} in {@code donor} into {@code target} in {@code result}, overwritten. */
  Rows(Weights donor, Parameter source, Weights result, Parameter target) {
    this.donor = donor.values();
    this.source = source;
    this.result = result.values();
    this.target = target;
    this.width = target.shape().getLast();
  }

  /** As many of the donor's first rows as the target has; nothing if it has fewer. */
  void copyIfEnough() {
    if (source.size() >= target.size()) {
      copy(target.size());
    }
  }

  /**
   * As the strategy says for token embedding and head; {@link Transplant} has checked that it fits.
   */
  void move(EmbeddingStrategy strategy) {
    switch (strategy) {
      case RANDOM -> {}
      case AVERAGE -> fillWithMean(target.offset());
      case RETAIN -> copy(source.size());
      case EXTEND -> {
        copy(source.size());
        fillWithMean(target.offset() + source.size());
      }
    }
  }

  private void copy(int count) {
    System.arraycopy(donor, source.offset(), result, target.offset(), count);
  }

  /** Every row of the target from index {@code start} on becomes the mean of the donor's rows. */
  private void fillWithMean(int start) {
    float[] mean = mean();
    for (int row = start; row < target.end(); row += width) {
      System.arraycopy(mean, 0, result, row, width);
    }
  }

  /** Summed in double precision and rounded once. */
  private float[] mean() {
    float[] mean = new float[width];
    int rows = source.size() / width;
    for (int c = 0; c < width; c++) {
      double sum = 0;
      for (int i = source.offset() + c; i < source.end(); i += width) {
        sum += donor[i];
      }
      mean[c] = (float) (sum / rows);
    }
    return mean;
  }
}
