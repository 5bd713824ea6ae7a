package graft.analysis;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** The labels of a probe as numbers to regress on, those to fit first and those to test after. */
final class ProbeTargets {
  private final boolean isClass;
  private final double[] values;
  private final int fitted;
  private final double[] classes;

  private ProbeTargets(boolean isClass, double[] values, int fitted) {
    this.isClass = isClass;
    this.values = values;
    this.fitted = fitted;
    this.classes = Arrays.stream(values, 0, fitted).sorted().distinct().toArray();
  }

  /**
   * Takes labels.
   *
   * @param fitted how many of them are fitted to, at least 1; the others, at least 1, are tested on
   */
  static ProbeTargets of(Trait trait, double[] values, int fitted) {
    return new ProbeTargets(trait.isClass(), values, fitted);
  }

  /** Accuracy or R^2 on the tested rows of a probe that is fitted to the fitted rows. */
  double score(DMatrixRMaj x, DMatrixRMaj unseen) {
    DMatrixRMaj predicted = LinearProbe.fit(x, y()).predict(unseen);
    return isClass ? accuracy(predicted) : determination(predicted);
  }

  private DMatrixRMaj y() {
    if (!isClass) {
      return new DMatrixRMaj(fitted, 1, true, Arrays.copyOf(values, fitted));
    }
    DMatrixRMaj indicators = new DMatrixRMaj(fitted, classes.length);
    for (int i = 0; i < fitted; i++) {
      indicators.set(i, Arrays.binarySearch(classes, values[i]), 1);
    }
    return indicators;
  }

  private double accuracy(DMatrixRMaj predicted) {
    int right = 0;
    for (int i = 0; i < predicted.numRows; i++) {
      int best = 0;
      for (int k = 1; k < classes.length; k++) {
        best = predicted.get(i, k) > predicted.get(i, best) ? k : best;
      }
      right += classes[best] == values[fitted + i] ? 1 : 0;
    }
    return (double) right / predicted.numRows;
  }

  /** 1 - squares of what is left / squares about the tested labels' mean. */
  private double determination(DMatrixRMaj predicted) {
    double mean = Arrays.stream(values, fitted, values.length).average().orElseThrow();
    double left = 0;
    double all = 0;
    for (int i = 0; i < predicted.numRows; i++) {
      double value = values[fitted + i];
      left += (value - predicted.get(i, 0)) * (value - predicted.get(i, 0));
      all += (value - mean) * (value - mean);
    }
    return 1 - left / all;
  }

  /** The share that the commonest fitted class has of the tested labels, or an R^2 of 0. */
  double chance() {
    if (!isClass) {
      return 0;
    }
    double commonest = classes[0];
    for (double c : classes) {
      commonest = count(c, 0, fitted) > count(commonest, 0, fitted) ? c : commonest;
    }
    return (double) count(commonest, fitted, values.length) / (values.length - fitted);
  }

  private long count(double value, int from, int to) {
    return Arrays.stream(values, from, to).filter(v -> v == value).count();
  }
}
