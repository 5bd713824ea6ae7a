package graft.surgery.perturb;

import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.Selector;
import graft.surgery.Slice;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.svd.SvdImplicitQrDecompose_DDRM;

/**
 * The nearest matrix of a given rank (Eckart and Young, 1936): of the singular value decomposition
 * W = sum of s_i u_i v_i^T only the {@code rank} largest s_i are kept. Vectors, and matrices that
 * have no more rows or columns than that, keep every bit.
 *
 * @param selector what is changed; at least one matrix
 * @param rank 1 or more
 */
public record LowRank(Selector selector, int rank) implements Perturb {
  public LowRank {
    if (rank < 1) {
      throw new IllegalArgumentException("the rank must be 1 or more, not " + rank);
    }
  }

  @Override
  public void requireFits(GptConfig config) {
    if (selector.slices(config).stream().noneMatch(Slice::isMatrix)) {
      throw new IllegalArgumentException(
          "there is no matrix among %s, and only matrices have a rank: select attention, mlp or embedding"
              .formatted(selector.slices(config).stream().map(Slice::name).toList()));
    }
  }

  @Override
  public Weights apply(Weights weights) {
    requireFits(weights.config());
    return selector.change(weights, this::truncated);
  }

  private float[] truncated(Slice slice, float[] values) {
    if (!slice.isMatrix() || rank >= Math.min(slice.rows(), slice.columns())) {
      return values;
    }
    DMatrixRMaj matrix = new DMatrixRMaj(slice.rows(), slice.columns());
    for (int i = 0; i < values.length; i++) {
      matrix.data[i] = values[i];
    }
    // Named and not taken from EJML's factory, which may hand out one that uses several threads.
    SvdImplicitQrDecompose_DDRM svd = new SvdImplicitQrDecompose_DDRM(true, true, true, false);
    if (!svd.decompose(matrix)) {
      throw new IllegalArgumentException(
          "the singular values of %s were not found: does it hold enormous values?"
              .formatted(slice.name()));
    }
    return product(svd, values.length, slice.columns());
  }

  /** Sum over the largest singular values of s_i u_i v_i^T, row by row. */
  private float[] product(SvdImplicitQrDecompose_DDRM svd, int size, int columns) {
    double[] singular = svd.getSingularValues();
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj transposedV = svd.getV(null, true);
    int[] order = descending(singular, svd.numberOfSingularValues());
    float[] result = new float[size];
    for (int begin = 0; begin < size; begin += columns) {
      double[] row = new double[columns];
      for (int k = 0; k < rank; k++) {
        int s = order[k];
        double scale = singular[s] * u.get(begin / columns, s);
        for (int j = 0; j < columns; j++) {
          row[j] += scale * transposedV.data[s * columns + j];
        }
      }
      for (int j = 0; j < columns; j++) {
        result[begin + j] = (float) row[j];
      }
    }
    return result;
  }

  /** EJML leaves the singular values in the order in which it found them. */
  private static int[] descending(double[] singular, int count) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -singular[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
