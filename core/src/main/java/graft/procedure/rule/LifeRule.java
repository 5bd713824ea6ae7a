package graft.procedure.rule;

import graft.procedure.Limits;

/**
 * The notation of life-like automata: B, the numbers of live neighbours at which a dead cell is
 * born, /S, and those at which a live one survives. The numbers ascend, so that an automaton has
 * one notation only.
 */
final class LifeRule {
  /** Index of the first bit for a live cell. */
  static final int SURVIVAL = 9;

  private LifeRule() {}

  /** Checks the setting {@code rule}. */
  static void require(String rule) {
    if (!rule.matches("B0?1?2?3?4?5?6?7?8?/S0?1?2?3?4?5?6?7?8?")) {
      throw Limits.unreadable(
          "rule",
          "like B3/S23: after B the numbers of live neighbours (0 to 8, ascending) that give birth,"
              + " after /S those that let a cell survive",
          rule);
    }
  }

  /** The next state, as bit 9s + n, of a cell in state s with n live neighbours. */
  static int bits(String rule) {
    int bits = 0;
    int from = 0;
    for (int i = 0; i < rule.length(); i++) {
      char letter = rule.charAt(i);
      if (letter == 'S') {
        from = SURVIVAL;
      } else if (letter >= '0' && letter <= '8') {
        bits |= 1 << (from + letter - '0');
      }
    }
    return bits;
  }
}
