package graft.engine.reference;

import graft.engine.Batch;
import graft.engine.Dropout;
import graft.model.GptConfig;
import graft.model.Parameter.Role;
import graft.model.Parameters;

/**
 * GPT-2 on one sequence at a time: every position, every layer, nothing skipped, fused or folded.
 *
 * <p>Arrays are as in {@link ReferenceOps}. A forward pass leaves behind what the backward pass
 * needs.
 */
final class ReferenceGpt {
  private final GptConfig config;
  private final Parameters parameters;
  private final double[] w;
  private final int c;
  private final Block[] blocks;
  private final double[] embedded;
  private final double[] embeddingKeep;
  private final double[] normed;

  /** What one block remembers of its forward pass. */
  private static final class Block {
    final double[] in;
    final double[] normed1;
    final double[] qkv;
    final double[] probability;
    final double[] probabilityKeep;
    final double[] mixed;
    final double[] attentionKeep;
    final double[] middle;
    final double[] normed2;
    final double[] hidden;
    final double[] active;
    final double[] mlpKeep;
    final double[] out;

    Block(int positions, int c, int heads) {
      int size = positions * c;
      in = new double[size];
      normed1 = new double[size];
      qkv = new double[3 * size];
      probability = new double[heads * positions * positions];
      probabilityKeep = new double[heads * positions * positions];
      mixed = new double[size];
      attentionKeep = new double[size];
      middle = new double[size];
      normed2 = new double[size];
      hidden = new double[4 * size];
      active = new double[4 * size];
      mlpKeep = new double[size];
      out = new double[size];
    }
  }

  /**
   * Prepares for sequences of at most {@code longest} tokens.
   *
   * @param weights the flat array; read at every call, so the caller may change it in between
   */
  ReferenceGpt(GptConfig config, double[] weights, int longest) {
    this.config = config;
    this.parameters = Parameters.of(config);
    this.w = weights;
    this.c = config.width();
    this.blocks = new Block[config.layers()];
    for (int layer = 0; layer < blocks.length; layer++) {
      blocks[layer] = new Block(longest, c, config.heads());
    }
    embedded = new double[longest * c];
    embeddingKeep = new double[longest * c];
    normed = new double[longest * c];
  }

  /**
   * Reads sequence {@code b} of the batch; afterwards {@link #logits} answers for its positions.
   */
  void forward(Batch batch, int b, Dropout dropout) {
    forward(batch, b, dropout, Tap.NONE);
  }

  /** The same with somebody looking on. */
  void forward(Batch batch, int b, Dropout dropout, Tap tap) {
    int tokens = batch.length(b);
    keep(dropout, b, Dropout.embeddingSite(), embeddingKeep, tokens * c);
    int tokenTable = parameters.get(Role.TOKEN_EMBEDDING).offset();
    int positionTable = parameters.get(Role.POSITION_EMBEDDING).offset();
    for (int t = 0; t < tokens; t++) {
      for (int i = 0; i < c; i++) {
        double sum = input(batch, b, t, tokenTable + i) + w[positionTable + t * c + i];
        embedded[t * c + i] = sum * embeddingKeep[t * c + i];
      }
    }
    double[] stream = embedded;
    for (int layer = 0; layer < blocks.length; layer++) {
      tap.stream(layer, stream);
      forward(layer, stream, tokens, dropout, b, tap);
      stream = blocks[layer].out;
    }
    tap.stream(blocks.length, stream);
    ReferenceOps.layerNorm(
        stream,
        w,
        at(Role.FINAL_LN_GAIN),
        at(Role.FINAL_LN_BIAS),
        GptConfig.LN_EPSILON,
        normed,
        tokens,
        c);
  }

  /**
   * One feature of position t's embedding: that of its token, or the sum of those of its set bits.
   *
   * @param table the feature in the first row of the token table
   */
  private double input(Batch batch, int b, int t, int table) {
    if (batch.bitsPerPosition() == 0) {
      return w[table + batch.token(b, t) * c];
    }
    double sum = 0;
    for (int j = 0; j < batch.bitsPerPosition(); j++) {
      sum += batch.bit(b, t, j) * w[table + j * c];
    }
    return sum;
  }

  /** Adds the gradient {@code d} of {@link #input}. */
  private void inputBackward(Batch batch, int b, int t, int table, double d, double[] dw) {
    if (batch.bitsPerPosition() == 0) {
      dw[table + batch.token(b, t) * c] += d;
    }
    for (int j = 0; j < batch.bitsPerPosition(); j++) {
      dw[table + j * c] += batch.bit(b, t, j) * d;
    }
  }

