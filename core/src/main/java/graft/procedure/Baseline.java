package graft.procedure;

import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.function.Consumer;

/**
 * What an accuracy on a procedure is worth: how many of its predictions are about form alone, and
 * how many can be guessed. Estimated from examples; all shares are of the counted predictions.
 *
 * @param predictions counted predictions per example
 * @param stops share whose target is the stop
 * @param pads share whose target is pad
 * @param firstScored share of the examples in which the answer's first token counts
 * @param oneToken accuracy of always naming the same token, the most frequent target
 * @param byPlace accuracy of naming the most frequent target of each place in the answer, where
 *     what follows a stop is a place of its own
 * @param fromContext accuracy of naming a token of the context at random, among those that can be a
 *     target at all
 */
public record Baseline(
    double predictions,
    double stops,
    double pads,
    double firstScored,
    double oneToken,
    double byPlace,
    double fromContext) {

  /** Share of the predictions that are about form: stop and pad. */
  public double trivial() {
    return stops + pads;
  }

  /**
   * Estimates by sampling. The guesses are chosen on as many other examples as they are scored on,
   * so that they gain nothing from the sample's chance; equal arguments give equal results.
   *
   * @param procedure what makes the examples
   * @param examples how many, at least 1
   * @param seed any value
   */
  public static Baseline of(Procedure procedure, int examples, long seed) {
    Limits.require("examples", examples, 1, 100_000_000);
    Guesses guesses = new Guesses(procedure);
    sample(procedure, examples, Seeds.key(seed, procedure.name(), "guess"), guesses::learn);
    GuessScores scores = new GuessScores(procedure, guesses);
    sample(procedure, examples, Seeds.key(seed, procedure.name(), "score"), scores::add);
    return scores.baseline();
  }

  private static void sample(Procedure procedure, int count, long key, Consumer<Example> use) {
    SplitMix random = Seeds.generator(key, 0);
    Example example = new Example();
    for (int index = 0; index < count; index++) {
      random.reset(key, index);
      example.clear();
      procedure.draw(random, example);
      use.accept(example);
    }
  }
}
