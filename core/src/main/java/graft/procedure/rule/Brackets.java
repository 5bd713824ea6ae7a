package graft.procedure.rule;

import graft.procedure.Vocabulary;

/** The brackets of k types: opening ids 0..k-1, closing k..2k-1, pad 2k. */
final class Brackets {
  private Brackets() {}

  static Vocabulary vocabulary(int k) {
    return new Vocabulary(2 * k + 1, 2 * k, token -> symbol(k, token));
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