  private void forward(int layer, double[] stream, int tokens, Dropout dropout, int b, Tap tap) {
    Block k = blocks[layer];
    double eps = GptConfig.LN_EPSILON;
    System.arraycopy(stream, 0, k.in, 0, tokens * c);
    ReferenceOps.layerNorm(
        k.in, w, at(Role.LN_1_GAIN, layer), at(Role.LN_1_BIAS, layer), eps, k.normed1, tokens, c);
    ReferenceOps.linear(
        k.normed1,
        w,
        at(Role.QKV_WEIGHT, layer),
        at(Role.QKV_BIAS, layer),
        k.qkv,
        tokens,
        c,
        3 * c);
    keepProbabilities(dropout, b, layer, k.probabilityKeep, tokens);
    ReferenceOps.attention(
        k.qkv, k.probability, k.probabilityKeep, k.mixed, tokens, c, config.heads());
    tap.attention(layer, k.probability, k.mixed);
    ReferenceOps.linear(
        k.mixed,
        w,
        at(Role.ATTENTION_OUTPUT_WEIGHT, layer),
        at(Role.ATTENTION_OUTPUT_BIAS, layer),
        k.middle,
        tokens,
        c,
        c);
    tap.attentionOutput(layer, k.middle);
    keep(dropout, b, Dropout.attentionSite(layer), k.attentionKeep, tokens * c);
    addKept(k.in, k.attentionKeep, k.middle, tokens * c);
    ReferenceOps.layerNorm(
        k.middle,
        w,
        at(Role.LN_2_GAIN, layer),
        at(Role.LN_2_BIAS, layer),
        eps,
        k.normed2,
        tokens,
        c);
    ReferenceOps.linear(
        k.normed2,
        w,
        at(Role.MLP_INPUT_WEIGHT, layer),
        at(Role.MLP_INPUT_BIAS, layer),
        k.hidden,
        tokens,
        c,
        4 * c);
    ReferenceOps.gelu(k.hidden, k.active, tokens * 4 * c);
    ReferenceOps.linear(
        k.active,
        w,
        at(Role.MLP_OUTPUT_WEIGHT, layer),
        at(Role.MLP_OUTPUT_BIAS, layer),
        k.out,
        tokens,
        4 * c,
        c);
    tap.mlpOutput(layer, k.out);
    keep(dropout, b, Dropout.mlpSite(layer), k.mlpKeep, tokens * c);
    addKept(k.middle, k.mlpKeep, k.out, tokens * c);
  }

