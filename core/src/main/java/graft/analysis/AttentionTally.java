package graft.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums up what one head attends to; the order of additions is that of the samples. */
final class AttentionTally {
  private final Mean entropy = new Mean();
  private final Mean entropyShare = new Mean();
  private final Mean previous = new Mean();
  private final Mean duplicate = new Mean();
  private final Mean induction = new Mean();
  private final Mean target = new Mean();
  private final List<Mean> byDistance = new ArrayList<>();

  /** Where the attention of one sequence goes. */
  @FunctionalInterface
  interface Pattern {
    /** Attention probability, for {@code key <= query}. */
    double at(int query, int key);
  }

  /** A mean in the making. */
  private static final class Mean {
    double sum;
    long count;

    void add(double value) {
      sum += value;
      count++;
    }

    void add(Mean other) {
      sum += other.sum;
      count += other.count;
    }

    double value() {
      return count == 0 ? Double.NaN : sum / count;
    }
  }

  /** Takes in one sample. */
  void add(Sample sample, Pattern pattern) {
    for (int t = 0; t < sample.length(); t++) {
      addDistances(t, pattern);
      if (t > 0) {
        addEntropy(t, pattern);
        previous.add(pattern.at(t, t - 1));
      }
      addEqual(sample, t, pattern);
    }
    for (int i = 0; i < sample.predictions(); i++) {
      addTarget(sample, i, pattern);
    }
  }

  private void addDistances(int t, Pattern pattern) {
    if (byDistance.size() == t) {
      byDistance.add(new Mean());
    }
    for (int d = 0; d <= t; d++) {
      byDistance.get(d).add(pattern.at(t, t - d));
    }
  }

  private void addEntropy(int t, Pattern pattern) {
    double sum = 0;
    for (int u = 0; u <= t; u++) {
      double p = pattern.at(t, u);
      sum -= p > 0 ? p * Math.log(p) : 0;
    }
    entropy.add(sum);
    entropyShare.add(sum / Math.log(t + 1));
  }

  private void addEqual(Sample sample, int t, Pattern pattern) {
    double atEqual = 0;
    double behindEqual = 0;
    boolean hasEqual = false;
    boolean hasBehind = false;
    for (int u = 0; u < t; u++) {
      if (sample.token(u) == sample.token(t)) {
        hasEqual = true;
        atEqual += pattern.at(t, u);
        if (u + 1 < t) {
          hasBehind = true;
          behindEqual += pattern.at(t, u + 1);
        }
      }
    }
    if (hasEqual) {
      duplicate.add(atEqual);
    }
    if (hasBehind) {
      induction.add(behindEqual);
    }
  }

  private void addTarget(Sample sample, int i, Pattern pattern) {
    int t = sample.position(i);
    double atTarget = 0;
    boolean hasTarget = false;
    for (int u = 0; u <= t; u++) {
      if (sample.token(u) == sample.target(i)) {
        hasTarget = true;
        atTarget += pattern.at(t, u);
      }
    }
    if (hasTarget) {
      target.add(atTarget);
    }
  }

  /** Takes in what another has summed up. */
  void add(AttentionTally other) {
    entropy.add(other.entropy);
    entropyShare.add(other.entropyShare);
    previous.add(other.previous);
    duplicate.add(other.duplicate);
    induction.add(other.induction);
    target.add(other.target);
    for (int d = 0; d < other.byDistance.size(); d++) {
      if (byDistance.size() == d) {
        byDistance.add(new Mean());
      }
      byDistance.get(d).add(other.byDistance.get(d));
    }
  }

  AttentionScores scores() {
    double[] distances = new double[byDistance.size()];
    Arrays.setAll(distances, d -> byDistance.get(d).value());
    return new AttentionScores(
        entropy.value(),
        entropyShare.value(),
        previous.value(),
        duplicate.value(),
        induction.value(),
        target.value(),
        Arrays.stream(distances).boxed().toList());
  }
}
