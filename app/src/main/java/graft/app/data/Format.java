package graft.app.data;

import graft.procedure.Procedure;
import graft.study.InputException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How examples are laid out in a file; docs/generate.md describes each. */
public enum Format {
  /** One JSON object a line. */
  JSONL,
  /** Columns, written by DuckDB. */
  PARQUET,
  /** A flat stream of 16-bit tokens, as nanoGPT reads it. */
  BIN,
  /** An array of NumPy, and a second one of what counts. */
  NPY;

  /** Tokens that 16 bits can tell apart. */
  private static final int MOST_SHORT = 65_536;

  /** As users write it, and as files end. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format that a file's name ends in, or null. */
  public static @Nullable Format of(String fileName) {
    for (Format format : values()) {
      if (fileName.toLowerCase(Locale.ROOT).endsWith("." + format.word())) {
        return format;
      }
    }
    return null;
  }

  /**
   * Checks that it can hold a procedure's examples.
   *
   * @throws InputException if its vocabulary is too large
   */
  void require(Procedure procedure) {
    int tokens = procedure.vocabulary().size();
    if (this == BIN && tokens > MOST_SHORT) {
      throw new InputException(
          "--format bin holds tokens of 16 bits, a vocabulary of at most %,d, and %s has %,d: take another --format or a smaller vocabulary"
              .formatted(MOST_SHORT, procedure.name(), tokens));
    }
  }

  /** What writes examples in this format; of Parquet, the lines that it is made from. */
  Encoder encoder(DataRecipe recipe) {
    return switch (this) {
      case JSONL -> new JsonLines(false);
      case PARQUET -> new JsonLines(true);
      case BIN -> new FlatTokens(recipe.procedure());
      case NPY -> new NumpyArrays(recipe.procedure(), recipe.count());
    };
  }
}
