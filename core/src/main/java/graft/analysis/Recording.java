package graft.analysis;

import graft.model.GptConfig;

/**
 * Everything that a model computed for one sequence of T tokens, in double precision. Arrays are
 * row-major and the recording's own: treat them as read-only.
 */
public final class Recording {
  private final GptConfig config;
  private final int length;
  final double[][] streams;
  final double[][] probabilities;
  final double[][] attentions;
  final double[][][] heads;
  final double[][] mlps;
  final double[][] logits;

  Recording(GptConfig config, int length) {
    this.config = config;
    this.length = length;
    int layers = config.layers();
    streams = new double[layers + 1][];
    probabilities = new double[layers][];
    attentions = new double[layers][];
    heads = new double[layers][config.heads()][length * config.width()];
    mlps = new double[layers][];
    logits = new double[length][config.vocabulary()];
  }

  /** The model's shape. */
  public GptConfig config() {
    return config;
  }

  /** Number of tokens (T). */
  public int length() {
    return length;
  }

  /**
   * The residual stream [T,C] that block {@code layer} read: for 0 the embeddings, for the number
   * of blocks what the final layer normalisation read.
   */
  public double[] stream(int layer) {
    return streams[layer];
  }

  /** How much of {@code query}'s attention {@code key} had; 0 for a key behind the query. */
  public double probability(int layer, int head, int query, int key) {
    return key > query ? 0 : probabilities[layer][(head * length + query) * length + key];
  }

  /** What a site added to the residual stream, [T,C]. */
  public double[] output(Site site) {
    site.requireIn(config);
    return switch (site.part()) {
      case ATTENTION -> attentions[site.layer()];
      case HEAD -> heads[site.layer()][site.head()];
      case MLP -> mlps[site.layer()];
    };
  }

  /** The logits [V] at position {@code t}. */
  public double[] logits(int t) {
    return logits[t];
  }
}
