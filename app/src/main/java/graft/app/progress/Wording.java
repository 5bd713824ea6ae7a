package graft.app.progress;

import graft.app.report.Durations;
import graft.app.report.Figures;
import graft.study.Arrangement;
import graft.training.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said about progress, on a terminal and elsewhere. */
final class Wording {
  private Wording() {}

  /**
   * For example {@code 2 trials side by side, one thread each, 3.1 MB per trial; measured 1.43
   * times the steps/s of one trial at a time}.
   */
  static String of(Arrangement arrangement) {
    int threads = arrangement.threads();
    String memory = Figures.bytes(arrangement.memory());
    double gain = arrangement.gain();
    if (arrangement.trials() == 1) {
      return "one trial at a time on "
          + (threads == 1 ? "one thread, " : threads + " threads, ")
          + memory
          + measured(1 / gain, "trials side by side");
    }
    return arrangement.trials()
        + " trials side by side, "
        + (threads == 1 ? "one thread each, " : threads + " threads each, ")
        + memory
        + " per trial"
        + measured(gain, "one trial at a time");
  }

  private static String measured(double gain, String other) {
    return Double.isNaN(gain)
        ? ""
        : "; measured " + Figures.decimals(gain, 2) + " times the steps/s of " + other;
  }

  /** For example {@code loss 2.31, accuracy 45.2 %, 1.2M tokens/s, 3 min 2 s left}. */
  static String state(NodeProgress node, Instant now) {
    List<String> parts = new ArrayList<>();
    Measurement last = node.last();
    if (last != null) {
      parts.add("loss " + Figures.decimals(last.loss(), 3));
      parts.add("accuracy " + Figures.decimals(100 * last.accuracy(), 1) + " %");
    }
    parts.addAll(pace(node.tokensPerSecond(now), node.left(now)));
    return String.join(", ", parts);
  }

  /** Speed and time left, as far as they are known. */
  static List<String> pace(double tokensPerSecond, @Nullable Duration left) {
    List<String> parts = new ArrayList<>();
    if (tokensPerSecond > 0) {
      parts.add(Figures.rough(tokensPerSecond) + " tokens/s");
    }
    if (left != null) {
      parts.add(Durations.text(left) + " left");
    }
    return parts;
  }

  /** What stands behind a node's bar: little, for the line is short. */
  static String remark(NodeProgress node, Instant now) {
    List<String> parts = new ArrayList<>();
    Measurement last = node.last();
    if (last != null) {
      parts.add("accuracy " + Figures.decimals(100 * last.accuracy(), 1) + " %");
    }
    parts.addAll(pace(0, node.left(now)));
    return String.join(", ", parts);
  }

  /** What stands behind the study's bar. */
  static String remark(Board board) {
    List<String> parts = new ArrayList<>();
    parts.add(board.done() + "/" + board.nodes());
    parts.addAll(pace(board.tokensPerSecond(), board.left()));
    return String.join(", ", parts);
  }

  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
