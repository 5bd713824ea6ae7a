package graft.analysis;

import graft.procedure.Picture;
import java.util.Arrays;

/**
 * Follows what is open: brackets, or items on a stack. A bracket closes the last open one of its
 * type, nested or not; one that closes nothing, as noise may make it, changes nothing.
 */
final class Nesting {
  private final Kind kind;

  /** What a token does. */
  private interface Kind {
    /** Whether the operations are over from this token on. */
    boolean ends(int token);

    boolean opens(int token);

    /** Whether the token takes away the open one {@code opened}. */
    boolean closes(int token, int opened);
  }

  private Nesting(Kind kind) {
    this.kind = kind;
  }

  static Nesting of(Picture.Brackets brackets) {
    int types = brackets.types();
    return new Nesting(
        new Kind() {
          @Override
          public boolean ends(int token) {
            return false;
          }

          @Override
          public boolean opens(int token) {
            return token < types;
          }

          @Override
          public boolean closes(int token, int opened) {
            return token == types + opened;
          }
        });
  }

  static Nesting of(Picture.Operations operations) {
    return new Nesting(
        new Kind() {
          @Override
          public boolean ends(int token) {
            return token == operations.separator();
          }

          @Override
          public boolean opens(int token) {
            return token != operations.pop();
          }

          @Override
          public boolean closes(int token, int opened) {
            return token == operations.pop();
          }
        });
  }

  /** Makes the label of a position. */
  private interface Maker {
    /**
     * The label after token {@code t}.
     *
     * @param open positions of what is open, the last opened last
     * @param depth how many of them
     * @param closed position of what the token has closed, or -1
     */
    double label(int t, int[] open, int depth, int closed);
  }

  /** One label per position, NaN from where the operations end. */
  private double[] labels(Sample sample, Maker maker) {
    double[] labels = new double[sample.length()];
    Arrays.fill(labels, Double.NaN);
    int[] open = new int[labels.length];
    int depth = 0;
    for (int t = 0; t < labels.length && !kind.ends(sample.token(t)); t++) {
      int closed = -1;
      if (kind.opens(sample.token(t))) {
        open[depth++] = t;
      } else {
        int place = place(sample, t, open, depth);
        if (place >= 0) {
          closed = open[place];
          System.arraycopy(open, place + 1, open, place, depth - place - 1);
          depth--;
        }
      }
      labels[t] = maker.label(t, open, depth, closed);
    }
    return labels;
  }

  /** Where in {@code open} stands what token {@code t} closes, or -1. */
  private int place(Sample sample, int t, int[] open, int depth) {
    int place = depth - 1;
    while (place >= 0 && !kind.closes(sample.token(t), sample.token(open[place]))) {
      place--;
    }
    return place;
  }

  double[] depths(Sample sample) {
    return labels(sample, (t, open, depth, closed) -> depth);
  }

  double[] tops(Sample sample) {
    return labels(
        sample,
        (t, open, depth, closed) -> depth == 0 ? Double.NaN : sample.token(open[depth - 1]));
  }

  double[] partners(Sample sample) {
    return labels(sample, (t, open, depth, closed) -> closed < 0 ? Double.NaN : t - closed);
  }
}
