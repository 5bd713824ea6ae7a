package graft.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * What a model says of one sequence of T tokens, and where it looked: the softmax of its logits at
 * every position, and the attention of every head. Position t has read tokens 0 to t and predicts
 * token t + 1; the last position's prediction is of a token that the sequence does not have.
 */
public final class SequenceView {
  private static final Comparator<Guess> LIKELIEST_FIRST =
      Comparator.comparingDouble(Guess::probability).reversed().thenComparingInt(Guess::token);

  private final Recording recording;
  private final double[] largest;
  private final double[] sums;

  /** A token that may come next, and its probability from 0 to 1. */
  public record Guess(int token, double probability) {}

  SequenceView(Recording recording) {
    this.recording = recording;
    largest = new double[recording.length()];
    sums = new double[recording.length()];
    for (int t = 0; t < largest.length; t++) {
      double[] logits = recording.logits(t);
      double most = IntStream.range(0, logits.length).mapToDouble(v -> logits[v]).max().orElse(0);
      largest[t] = most;
      sums[t] =
          IntStream.range(0, logits.length).mapToDouble(v -> Math.exp(logits[v] - most)).sum();
    }
  }

  /** Number of tokens that were read (T). */
  public int length() {
    return recording.length();
  }

  /** The probability that position {@code t} gives {@code token}, softmax(logits)[token]. */
  public double probability(int t, int token) {
    return Math.exp(recording.logits(t)[token] - largest[t]) / sums[t];
  }

  /**
   * What position {@code t} holds most likely, the likeliest first and the lower id on a tie.
   *
   * @param count how many at the most
   */
  public List<Guess> best(int t, int count) {
    double[] logits = recording.logits(t);
    // The least likely of those that are kept is first; of equals the higher id.
    PriorityQueue<Integer> kept =
        new PriorityQueue<>(
            Comparator.<Integer>comparingDouble(token -> logits[token])
                .thenComparing(Comparator.reverseOrder()));
    for (int token = 0; token < logits.length; token++) {
      kept.add(token);
      if (kept.size() > count) {
        kept.remove();
      }
    }
    return kept.stream()
        .map(token -> new Guess(token, probability(t, token)))
        .sorted(LIKELIEST_FIRST)
        .toList();
  }

  /** How much of {@code query}'s attention {@code key} had, from 0 to 1; 0 for a later key. */
  public double attention(int layer, int head, int query, int key) {
    return recording.probability(layer, head, query, key);
  }
}
