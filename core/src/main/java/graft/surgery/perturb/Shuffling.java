package graft.surgery.perturb;

import graft.random.SplitMix;

/** An order drawn uniformly: Fisher and Yates's shuffle. */
final class Shuffling {
  private Shuffling() {}

  /** Reorders the values in place. */
  static void shuffle(float[] values, SplitMix random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
