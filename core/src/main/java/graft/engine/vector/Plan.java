package graft.engine.vector;

import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameter.Role;
import graft.model.Parameters;

/**
 * Where the linear maps of one shape of model lie, packed and as gradients. A shard's gradient
 * holds those of the linear maps first, then the token table [V][C] and the position table [P][C].
 */
final class Plan {
  private static final int MOST_SHARDS = 16;
  private static final int FEWEST_SHARDS = 4;

  /** Floats that the gradients of all shards together should not exceed. */
  private static final int SHARD_FLOATS = 1 << 25;

  final GptConfig config;
  final Parameters parameters;
  final Linear[] query;
  final Linear[] keyValue;
  final Linear[] attentionOutput;
  final Linear[] mlpInput;
  final Linear[] mlpOutput;
  final Linear head;
  final int packedSize;

  final int tokenTableAt;
  final int positionTableAt;
  final int gradientSize;

  /**
   * Shards of a batch at the most. More would let more threads work and cost each a gradient of its
   * own, so large models get fewer.
   */
  final int shards;

  Plan(GptConfig config) {
    this.config = config;
    this.parameters = Parameters.of(config);
    int layers = config.layers();
    int c = config.width();
    query = new Linear[layers];
    keyValue = new Linear[layers];
    attentionOutput = new Linear[layers];
    mlpInput = new Linear[layers];
    mlpOutput = new Linear[layers];
    Linear.Layout layout = new Linear.Layout(parameters);
    // Scores are taken in the base-2 logarithm, so that softmax needs 2^x only.
    float queryScale = (float) (1 / Math.sqrt(config.headWidth()) / Math.log(2));
    for (int l = 0; l < layers; l++) {
      Parameter qkv = parameters.get(Role.QKV_WEIGHT, l);
      query[l] =
          layout.add(
              qkv, false, 0, Role.QKV_BIAS, Role.LN_1_GAIN, Role.LN_1_BIAS, l, c, c, queryScale);
      keyValue[l] =
          layout.add(qkv, false, c, Role.QKV_BIAS, Role.LN_1_GAIN, Role.LN_1_BIAS, l, c, 2 * c, 1);
      attentionOutput[l] =
          plain(layout, Role.ATTENTION_OUTPUT_WEIGHT, Role.ATTENTION_OUTPUT_BIAS, l, c, c);
      mlpInput[l] =
          layout.add(
              parameters.get(Role.MLP_INPUT_WEIGHT, l),
              false,
              0,
              Role.MLP_INPUT_BIAS,
              Role.LN_2_GAIN,
              Role.LN_2_BIAS,
              l,
              c,
              4 * c,
              1);
      mlpOutput[l] = plain(layout, Role.MLP_OUTPUT_WEIGHT, Role.MLP_OUTPUT_BIAS, l, 4 * c, c);
    }
    head =
        layout.add(
            parameters.head(),
            true,
            0,
            null,
            Role.FINAL_LN_GAIN,
            Role.FINAL_LN_BIAS,
            -1,
            c,
            config.vocabulary(),
            1);
    packedSize = layout.packedSize;
    tokenTableAt = layout.gradientSize;
    positionTableAt = tokenTableAt + config.vocabulary() * c;
    gradientSize = positionTableAt + config.positions() * c;
    shards = Math.clamp(SHARD_FLOATS / gradientSize, FEWEST_SHARDS, MOST_SHARDS);
  }

  private Linear plain(Linear.Layout layout, Role weight, Role bias, int layer, int ins, int outs) {
    return layout.add(
        parameters.get(weight, layer), false, 0, bias, null, null, layer, ins, outs, 1);
  }

  /** Folds and packs the model's weights for the kernels. */
  void pack(float[] weights, float[] packed) {
    for (int l = 0; l < config.layers(); l++) {
      for (Linear linear : block(l)) {
        linear.pack(weights, packed);
      }
    }
    head.pack(weights, packed);
  }

  /**
   * Overwrites the model's gradient with what the sum of the shards' gradients means for its
   * parameters.
   */
  void unfold(float[] weights, float[] folded, float[] gradient) {
    java.util.Arrays.fill(gradient, 0);
    for (int l = 0; l < config.layers(); l++) {
      for (Linear linear : block(l)) {
        linear.unfold(weights, folded, gradient);
      }
    }
    head.unfold(weights, folded, gradient);
    addTable(folded, tokenTableAt, parameters.get(Role.TOKEN_EMBEDDING), gradient);
    addTable(folded, positionTableAt, parameters.get(Role.POSITION_EMBEDDING), gradient);
  }

  private Linear[] block(int l) {
    return new Linear[] {query[l], keyValue[l], attentionOutput[l], mlpInput[l], mlpOutput[l]};
  }

  private static void addTable(float[] folded, int at, Parameter table, float[] gradient) {
    for (int k = 0; k < table.size(); k++) {
      gradient[table.offset() + k] += folded[at + k];
    }
  }
}
