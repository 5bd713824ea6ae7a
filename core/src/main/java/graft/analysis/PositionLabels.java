package graft.analysis;

import java.util.Arrays;

/** Traits that follow from where a token stands in a known layout. */
final class PositionLabels {
  private PositionLabels() {}

  static double[] positions(Sample sample) {
    double[] labels = new double[sample.length()];
    Arrays.setAll(labels, t -> t);
    return labels;
  }

  /**
   * Carries of {@code a + b = c}, where a and b have d digits: the label of position p is the carry
   * into the digit of c at position p + 1.
   *
   * @param reversed whether numbers begin with their least significant digit
   */
  static double[] carries(Sample sample, int d, boolean reversed) {
    double[] labels = new double[sample.length()];
    Arrays.fill(labels, Double.NaN);
    int[] into = new int[d + 1];
    for (int place = 0; place < d; place++) {
      int digit = reversed ? place : d - 1 - place;
      int sum = sample.token(digit) + sample.token(d + 1 + digit) + into[place];
      into[place + 1] = sum / 10;
    }
    int answer = 2 * d + 2;
    int digits = d + into[d];
    for (int place = 1; place < d; place++) {
      int p = answer + (reversed ? place : digits - 1 - place) - 1;
      if (p < labels.length) {
        labels[p] = into[place];
      }
    }
    return labels;
  }
}
