package graft.procedure;

import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The training and the held-out examples of a procedure, each a pure function of (seed, split,
 * index). No training example has the tokens of a held-out one.
 *
 * <p>Held-out examples are drawn independently, so in a small space they may repeat. Not
 * thread-safe: every thread needs a source of its own, and equal arguments give equal examples.
 */
public final class ExampleSource {
  private static final int MOST_HELD_OUT = 1_000_000;
  private static final int MOST_DRAWS = 1_000;

  private final Procedure procedure;
  private final int heldOut;
  private final long trainKey;
  private final long heldOutKey;
  private final SplitMix random;
  private final Fingerprints held;

  /**
   * Draws the held-out examples once, and one training example.
   *
   * @param procedure what makes the sequences
   * @param seed the experiment's seed, any value
   * @param heldOut how many sequences are kept out of training, 0 to a million
   * @throws IllegalArgumentException if {@code heldOut} is out of range, or leaves nothing to train
   *     on
   */
  public ExampleSource(Procedure procedure, long seed, int heldOut) {
    if (heldOut < 0 || heldOut > MOST_HELD_OUT) {
      throw new IllegalArgumentException(
          "the number of held-out sequences must be between 0 and "
              + MOST_HELD_OUT
              + ", not "
              + heldOut);
    }
    this.procedure = procedure;
    this.heldOut = heldOut;
    trainKey = Seeds.key(seed, procedure.name(), "train");
    heldOutKey = Seeds.key(seed, procedure.name(), "heldout");
    random = Seeds.generator(trainKey, 0);
    held = new Fingerprints(heldOut);
    Example example = new Example();
    for (int index = 0; index < heldOut; index++) {
      heldOut(index, example);
      held.add(example);
    }
    train(0, example);
  }

  /** What makes the sequences. */
  public Procedure procedure() {
    return procedure;
  }

  /** Number of held-out examples. */
  public int heldOut() {
    return heldOut;
  }

  /**
   * Fills {@code into} with held-out example {@code index}.
   *
   * @throws IndexOutOfBoundsException if {@code index} is not in {@code 0..heldOut()-1}
   */
  public void heldOut(int index, Example into) {
    random.reset(heldOutKey, Objects.checkIndex(index, heldOut));
    draw(into);
  }

  /**
   * Fills {@code into} with training example {@code index}, any value. A draw that is held out is
   * repeated with the same generator.
   *
   * @throws IllegalArgumentException if 1,000 draws in a row are all held out
   */
  public void train(long index, Example into) {
    random.reset(trainKey, index);
    for (int i = 0; i < MOST_DRAWS; i++) {
      draw(into);
      if (!held.contains(into)) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "the space of "
            + procedure.name()
            + " "
            + Procedures.settings(procedure)
            + " is too small for "
            + heldOut
            + " held-out sequences: nothing is left to train on; hold out fewer, or raise "
            + sizes());
  }

  /** The settings that can be raised: whole numbers, not probabilities and choices. */
  private String sizes() {
    return sizes("", Procedures.settings(procedure)).collect(Collectors.joining(" or "));
  }

  private static Stream<String> sizes(String path, Object value) {
    return switch (value) {
      case Integer size -> Stream.of(path);
      case List<?> items ->
          IntStream.range(0, items.size())
              .boxed()
              .flatMap(i -> sizes(path + "[" + i + "]", items.get(i)));
      case Map<?, ?> settings ->
          settings.entrySet().stream()
              .flatMap(
                  setting ->
                      sizes(
                          (path.isEmpty() ? "" : path + ".") + setting.getKey(),
                          setting.getValue()));
      default -> Stream.empty();
    };
  }

  private void draw(Example into) {
    into.clear();
    procedure.draw(random, into);
  }
}