  /** out = before + out * keep: a residual connection. */
  private static void addKept(double[] before, double[] keep, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = before[i] + out[i] * keep[i];
    }
  }

  /** Writes the logits [V] at position {@code t} of the sequence that {@link #forward} read. */
  void logits(int t, double[] logits) {
    int head = parameters.head().offset();
    for (int v = 0; v < config.vocabulary(); v++) {
      double sum = 0;
      for (int i = 0; i < c; i++) {
        sum += normed[t * c + i] * w[head + v * c + i];
      }
      logits[v] = sum;
    }
  }

  /** Writes what a head adds to the residual stream, out[T,C], given mixed[T,C] of all heads. */
  void headOutput(int layer, int head, double[] mixed, int tokens, double[] out) {
    int hs = config.headWidth();
    int projection = at(Role.ATTENTION_OUTPUT_WEIGHT, layer);
    for (int t = 0; t < tokens; t++) {
      for (int o = 0; o < c; o++) {
        double sum = 0;
        for (int d = head * hs; d < (head + 1) * hs; d++) {
          sum += mixed[t * c + d] * w[projection + d * c + o];
        }
        out[t * c + o] = sum;
      }
    }
  }

  /**
   * Adds the gradient of the sequence's loss to {@code dw}.
   *
   * @param dlogits gradient of the loss with respect to the logits of each counted prediction,
   *     [prediction][V]
   */
  void backward(Batch batch, int b, double[][] dlogits, double[] dw) {
    int tokens = batch.length(b);
    double[] dnormed = new double[tokens * c];
    headBackward(batch, b, dlogits, dnormed, dw);
    double[] dstream = new double[tokens * c];
    double[] last = blocks[blocks.length - 1].out;
    ReferenceOps.layerNormBackward(
        last,
        w,
        at(Role.FINAL_LN_GAIN),
        at(Role.FINAL_LN_BIAS),
        GptConfig.LN_EPSILON,
        dnormed,
        dstream,
        dw,
        tokens,
        c);
    for (int layer = blocks.length - 1; layer >= 0; layer--) {
      backward(layer, dstream, dw, tokens);
    }
    int tokenTable = parameters.get(Role.TOKEN_EMBEDDING).offset();
    int positionTable = parameters.get(Role.POSITION_EMBEDDING).offset();
    for (int t = 0; t < tokens; t++) {
      for (int i = 0; i < c; i++) {
        double d = dstream[t * c + i] * embeddingKeep[t * c + i];
        inputBackward(batch, b, t, tokenTable + i, d, dw);
        dw[positionTable + t * c + i] += d;
      }
    }
  }

  private void headBackward(Batch batch, int b, double[][] dlogits, double[] dnormed, double[] dw) {
    int head = parameters.head().offset();
    for (int j = 0; j < batch.predictionCount(b); j++) {
      int t = batch.position(batch.firstPrediction(b) + j);
      for (int v = 0; v < config.vocabulary(); v++) {
        for (int i = 0; i < c; i++) {
          dnormed[t * c + i] += dlogits[j][v] * w[head + v * c + i];
          dw[head + v * c + i] += dlogits[j][v] * normed[t * c + i];
        }
      }
    }
  }

  /** Turns dstream from the gradient of block {@code layer}'s output into that of its input. */
  private void backward(int layer, double[] dstream, double[] dw, int tokens) {
    Block k = blocks[layer];
    double eps = GptConfig.LN_EPSILON;
    int size = tokens * c;
    double[] dbranch = new double[size];
    double[] dactive = new double[4 * size];
    double[] dhidden = new double[4 * size];
    double[] dnormed = new double[size];
    multiply(dstream, k.mlpKeep, dbranch, size);
    ReferenceOps.linearBackward(
        k.active,
        w,
        at(Role.MLP_OUTPUT_WEIGHT, layer),
        at(Role.MLP_OUTPUT_BIAS, layer),
        dbranch,
        dactive,
        dw,
        tokens,
        4 * c,
        c);
    ReferenceOps.geluBackward(k.hidden, dactive, dhidden, 4 * size);
    ReferenceOps.linearBackward(
        k.normed2,
        w,
        at(Role.MLP_INPUT_WEIGHT, layer),
        at(Role.MLP_INPUT_BIAS, layer),
        dhidden,
        dnormed,
        dw,
        tokens,
        c,
        4 * c);
    ReferenceOps.layerNormBackward(
        k.middle,
        w,
        at(Role.LN_2_GAIN, layer),
        at(Role.LN_2_BIAS, layer),
        eps,
        dnormed,
        dstream,
        dw,
        tokens,
        c);

    double[] dmixed = new double[size];
    double[] dqkv = new double[3 * size];
    multiply(dstream, k.attentionKeep, dbranch, size);
    ReferenceOps.linearBackward(
        k.mixed,
        w,
        at(Role.ATTENTION_OUTPUT_WEIGHT, layer),
        at(Role.ATTENTION_OUTPUT_BIAS, layer),
        dbranch,
        dmixed,
        dw,
        tokens,
        c,
        c);
    ReferenceOps.attentionBackward(
        k.qkv, k.probability, k.probabilityKeep, dmixed, dqkv, tokens, c, config.heads());
    ReferenceOps.linearBackward(
        k.normed1,
        w,
        at(Role.QKV_WEIGHT, layer),
        at(Role.QKV_BIAS, layer),
        dqkv,
        dnormed,
        dw,
        tokens,
        c,
        3 * c);
    ReferenceOps.layerNormBackward(
        k.in,
        w,
        at(Role.LN_1_GAIN, layer),
        at(Role.LN_1_BIAS, layer),
        eps,
        dnormed,
        dstream,
        dw,
        tokens,
        c);
  }

  private static void multiply(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = a[i] * b[i];
    }
  }

  private static void keep(Dropout dropout, int sequence, int site, double[] keep, int count) {
    int start = dropout.start(sequence, site);
    for (int i = 0; i < count; i++) {
      keep[i] = dropout.active() ? dropout.factor(start, i) : 1;
    }
  }

  private void keepProbabilities(
      Dropout dropout, int sequence, int layer, double[] keep, int tokens) {
    int start = dropout.start(sequence, Dropout.probabilitySite(layer));
    int positions = config.positions();
    for (int h = 0; h < config.heads(); h++) {
      for (int t = 0; t < tokens; t++) {
        for (int u = 0; u <= t; u++) {
          int element = (h * positions + t) * positions + u;
          keep[(h * tokens + t) * tokens + u] =
              dropout.active() ? dropout.factor(start, element) : 1;
        }
      }
    }
  }

  private int at(Role role) {
    return parameters.get(role).offset();
  }

  private int at(Role role, int layer) {
    return parameters.get(role, layer).offset();
  }
}
