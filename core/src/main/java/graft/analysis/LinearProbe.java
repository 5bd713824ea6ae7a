package graft.analysis;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Ridge regression in closed form, (X'X + penalty N I) W = X'Y, with the columns of X [N,C]
 * standardised and those of Y [N,K] centred on the data that it is fitted to.
 */
final class LinearProbe {
  /** Share of a standardised feature's variance; enough to keep dependent features harmless. */
  static final double PENALTY = 1e-3;

  private final double[] meanX;
  private final double[] deviationX;
  private final double[] meanY;
  private final DMatrixRMaj weights;

  private LinearProbe(double[] meanX, double[] deviationX, double[] meanY, DMatrixRMaj weights) {
    this.meanX = meanX;
    this.deviationX = deviationX;
    this.meanY = meanY;
    this.weights = weights;
  }

  /** Fits to at least one row. */
  static LinearProbe fit(DMatrixRMaj x, DMatrixRMaj y) {
    double[] meanX = Columns.means(x);
    double[] deviationX = Columns.deviations(x, meanX);
    double[] meanY = Columns.means(y);
    DMatrixRMaj standard = standardised(x, meanX, deviationX);
    DMatrixRMaj centred = y.copy();
    for (int i = 0; i < centred.data.length; i++) {
      centred.data[i] -= meanY[i % y.numCols];
    }
    DMatrixRMaj squares = CommonOps_DDRM.multTransA(standard, standard, null);
    for (int i = 0; i < x.numCols; i++) {
      squares.add(i, i, PENALTY * x.numRows);
    }
    DMatrixRMaj products = CommonOps_DDRM.multTransA(standard, centred, null);
    DMatrixRMaj weights = new DMatrixRMaj(x.numCols, y.numCols);
    if (!CommonOps_DDRM.solveSPD(squares, products, weights)) {
      throw new IllegalStateException("the features are not finite, so no probe can be fitted");
    }
    return new LinearProbe(meanX, deviationX, meanY, weights);
  }

  private static DMatrixRMaj standardised(DMatrixRMaj x, double[] mean, double[] deviation) {
    DMatrixRMaj standard = x.copy();
    for (int i = 0; i < standard.data.length; i++) {
      int column = i % x.numCols;
      standard.data[i] = (x.data[i] - mean[column]) / deviation[column];
    }
    return standard;
  }

  /** What it makes of further rows, [M,K]. */
  DMatrixRMaj predict(DMatrixRMaj x) {
    DMatrixRMaj out = CommonOps_DDRM.mult(standardised(x, meanX, deviationX), weights, null);
    for (int i = 0; i < out.data.length; i++) {
      out.data[i] += meanY[i % out.numCols];
    }
    return out;
  }
}
