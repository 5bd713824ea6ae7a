package graft.app.data;

import graft.app.report.Json;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.procedure.Vocabulary;
import graft.study.InputException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that determines the bytes of a file of examples.
 *
 * @param procedure what makes the sequences
 * @param seed the experiment's, as in training
 * @param split which examples; they are numbered from 0
 * @param heldOut how many sequences are kept out of training
 * @param count number of examples
 * @param format layout of the file
 * @param version of Graft
 * @param commit that it was built from, or an empty text
 */
public record DataRecipe(
    Procedure procedure,
    long seed,
    Split split,
    int heldOut,
    long count,
    Format format,
    String version,
    String commit) {

  /** Raised whenever the layout of a file changes. */
  static final int FORMAT_VERSION = 1;

  /**
   * Checks what can be checked without drawing.
   *
   * @throws InputException if there are not so many examples, or the format cannot hold them
   */
  public DataRecipe {
    if (count < 1) {
      throw new InputException("--count must be at least 1, not " + count);
    }
    if (split == Split.HELDOUT && count > heldOut) {
      throw new InputException(
          "--count must be at most --held-out with --split heldout: only "
              + heldOut
              + " sequences are held out, not "
              + count);
    }
    format.require(procedure);
  }

  /**
   * The examples; every thread needs a source of its own.
   *
   * @throws InputException if nothing is left to train on
   */
  ExampleSource source() {
    try {
      return new ExampleSource(procedure, seed, heldOut);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** For files: what was asked for, and what a reader must know of it. */
  Map<String, @Nullable Object> json() {
    Vocabulary vocabulary = procedure.vocabulary();
    return Json.object(
        "formatVersion", FORMAT_VERSION,
        "graft", Json.object("version", version, "commit", commit),
        "procedure", procedure.name(),
        "settings", Procedures.settings(procedure),
        "seed", seed,
        "split", split.name().toLowerCase(Locale.ROOT),
        "heldOut", heldOut,
        "count", count,
        "format", format.word(),
        "length", procedure.length(),
        "vocabulary",
            Json.object(
                "size", vocabulary.size(),
                "pad", vocabulary.pad(),
                "stop", vocabulary.stop() == Vocabulary.NO_STOP ? null : vocabulary.stop()));
  }
}
