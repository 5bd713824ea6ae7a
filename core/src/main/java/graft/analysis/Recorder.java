package graft.analysis;

import graft.engine.reference.ReferenceForward;
import graft.engine.reference.Tap;
import java.util.Arrays;

/** Copies what goes by into a {@link Recording}. */
final class Recorder implements Tap {
  private final ReferenceForward forward;
  private final Recording recording;

  Recorder(ReferenceForward forward, Recording recording) {
    this.forward = forward;
    this.recording = recording;
  }

  private double[] copy(double[] values) {
    return Arrays.copyOf(values, recording.length() * recording.config().width());
  }

  @Override
  public void stream(int layer, double[] values) {
    recording.streams[layer] = copy(values);
  }

  @Override
  public void attention(int layer, double[] probability, double[] mixed) {
    int tokens = recording.length();
    int size = recording.config().heads() * tokens * tokens;
    recording.probabilities[layer] = Arrays.copyOf(probability, size);
    double[][] heads = recording.heads[layer];
    for (int head = 0; head < heads.length; head++) {
      forward.headOutput(layer, head, mixed, tokens, heads[head]);
    }
  }

  @Override
  public void attentionOutput(int layer, double[] values) {
    recording.attentions[layer] = copy(values);
  }

  @Override
  public void mlpOutput(int layer, double[] values) {
    recording.mlps[layer] = copy(values);
  }
}
