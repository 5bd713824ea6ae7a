package graft.engine.vector;

import graft.engine.Dropout;

/**
 * The model's forward and backward pass on one {@link Group}, with the memory of one thread.
 *
 * <p>Rows are the group's tokens, except in the last block, where queries, attention output and MLP
 * exist only for the rows whose predictions count (its slots).
 */
final class GroupPass {
  private final Frame frame;
  private final EmbeddingPass embedding;
  private final AttentionPass[] attention;
  private final MlpPass[] mlp;
  private final HeadPass head;

  GroupPass(Plan plan, Group group) {
    frame = new Frame(plan, group);
    embedding = new EmbeddingPass(frame);
    head = new HeadPass(frame);
    int layers = plan.config.layers();
    attention = new AttentionPass[layers];
    mlp = new MlpPass[layers];
    for (int l = 0; l < layers; l++) {
      attention[l] = new AttentionPass(frame, l);
      mlp[l] = new MlpPass(frame, l);
    }
  }

  /** Floats that a thread needs for groups of {@code tokens} tokens that all count. */
  static long floats(Plan plan, int tokens) {
    Group group = new Group();
    group.uniform(tokens);
    GroupPass pass = new GroupPass(plan, group);
    return pass.layout(true);
  }

  /**
   * Lays out the memory and returns its size.
   *
   * @param remember whether a backward pass follows; without one the layers share their memory
   */
  private long layout(boolean remember) {
    frame.layout();
    head.layout();
    long from = frame.size();
    long end = from;
    for (int l = 0; l < mlp.length; l++) {
      frame.end(remember ? end : from);
      attention[l].layout();
      mlp[l].layout();
      end = Math.max(end, frame.size());
    }
    long remembered = end;
    for (int l = 0; remember && l < mlp.length; l++) {
      end = Math.max(end, layoutBackward(l, remembered));
    }
    frame.end(end);
    return end;
  }

  /** Lets the backward pass of a layer begin its memory at {@code from}; returns its end. */
  private long layoutBackward(int l, long from) {
    frame.end(from);
    attention[l].layoutBackward();
    long end = frame.size();
    frame.end(from);
    mlp[l].layoutBackward();
    return Math.max(end, frame.size());
  }

  /**
   * Forward pass of the group.
   *
   * @param weights the model's flat array
   * @param packed the same, folded and packed by {@link Plan#pack}
   * @param remember whether {@link #backward} follows
   */
  void forward(float[] weights, float[] packed, Dropout dropout, boolean remember) {
    start(weights, packed, dropout, remember);
    forward();
  }

  private void start(float[] weights, float[] packed, Dropout dropout, boolean remember) {
    frame.weights = weights;
    frame.packed = packed;
    frame.dropout = dropout;
    layout(remember);
    frame.fit();
  }

  private void forward() {
    embedding.forward();
    for (int l = 0; l < mlp.length; l++) {
      attention[l].forward();
      mlp[l].forward(frame.gathers(l) ? frame.slotStream : frame.stream);
    }
    head.forward(frame.group.everywhere ? frame.stream : frame.slotStream);
  }

  /** See {@link HeadPass#score}; after {@link #forward}. */
  void score(double[] loss, int[] predicted, float[] allLogits) {
    head.score(loss, predicted, allLogits);
  }

  /**
   * Reads the group, which has {@link Group#slotsEverywhere}, and lets every token behind a
   * prediction be the model's answer: first what all lanes have been given, then token by token.
   * Keys and values of the tokens before stay where they are, so each token is read once.
   *
   * @param predicted receives the answers by prediction of the batch
   */
  void generate(float[] weights, float[] packed, int[] predicted) {
    // Layers that remember have memory of their own, which is where keys and values stay.
    start(weights, packed, Dropout.NONE, true);
    int first = 0;
    for (int end = frame.group.firstPrediction() + 1; end <= frame.group.tokens; end++) {
      frame.tokens.only(first, end);
      frame.slots.only(end - 1, end);
      forward();
      head.answer(end - 1, predicted);
      frame.group.follow(end - 1, predicted);
      first = end;
    }
  }

  /**
   * Writes each prediction's loss and adds the gradient of {@code weight} times their sum; after
   * {@link #forward}.
   *
   * @param gradient the shard's, see {@link Plan}
   */
  void backward(float weight, double[] loss, float[] gradient) {
    frame.gradient = gradient;
    int dx = frame.dslot;
    head.backward(weight, loss, dx);
    for (int l = mlp.length - 1; l >= 0; l--) {
      mlp[l].backward(dx);
      dx = attention[l].backward(dx);
    }
    embedding.backward(dx);
  }
}
