package graft.procedure.rule;

import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.SettingException;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/** What rules of brackets of k types share: opening ids 0..k-1, closing k..2k-1, pad 2k. */
interface Brackets extends Procedure {
  /** The setting {@code k}, types of brackets. */
  int k();

  /** The setting {@code length}, tokens of a sequence. */
  int n();

  @Override
  default Vocabulary vocabulary() {
    int k = k();
    return new Vocabulary(2 * k + 1, 2 * k, token -> symbol(k, token));
  }

  @Override
  default Picture picture() {
    return new Picture.Brackets(k());
  }

  @Override
  default int length() {
    return n();
  }

  /**
   * Checks the settings that balanced brackets share.
   *
   * @throws SettingException if one is out of range
   */
  static void requireBalanced(int k, int n, double openProbability) {
    Limits.require("k", k, 1, 100_000);
    Limits.require("length", n, 2, 100_000);
    Limits.require("openProbability", openProbability, 0, 1);
    if (n % 2 != 0) {
      throw new SettingException(
          "length",
          "length must be even, since every bracket is closed, not " + n + "; try " + (n + 1));
    }
  }

  /**
   * Whether the next bracket opens, so that all are closed in the end. At every place as many
   * tokens are left as brackets are open, or an even number more. So while they are not equal, at
   * least two more are left, and one more bracket can be opened and closed.
   *
   * @param open brackets that are open
   * @param left tokens that are left, this one included
   * @param most brackets that may be open
   */
  static boolean opens(
      int open, int left, int most, double openProbability, RandomGenerator random) {
    return open == 0 || (left > open && open < most && random.nextDouble() < openProbability);
  }

  /** Fills {@code example} with n properly nested brackets, at most {@code most} open at once. */
  static void drawNested(
      int k, int n, double openProbability, int most, RandomGenerator random, Example example) {
    int[] stack = example.scratch(n / 2);
    int open = 0;
    for (int left = n; left > 0; left--) {
      if (opens(open, left, most, openProbability, random)) {
        stack[open] = random.nextInt(k);
        example.add(stack[open++]);
      } else {
        example.add(k + stack[--open]);
      }
    }
    example.count(0, n - 1);
  }

  private static String symbol(int k, int token) {
    if (token == 2 * k) {
      return "·";
    }
    int type = token % k;
    boolean opens = token < k;
    if (k <= 4) {
      return (opens ? "([{<" : ")]}>").substring(type, type + 1);
    }
    return opens ? "(" + type : type + ")";
  }
}
