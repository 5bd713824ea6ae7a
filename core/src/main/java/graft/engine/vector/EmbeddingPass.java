package graft.engine.vector;

import graft.engine.Dropout;
import graft.model.Parameter.Role;

/** Token and position embeddings. */
final class EmbeddingPass {
  private final Frame frame;

  EmbeddingPass(Frame frame) {
    this.frame = frame;
  }

  /** stream = dropout(token embedding + position embedding). */
  void forward() {
    int tokenTable = frame.plan.parameters.get(Role.TOKEN_EMBEDDING).offset();
    int positionTable = frame.plan.parameters.get(Role.POSITION_EMBEDDING).offset();
    int width = frame.width;
    int whole = width / Lanes.FEATURES * Lanes.FEATURES;
    int stride = frame.tokens.stride;
    float[] m = frame.m;
    float[] weights = frame.weights;
    for (int t = 0; t < frame.tokens.count; t++) {
      int position = positionTable + t * width;
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        int token = tokenTable + frame.group.token[t * Lanes.COUNT + lane] * width;
        int at = frame.stream + t * Lanes.CELL + lane;
        int f = 0;
        for (; f < whole; f += Lanes.FEATURES) {
          m[at] = weights[token + f] + weights[position + f];
          m[at + Lanes.COUNT] = weights[token + f + 1] + weights[position + f + 1];
          m[at + 2 * Lanes.COUNT] = weights[token + f + 2] + weights[position + f + 2];
          m[at + 3 * Lanes.COUNT] = weights[token + f + 3] + weights[position + f + 3];
          at += stride;
        }
        for (; f < width; f++) {
          m[at] = weights[token + f] + weights[position + f];
          at += Lanes.COUNT;
        }
      }
    }
    if (frame.dropout.active()) {
      frame.drop(frame.stream, frame.stream, Dropout.embeddingSite(), frame.tokens, false);
    }
  }

  /** Adds the gradients of both tables. */
  void backward(int dx) {
    int d = frame.dropped(dx, Dropout.embeddingSite(), frame.tokens, false);
    int width = frame.width;
    int whole = width / Lanes.FEATURES * Lanes.FEATURES;
    int stride = frame.tokens.stride;
    Group group = frame.group;
    float[] m = frame.m;
    float[] tables = frame.gradient;
    for (int t = 0; t < frame.tokens.count; t++) {
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        if (t < group.length[lane]) {
          int to = frame.plan.tokenTableAt + group.token[t * Lanes.COUNT + lane] * width;
          int at = d + t * Lanes.CELL + lane;
          int f = 0;
          for (; f < whole; f += Lanes.FEATURES) {
            tables[to + f] += m[at];
            tables[to + f + 1] += m[at + Lanes.COUNT];
            tables[to + f + 2] += m[at + 2 * Lanes.COUNT];
            tables[to + f + 3] += m[at + 3 * Lanes.COUNT];
            at += stride;
          }
          for (; f < width; f++) {
            tables[to + f] += m[at];
            at += Lanes.COUNT;
          }
        }
      }
      int to = frame.plan.positionTableAt + t * width;
      Lanes.addLaneSums(m, d + t * Lanes.CELL, stride, width, tables, to);
    }
  }
}
