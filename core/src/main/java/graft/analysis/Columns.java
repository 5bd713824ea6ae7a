package graft.analysis;

import org.ejml.data.DMatrixRMaj;

/** Means and deviations of a matrix's columns. */
final class Columns {
  private Columns() {}

  static double[] means(DMatrixRMaj x) {
    double[] means = new double[x.numCols];
    for (int row = 0; row < x.numRows; row++) {
      for (int i = 0; i < x.numCols; i++) {
        means[i] += x.data[row * x.numCols + i] / x.numRows;
      }
    }
    return means;
  }

  /** Standard deviations, divided by N; 1 for a column that does not vary. */
  static double[] deviations(DMatrixRMaj x, double[] means) {
    double[] squares = new double[x.numCols];
    for (int row = 0; row < x.numRows; row++) {
      for (int i = 0; i < x.numCols; i++) {
        double d = x.data[row * x.numCols + i] - means[i];
        squares[i] += d * d / x.numRows;
      }
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] = squares[i] > 0 ? Math.sqrt(squares[i]) : 1;
    }
    return squares;
  }
}
