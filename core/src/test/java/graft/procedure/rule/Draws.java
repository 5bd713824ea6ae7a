package graft.procedure.rule;

import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Many draws with a fixed seed, for tests of what holds for each or for all of them. */
final class Draws {
  private Draws() {}

  /**
   * Lets {@code check} look at {@code count} draws, number i of the rule {@code rules(i)}. All are
   * drawn into one buffer, whose scratch holds misleading leftovers.
   */
  static <P extends Procedure> void check(
      int count, IntFunction<P> rules, BiConsumer<P, Example> check) {
    SplitMix random = Seeds.generator(1, "draws", "test", 0);
    Example example = new Example();
    for (int i = 0; i < count; i++) {
      P rule = rules.apply(i);
      int leftover = i % 100 - 5;
      Arrays.setAll(example.scratch(64), j -> leftover + j);
      example.clear();
      rule.draw(random, example);
      try {
        check.accept(rule, example);
      } catch (AssertionError e) {
        String tokens = Arrays.toString(Arrays.copyOf(example.tokens(), 200));
        throw new AssertionError("draw " + i + " of " + rule + ": " + tokens, e);
      }
    }
  }

  /** Shows {@code count} draws of {@code rule} to {@code reader}. */
  static void of(Procedure rule, int count, Consumer<Example> reader) {
    check(count, i -> rule, (same, example) -> reader.accept(example));
  }

  /** By how many standard deviations so many hits differ from probability {@code p}. */
  static double deviations(long hits, long trials, double p) {
    return Math.abs(hits - trials * p) / Math.sqrt(trials * p * (1 - p));
  }

  /** Tokens {@code from..to-1}. */
  static int[] slice(Example example, int from, int to) {
    return Arrays.copyOfRange(example.tokens(), from, to);
  }

  static int[] ints(int... values) {
    return values;
  }
}
