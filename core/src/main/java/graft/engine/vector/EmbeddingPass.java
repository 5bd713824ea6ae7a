package graft.engine.vector;

import graft.engine.Dropout;
import graft.model.Parameter.Role;
import jdk.incubator.vector.FloatVector;

/**
 * Token and position embeddings; where positions hold bits, the sum of the rows of those that are
 * set takes the place of a token's row. Sixteen features at a time are a square of lanes, which is
 * transposed between the tables' layout and that of rows; the features that are left over go one by
 * one.
 */
final class EmbeddingPass {
  private final Frame frame;

  /** The features that go by squares. */
  private final int squared;

  EmbeddingPass(Frame frame) {
    this.frame = frame;
    squared = frame.width / Lanes.COUNT * Lanes.COUNT;
  }

  /** stream = dropout(token embedding + position embedding). */
  void forward() {
    int tokenTable = frame.plan.parameters.get(Role.TOKEN_EMBEDDING).offset();
    int positionTable = frame.plan.parameters.get(Role.POSITION_EMBEDDING).offset();
    int width = frame.width;
    int stride = frame.tokens.stride;
    int[] token = frame.group.token;
    GroupBits bits = frame.group.bits;
    float[] m = frame.m;
    float[] weights = frame.weights;
    for (int t = frame.tokens.first; t < frame.tokens.end; t++) {
      int position = positionTable + t * width;
      int row = frame.stream + t * Lanes.CELL;
      for (int f = 0; f < squared; f += Lanes.COUNT) {
        if (bits.count == 0) {
          look(weights, tokenTable + f, token, t * Lanes.COUNT, width, m, frame.scratch);
        } else {
          bits.look(weights, tokenTable + f, t, width, m, frame.scratch);
        }
        Squares.transpose(m, frame.scratch, Lanes.CELL, frame.scratch);
        for (int i = 0; i < Lanes.COUNT; i++) {
          int from = frame.scratch + i * Lanes.COUNT;
          addTo(m, from, weights[position + f + i], row + Lanes.feature(f + i, stride));
        }
      }
      for (int f = squared; f < width; f++) {
        int at = row + Lanes.feature(f, stride);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
          float input =
              bits.count == 0
                  ? weights[tokenTable + token[t * Lanes.COUNT + lane] * width + f]
                  : bits.sum(weights, tokenTable + f, t, lane, width);
          m[at + lane] = input + weights[position + f];
        }
      }
    }
    if (frame.dropout.active()) {
      frame.drop(frame.stream, frame.stream, Dropout.embeddingSite(), frame.tokens, false);
    }
  }

  /** Row l of the square := 16 floats of lane l's token. */
  private static void look(
      float[] weights, int table, int[] token, int tokenAt, int width, float[] m, int square) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int from = table + token[tokenAt + lane] * width;
      for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
        FloatVector.fromArray(Lanes.FLOATS, weights, from + p)
            .intoArray(m, square + lane * Lanes.COUNT + p);
      }
    }
  }

  /** out = in + b, sixteen lanes. */
  private static void addTo(float[] m, int in, float b, int out) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector.fromArray(Lanes.FLOATS, m, in + p).add(b).intoArray(m, out + p);
    }
  }

  /** Adds the gradients of both tables. */
  void backward(int dx) {
    int d = frame.dropped(dx, Dropout.embeddingSite(), frame.tokens, false);
    int width = frame.width;
    int stride = frame.tokens.stride;
    Group group = frame.group;
    float[] m = frame.m;
    float[] tables = frame.gradient;
    for (int t = 0; t < frame.tokens.count; t++) {
      int row = d + t * Lanes.CELL;
      for (int f = 0; f < squared; f += Lanes.COUNT) {
        Squares.transpose(m, row + Lanes.feature(f, stride), stride, frame.scratch);
        int table = frame.plan.tokenTableAt + f;
        if (group.bits.count == 0) {
          spread(m, frame.scratch, group, t, table, width, tables);
        } else {
          group.bits.spread(m, frame.scratch, t, table, width, tables);
        }
      }
      for (int f = squared; f < width; f++) {
        int at = row + Lanes.feature(f, stride);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
          int table = frame.plan.tokenTableAt + f;
          if (group.bits.count > 0) {
            group.bits.add(m[at + lane], t, lane, table, width, tables);
          } else if (t < group.length[lane]) {
            tables[table + group.token[t * Lanes.COUNT + lane] * width] += m[at + lane];
          }
        }
      }
      int position = frame.plan.positionTableAt + t * width;
      Lanes.addLaneSums(m, row, stride, width, tables, position);
    }
  }

  /** The 16 floats of lane l's token += row l of the square, for lanes that have a token t. */
  private static void spread(
      float[] m, int square, Group group, int t, int table, int width, float[] tables) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      if (t < group.length[lane]) {
        int to = table + group.token[t * Lanes.COUNT + lane] * width;
        for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
          FloatVector.fromArray(Lanes.FLOATS, m, square + lane * Lanes.COUNT + p)
              .add(FloatVector.fromArray(Lanes.FLOATS, tables, to + p))
              .intoArray(tables, to + p);
        }
      }
    }
  }
}
