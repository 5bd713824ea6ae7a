package graft.app.web;

import graft.app.report.Figures;
import graft.app.report.Json;
import graft.procedure.Baseline;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.statistics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one procedure and a few figures about them, for a page that is drawn anew while a
 * slider moves: whatever takes long is left out.
 */
final class Display {
  private static final int LONGEST = 4096;
  private static final int SAMPLES = 5;
  private static final int MOST_TOKENS = 1200;

  /** As many as training holds out by default, so that the samples are those of the command. */
  private static final int HELD_OUT = 4000;

  private static final int EXAMPLES = 500;
  private static final int GUESSES = 1000;
  private static final int TRIALS = 5;
  private static final double CHEAP_NANOS = 1e9;

  private final Procedure procedure;

  private Display(Procedure procedure) {
    this.procedure = procedure;
  }

  /**
   * A display of a procedure.
   *
   * @throws IllegalArgumentException if its sequences are too long to be shown
   */
  static Display of(Procedure procedure) {
    if (procedure.length() > LONGEST) {
      throw new IllegalArgumentException(
          "sequences would have %d tokens; this page draws up to %d, 'graft sample' longer ones"
              .formatted(procedure.length(), LONGEST));
    }
    return new Display(procedure);
  }

  /**
   * Samples and figures.
   *
   * @param skip how many training examples come before the first one that is shown
   */
  Map<String, @Nullable Object> json(long seed, int skip) {
    double each = nanosPerExample(seed);
    ExampleSource source =
        new ExampleSource(procedure, seed, each * HELD_OUT < CHEAP_NANOS ? HELD_OUT : 0);
    SampleJson sample = new SampleJson(procedure, MOST_TOKENS);
    List<Object> samples = new ArrayList<>();
    Example example = new Example();
    for (int index = skip; index < skip + SAMPLES; index++) {
      source.train(index, example);
      samples.add(sample.of(example));
    }
    boolean cheap = each * (EXAMPLES + 2 * GUESSES) < CHEAP_NANOS;
    return Json.object(
        "samples",
        samples,
        "picture",
        picture(),
        "facts",
        facts(cheap),
        "guesses",
        cheap ? guesses() : List.of());
  }

  /** The quickest of a few: the others pay for a cold start. */
  private double nanosPerExample(long seed) {
    ExampleSource source = new ExampleSource(procedure, seed, 0);
    Example example = new Example();
    long least = Long.MAX_VALUE;
    for (int index = 0; index < TRIALS; index++) {
      long start = System.nanoTime();
      source.train(index, example);
      least = Math.min(least, System.nanoTime() - start);
    }
    return (double) least;
  }

  private String picture() {
    return switch (procedure.picture()) {
      case Picture.Grid grid -> "cells";
      case Picture.Brackets brackets -> "brackets";
      default -> "text";
    };
  }

  private List<List<String>> facts(boolean cheap) {
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("Different tokens", count(procedure.vocabulary().size())));
    facts.add(List.of("Longest sequence", count(procedure.length()) + " tokens"));
    if (procedure.bitsPerPosition() > 0) {
      facts.add(
          List.of("A model reads", procedure.bitsPerPosition() + " tokens as a vector of bits"));
    }
    if (cheap) {
      Statistics statistics = Statistics.of(procedure, EXAMPLES, 1);
      facts.add(List.of("Mean length", Figures.decimals(statistics.mean(), 1) + " tokens"));
      facts.add(List.of("Predictions that count", percent(statistics.counted())));
      facts.add(List.of("Entropy of a token", bits(statistics.entropy())));
      facts.add(List.of("After a known token", bits(statistics.conditionalEntropy())));
    }
    return facts;
  }

  private List<List<String>> guesses() {
    Baseline baseline = Baseline.of(procedure, GUESSES, 1);
    return List.of(
        List.of("One token always", percent(baseline.oneToken())),
        List.of("The commonest of each place", percent(baseline.byPlace())),
        List.of("A token of the context", percent(baseline.fromContext())));
  }

  private static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String percent(double share) {
    return Figures.decimals(100 * share, 1) + " %";
  }

  private static String bits(double bits) {
    return Figures.decimals(bits, 2) + " bits";
  }
}
