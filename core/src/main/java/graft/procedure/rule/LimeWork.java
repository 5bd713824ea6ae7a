package graft.procedure.rule;

import graft.procedure.Example;
import java.util.random.RandomGenerator;

/**
 * A rule and its case in the scratch memory of an example, for {@link Lime}: the rule's length; the
 * number of its variables; the rule, in which a variable is its number in order of first occurrence
 * and a math symbol its token; the number that a variable got before; the tokens of the rule
 * symbols, of which the first k are the variables'; and for every variable its string, length
 * first.
 */
final class LimeWork {
  private static final int RULE = 2;

  private LimeWork() {}

  private static int numbers(Lime lime) {
    return RULE + 2 * lime.variables() + lime.constants();
  }

  private static int names(Lime lime) {
    return numbers(lime) + lime.variables();
  }

  private static int string(Lime lime, int variable) {
    return names(lime) + lime.ruleSymbols() + variable * (1 + lime.longest());
  }

  /** How many ints. */
  static int size(Lime lime) {
    return string(lime, lime.variables());
  }

  /** Draws a rule and its case. */
  static void fill(Lime lime, RandomGenerator random, int[] work) {
    int variables = 1 + random.nextInt(lime.variables());
    int constants = 1 + random.nextInt(lime.constants());
    work[0] = 2 * variables + constants;
    work[1] = variables;
    for (int i = 0; i < variables; i++) {
      work[RULE + i] = i;
      work[RULE + variables + i] = random.nextInt(variables);
    }
    for (int i = 0; i < constants; i++) {
      work[RULE + 2 * variables + i] = lime.ruleSymbols() + random.nextInt(lime.mathSymbols());
    }
    shuffle(random, work, RULE, work[0], work[0] - 1);
    number(lime, work);
    fillNames(lime, random, work);
    fillStrings(lime, random, work);
  }

  /** Fisher and Yates' method, whose first {@code steps} places are final after so many steps. */
  private static void shuffle(RandomGenerator random, int[] work, int from, int count, int steps) {
    for (int i = 0; i < steps; i++) {
      int chosen = from + i + random.nextInt(count - i);
      int kept = work[from + i];
      work[from + i] = work[chosen];
      work[chosen] = kept;
    }
  }

  /** Numbers the variables anew, in order of first occurrence. */
  private static void number(Lime lime, int[] work) {
    int numbers = numbers(lime);
    for (int i = 0; i < work[1]; i++) {
      work[numbers + i] = -1;
    }
    int next = 0;
    for (int i = RULE; i < RULE + work[0]; i++) {
      // Variables are below their count, and so below all math symbols.
      if (work[i] < work[1]) {
        int at = numbers + work[i];
        work[at] = work[at] < 0 ? next++ : work[at];
        work[i] = work[at];
      }
    }
  }

  private static void fillNames(Lime lime, RandomGenerator random, int[] work) {
    int names = names(lime);
    for (int symbol = 0; symbol < lime.ruleSymbols(); symbol++) {
      work[names + symbol] = symbol;
    }
    shuffle(random, work, names, lime.ruleSymbols(), work[1]);
  }

  private static void fillStrings(Lime lime, RandomGenerator random, int[] work) {
    for (int variable = 0; variable < work[1]; variable++) {
      int string = string(lime, variable);
      work[string] = 1 + random.nextInt(lime.longest());
      for (int i = 1; i <= work[string]; i++) {
        work[string + i] = lime.ruleSymbols() + random.nextInt(lime.mathSymbols());
      }
    }
  }

  /** Appends a part of what was drawn. */
  static void add(Lime lime, Lime.Part part, int[] work, Example example) {
    if (part == Lime.Part.CASE) {
      for (int variable = 0; variable < work[1]; variable++) {
        example.add(work[names(lime) + variable]);
        addString(lime, variable, work, example);
      }
      return;
    }
    for (int i = RULE; i < RULE + work[0]; i++) {
      if (work[i] >= work[1]) {
        example.add(work[i]);
      } else if (part == Lime.Part.RULE) {
        example.add(work[names(lime) + work[i]]);
      } else {
        addString(lime, work[i], work, example);
      }
    }
  }

  private static void addString(Lime lime, int variable, int[] work, Example example) {
    int string = string(lime, variable);
    for (int i = 1; i <= work[string]; i++) {
      example.add(work[string + i]);
    }
  }
}
