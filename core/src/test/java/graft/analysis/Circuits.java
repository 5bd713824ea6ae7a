package graft.analysis;

import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameter.Role;
import graft.model.Parameters;
import graft.model.Weights;
import java.util.stream.IntStream;

/**
 * A model of two layers and two heads whose weights are written by hand. Head 0 of layer 0 attends
 * to the previous token and writes it down; head 0 of layer 1 attends to the token behind an
 * earlier copy of the present one (Elhage et al. 2021, "induction heads") and copies it to the
 * output. Head 1 of both layers has no weights, so it attends to all alike and adds nothing; nor do
 * the MLPs.
 *
 * <p>The residual stream has four parts of N features: which token it is, where it stands, the
 * token before it, and the output. Each normalisation's gain and bias undo it: features are 0 or 1.
 */
final class Circuits {
  /** Tokens, and positions. */
  static final int N = 12;

  static final GptConfig CONFIG = new GptConfig(2, 2, 4 * N, N, N, false);

  private static final int WIDTH = 4 * N;
  private static final int TOKEN = 0;
  private static final int POSITION = N;
  private static final int PREVIOUS = 2 * N;
  private static final int OUTPUT = 3 * N;

  /** Of queries and keys: a match scores 150 / sqrt(24), about 30. */
  private static final float SHARP = (float) Math.sqrt(150);

  private final Weights weights = new Weights(CONFIG, new float[Parameters.of(CONFIG).size()]);

  private Circuits() {}

  static Weights induction() {
    Circuits circuits = new Circuits();
    for (int i = 0; i < N; i++) {
      circuits.set(Role.TOKEN_EMBEDDING, -1, i, TOKEN + i, 1);
      circuits.set(Role.POSITION_EMBEDDING, -1, i, POSITION + i, 1);
      circuits.set(Role.HEAD, -1, i, OUTPUT + i, 10);
    }
    circuits.undoNormalisation(0, 2);
    circuits.undoNormalisation(1, 3);
    for (int i = 1; i < N; i++) {
      circuits.set(Role.QKV_WEIGHT, 0, POSITION + i, i - 1, SHARP);
    }
    circuits.attend(0, POSITION, PREVIOUS);
    for (int i = 0; i < N; i++) {
      circuits.set(Role.QKV_WEIGHT, 1, TOKEN + i, i, SHARP);
    }
    circuits.attend(1, PREVIOUS, OUTPUT);
    circuits.constant(Role.FINAL_LN_GAIN, -1, 1);
    return circuits.weights;
  }

  /** Keys from one part of the stream; the token attended to is written to another. */
  private void attend(int layer, int keys, int written) {
    for (int i = 0; i < N; i++) {
      set(Role.QKV_WEIGHT, layer, keys + i, WIDTH + i, SHARP);
      set(Role.QKV_WEIGHT, layer, TOKEN + i, 2 * WIDTH + i, 1);
      set(Role.ATTENTION_OUTPUT_WEIGHT, layer, i, written + i, 1);
    }
  }

  /** So that a row of {@code ones} ones and otherwise zeros passes through unchanged. */
  private void undoNormalisation(int layer, int ones) {
    double mean = (double) ones / WIDTH;
    double deviation = Math.sqrt(mean - mean * mean + GptConfig.LN_EPSILON);
    constant(Role.LN_1_GAIN, layer, (float) deviation);
    constant(Role.LN_1_BIAS, layer, (float) mean);
  }

  private Parameter parameter(Role role, int layer) {
    return layer < 0 ? weights.parameters().get(role) : weights.parameters().get(role, layer);
  }

  private void constant(Role role, int layer, float value) {
    Parameter parameter = parameter(role, layer);
    for (int i = parameter.offset(); i < parameter.end(); i++) {
      weights.values()[i] = value;
    }
  }

  private void set(Role role, int layer, int row, int column, float value) {
    Parameter parameter = parameter(role, layer);
    weights.values()[parameter.offset() + row * parameter.shape().get(1) + column] = value;
  }

  /**
   * 0, five different tokens, and the same five again; the last four predictions, all known from
   * the first time, count.
   *
   * @param shift which tokens, 0 to 6
   */
  static Sample repeated(int shift) {
    int[] tokens =
        IntStream.range(0, 11)
            .map(t -> t == 0 ? 0 : 1 + (3 * ((t - 1) % 5) + shift) % 11)
            .toArray();
    return new Sample(tokens, new int[] {6, 7, 8, 9});
  }
}
