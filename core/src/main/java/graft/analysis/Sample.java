package graft.analysis;

import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One sequence that a model is looked at with, and its predictions that count: position p counts if
 * the model, having read tokens 0..p, is scored on predicting token p + 1.
 */
public final class Sample {
  private final int[] tokens;
  private final int[] counted;

  /**
   * Takes a copy.
   *
   * @param tokens of the whole sequence
   * @param counted ascending positions that have a next token; at least one
   */
  public Sample(int[] tokens, int[] counted) {
    if (counted.length == 0 || counted[counted.length - 1] + 1 >= tokens.length) {
      throw new IllegalArgumentException(
          "positions %s of %d tokens: at least one must count, and the last must have a next token"
              .formatted(Arrays.toString(counted), tokens.length));
    }
    this.tokens = tokens.clone();
    this.counted = counted.clone();
  }

  /**
   * The first {@code count} examples that an experiment of that seed keeps out of training. Of a
   * curriculum they are those of its last length.
   *
   * @throws IllegalArgumentException if the procedure has too few different sequences
   */
  public static List<Sample> heldOut(Procedure procedure, long seed, int count) {
    ExampleSource source = new ExampleSource(Curriculum.drawn(procedure), seed, count);
    List<Sample> samples = new ArrayList<>();
    Example example = new Example();
    for (int i = 0; i < count; i++) {
      source.heldOut(i, example);
      samples.add(new Sample(example.tokens(), example.counted()));
    }
    return List.copyOf(samples);
  }

  /** How many tokens a model reads: up to the last position that counts. */
  public int length() {
    return counted[counted.length - 1] + 1;
  }

  /** A copy of the tokens that a model reads. */
  public int[] input() {
    return Arrays.copyOf(tokens, length());
  }

  /** Token {@code t}; it may lie behind what is read. */
  public int token(int t) {
    return tokens[t];
  }

  /** Number of predictions that count. */
  public int predictions() {
    return counted.length;
  }

  /** Position of prediction {@code i}. */
  public int position(int i) {
    return counted[i];
  }

  /** The token that prediction {@code i} should name. */
  public int target(int i) {
    return tokens[counted[i] + 1];
  }
}
