package graft.analysis;

import graft.procedure.Procedure;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Fits linear probes to the residual stream of every layer (Alain and Bengio, arXiv 1610.01644): on
 * the first three quarters of the sequences, and tests them on the rest. An amount is regressed on;
 * of classes each has an indicator that is regressed on, and the largest is the answer. Whether a
 * probe only learns by heart shows in a control with shuffled labels (after arXiv 1909.03368).
 */
public final class Probing {
  private final List<DMatrixRMaj> layers;
  private final List<Sample> samples;
  private final Procedure procedure;
  private final long seed;

  /**
   * Records the residual stream.
   *
   * @param samples of the procedure; at least two
   * @param seed of the shuffled labels
   * @throws IllegalArgumentException if a sample does not fit the model
   */
  public Probing(InstrumentedModel model, Procedure procedure, List<Sample> samples, long seed) {
    if (samples.size() < 2) {
      throw new IllegalArgumentException(
          "a probe needs a sample to fit and one to test, not " + samples.size() + " in all");
    }
    this.layers = Streams.of(model, samples).layers();
    this.samples = List.copyOf(samples);
    this.procedure = procedure;
    this.seed = seed;
  }

  /**
   * Probes for a trait, layer by layer.
   *
   * @throws IllegalArgumentException if the procedure has no such trait, or too few positions have
   *     it
   */
  public List<ProbeScore> of(Trait trait) {
    Trait.Labels labels = trait.labels(procedure);
    int cut = samples.size() - Math.max(1, samples.size() / 4);
    Labelled train = Labelled.of(samples.subList(0, cut), labels, 0);
    Labelled test = Labelled.of(samples.subList(cut, samples.size()), labels, train.nextRow());
    if (train.size() == 0 || test.size() == 0) {
      throw new IllegalArgumentException(
          "only %d positions of %s have '%s': take more samples, or a setting that makes longer sequences"
              .formatted(train.size() + test.size(), procedure.name(), trait.id()));
    }
    double[] values = concatenated(train.values(), test.values());
    double[] shuffled = shuffled(values, trait);
    ProbeTargets targets = ProbeTargets.of(trait, values, train.size());
    ProbeTargets control = ProbeTargets.of(trait, shuffled, train.size());
    List<ProbeScore> scores = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      DMatrixRMaj x = train.rows(layers.get(layer));
      DMatrixRMaj unseen = test.rows(layers.get(layer));
      scores.add(
          new ProbeScore(
              trait,
              layer,
              targets.score(x, unseen),
              control.score(x, unseen),
              targets.chance(),
              train.size(),
              test.size()));
    }
    return List.copyOf(scores);
  }

  private static double[] concatenated(double[] one, double[] other) {
    double[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  /** Fisher and Yates' shuffle. */
  private double[] shuffled(double[] values, Trait trait) {
    SplitMix random = Seeds.generator(seed, "probe", trait.id(), 0);
    double[] shuffled = values.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    return shuffled;
  }

  /** The positions of some samples that have a label. */
  private record Labelled(List<Integer> positions, List<Double> labels, int nextRow) {
    /** Labels samples whose first position is row {@code firstRow} of the streams. */
    static Labelled of(List<Sample> samples, Trait.Labels labels, int firstRow) {
      List<Integer> positions = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      int row = firstRow;
      for (Sample sample : samples) {
        for (double label : labels.of(sample)) {
          if (!Double.isNaN(label)) {
            positions.add(row);
            values.add(label);
          }
          row++;
        }
      }
      return new Labelled(positions, values, row);
    }

    int size() {
      return positions.size();
    }

    double[] values() {
      return labels.stream().mapToDouble(Double::doubleValue).toArray();
    }

    DMatrixRMaj rows(DMatrixRMaj stream) {
      DMatrixRMaj rows = new DMatrixRMaj(size(), stream.numCols);
      for (int i = 0; i < size(); i++) {
        System.arraycopy(
            stream.data,
            positions.get(i) * stream.numCols,
            rows.data,
            i * stream.numCols,
            stream.numCols);
      }
      return rows;
    }
  }
}
