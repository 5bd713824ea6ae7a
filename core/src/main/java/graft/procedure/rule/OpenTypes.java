package graft.procedure.rule;

import graft.procedure.Example;
import java.util.random.RandomGenerator;

/**
 * Which types of brackets are open, and how many of each, where they close in any order. In scratch
 * memory, so that drawing allocates nothing: for k types the place of each type among those that
 * are open, these types, how many of each are open, and how many types are open.
 */
final class OpenTypes {
  private OpenTypes() {}

  /** Memory for k types, none of which is open; the scratch memory of {@code example}. */
  static int[] none(int k, Example example) {
    int[] memory = example.scratch(3 * k + 1);
    memory[3 * k] = 0;
    return memory;
  }

  /** Opens one of {@code type}; places are believed as in {@link Distinct}. */
  static void open(int type, int k, int[] memory) {
    int types = memory[3 * k];
    int place = memory[type];
    boolean isOpen = place >= 0 && place < types && memory[k + place] == type;
    if (isOpen) {
      memory[2 * k + place]++;
    } else {
      memory[type] = types;
      memory[k + types] = type;
      memory[2 * k + types] = 1;
      memory[3 * k]++;
    }
  }

  /**
   * Closes one of a type and returns that type, each that is open being equally likely, however
   * many of it are open. After its last the last type takes its place.
   */
  static int close(int k, int[] memory, RandomGenerator random) {
    int place = random.nextInt(memory[3 * k]);
    int type = memory[k + place];
    if (--memory[2 * k + place] == 0) {
      int types = --memory[3 * k];
      int last = memory[k + types];
      memory[last] = place;
      memory[k + place] = last;
      memory[2 * k + place] = memory[2 * k + types];
    }
    return type;
  }
}
