package graft.procedure.rule;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Procedure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Every sequence of balanced brackets that can be drawn and its probability, by the definition. */
final class BracketWords {
  private final int k;
  private final int n;
  private final double openProbability;
  private final int most;
  private final boolean nested;
  private final Map<List<Integer>, Double> probabilities = new LinkedHashMap<>();

  /**
   * @param nested whether the last opened closes; else a uniform one of the types that are open
   */
  BracketWords(int k, int n, double openProbability, int most, boolean nested) {
    this.k = k;
    this.n = n;
    this.openProbability = openProbability;
    this.most = most;
    this.nested = nested;
    follow(List.of(), List.of(), 1);
  }

  private void follow(List<Integer> word, List<Integer> open, double probability) {
    int left = n - word.size();
    if (left == 0) {
      probabilities.merge(word, probability, Double::sum);
      return;
    }
    boolean mayOpen = open.size() < most && open.size() + 1 <= left - 1;
    double opens = open.isEmpty() ? 1 : mayOpen ? openProbability : 0;
    for (int type = 0; opens > 0 && type < k; type++) {
      follow(with(word, type), with(open, type), probability * opens / k);
    }
    List<Integer> closable =
        nested && !open.isEmpty()
            ? List.of(open.getLast())
            : List.copyOf(new LinkedHashSet<>(open));
    for (int type : closable) {
      List<Integer> rest = new ArrayList<>(open);
      rest.remove(/* index */ rest.lastIndexOf(type));
      follow(with(word, k + type), rest, probability * (1 - opens) / closable.size());
    }
  }

  private static List<Integer> with(List<Integer> list, int last) {
    List<Integer> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  /** How many sequences there are. */
  int size() {
    return probabilities.size();
  }

  /** Checks that {@code rule} draws these sequences only, and how often. */
  void agreeWith(Procedure rule, int draws) {
    Map<List<Integer>, Long> counts = new LinkedHashMap<>();
    probabilities.keySet().forEach(word -> counts.put(word, 0L));
    Draws.of(
        rule,
        draws,
        example -> {
          List<Integer> word = Arrays.stream(example.tokens()).boxed().toList();
          assertThat(counts).containsKey(word);
          counts.merge(word, 1L, Long::sum);
        });
    double[] expected = probabilities.values().stream().mapToDouble(p -> p).toArray();
    long[] drawn = counts.values().stream().mapToLong(c -> c).toArray();
    assertThat(ChiSquare.deviations(drawn, expected)).isLessThan(4);
  }
}
