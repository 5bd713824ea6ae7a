package graft.analysis;

import graft.engine.reference.ReferenceForward;
import graft.engine.reference.ReferenceForward.Prediction;
import graft.engine.reference.Tap;
import graft.model.GptConfig;
import graft.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model whose inside can be recorded and changed while it reads a sequence. Computes in double
 * precision by the reference engine's plain loops. Any number of threads may use it.
 */
public final class InstrumentedModel {
  private final GptConfig config;
  private final double[] weights;

  /** Takes a copy of the weights. */
  public InstrumentedModel(Weights model) {
    config = model.config();
    weights = new double[model.values().length];
    Arrays.setAll(weights, i -> model.values()[i]);
  }

  /** The model's shape. */
  public GptConfig config() {
    return config;
  }

  /** How many parameters it has. */
  public int parameters() {
    return weights.length;
  }

  /**
   * Reads a sequence and keeps everything.
   *
   * @param tokens at least one
   * @param interventions at most one per site; what they put in place is what is recorded of
   *     attention and MLP, while a head's record is always its own output
   * @throws IllegalArgumentException if a token, the length or a site does not fit the model
   */
  public Recording record(int[] tokens, Intervention... interventions) {
    ReferenceForward forward = new ReferenceForward(config, weights, tokens.length);
    Recording recording = new Recording(config, tokens.length);
    Recorder recorder = new Recorder(forward, recording);
    forward.run(
        tokens, new Operator(config, forward, tokens.length, List.of(interventions), recorder));
    for (int t = 0; t < tokens.length; t++) {
      forward.logits(t, recording.logits[t]);
    }
    return recording;
  }

  /**
   * The predictions of a sample that count, in their order.
   *
   * @throws IllegalArgumentException as {@link #record} does
   */
  public List<Prediction> predict(Sample sample, Intervention... interventions) {
    int[] tokens = sample.input();
    ReferenceForward forward = new ReferenceForward(config, weights, tokens.length);
    forward.run(
        tokens, new Operator(config, forward, tokens.length, List.of(interventions), Tap.NONE));
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < sample.predictions(); i++) {
      predictions.add(forward.predict(sample.position(i), sample.target(i)));
    }
    return predictions;
  }
}
