package graft.analysis;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * How alike the residual streams of two models are on the same samples: linear centred kernel
 * alignment (Kornblith et al. 2019, arXiv 1905.00414). With the columns of X [N,C] and Y [N,D]
 * centred,
 *
 * <pre>CKA = |Y'X|^2 / (|X'X| |Y'Y|)   in the Frobenius norm,</pre>
 *
 * from 0 to 1, the same whatever rotation, scale and offset either has. It is NaN if one of the two
 * does not vary at all.
 */
public final class Cka {
  private Cka() {}

  /**
   * CKA of every pair of layers, over all positions of all samples.
   *
   * @return by layer of the first model and layer of the second; 0 are the embeddings, the last is
   *     behind the last block
   * @throws IllegalArgumentException if a sample does not fit one of the models
   */
  public static List<List<Double>> between(
      InstrumentedModel one, InstrumentedModel other, List<Sample> samples) {
    List<DMatrixRMaj> xs = Streams.of(one, samples).layers();
    List<DMatrixRMaj> ys = Streams.of(other, samples).layers();
    return xs.stream().map(x -> ys.stream().map(y -> linear(x, y)).toList()).toList();
  }

  /** CKA of two matrices of as many rows. */
  static double linear(DMatrixRMaj x, DMatrixRMaj y) {
    DMatrixRMaj centredX = centred(x);
    DMatrixRMaj centredY = centred(y);
    double both = norm(centredX, centredY);
    return both * both / (norm(centredX, centredX) * norm(centredY, centredY));
  }

  /** |y'x|. */
  private static double norm(DMatrixRMaj x, DMatrixRMaj y) {
    return NormOps_DDRM.normF(CommonOps_DDRM.multTransA(y, x, null));
  }

  private static DMatrixRMaj centred(DMatrixRMaj x) {
    double[] mean = Columns.means(x);
    DMatrixRMaj centred = x.copy();
    Arrays.setAll(centred.data, i -> x.data[i] - mean[i % x.numCols]);
    return centred;
  }
}
