package graft.procedure;

import java.util.HashMap;
import java.util.Map;

/** The guesses that need no skill, learnt by counting targets. */
final class Guesses {
  private static final int AFTER_STOP = -1;

  private final Procedure procedure;
  private final int stop;
  private final long[] targets;
  private final Map<Integer, Map<Integer, Long>> targetsByPlace = new HashMap<>();
  private final Map<Integer, Integer> best = new HashMap<>();

  Guesses(Procedure procedure) {
    this.procedure = procedure;
    stop = procedure.vocabulary().stop();
    targets = new long[procedure.vocabulary().size()];
  }

  /** Counts what the predictions of {@code example} should name. */
  void learn(Example example) {
    for (int i = 0; i < example.countedLength(); i++) {
      int target = example.token(example.counted(i) + 1);
      targets[target]++;
      targetsByPlace
          .computeIfAbsent(place(example, i), place -> new HashMap<>())
          .merge(target, 1L, Long::sum);
    }
  }

  /** Whether {@code token} can be a target. */
  boolean isTarget(int token) {
    return targets[token] > 0;
  }

  /** The most frequent target, the lowest on a tie. */
  int oneToken() {
    int most = 0;
    for (int token = 1; token < targets.length; token++) {
      most = targets[token] > targets[most] ? token : most;
    }
    return most;
  }

  /** The most frequent target at the place of prediction {@code i}; -1 where there was none. */
  int byPlace(Example example, int i) {
    return best.computeIfAbsent(place(example, i), this::bestAt);
  }

  private int bestAt(int place) {
    int most = -1;
    long frequency = 0;
    for (Map.Entry<Integer, Long> entry : targetsByPlace.getOrDefault(place, Map.of()).entrySet()) {
      boolean isTie = entry.getValue() == frequency;
      if (entry.getValue() > frequency || (isTie && entry.getKey() < most)) {
        most = entry.getKey();
        frequency = entry.getValue();
      }
    }
    return most;
  }

  private int place(Example example, int i) {
    int position = example.counted(i);
    boolean isAfterStop = example.token(position) == stop;
    return isAfterStop ? AFTER_STOP : position + 1 - procedure.answerStart(example);
  }
}
