package graft.procedure;

import java.util.function.IntFunction;

/**
 * A procedure's tokens.
 *
 * @param size ids are {@code 0..size-1}
 * @param pad the id that fills a sequence up to its padded length
 * @param stop the id that ends an answer, or {@link #NO_STOP}
 * @param symbols how a token is shown to people
 */
public record Vocabulary(int size, int pad, int stop, IntFunction<String> symbols) {
  /** In place of the stop's id where nothing marks the end. */
  public static final int NO_STOP = -1;

  /** Without a stop. */
  public Vocabulary(int size, int pad, IntFunction<String> symbols) {
    this(size, pad, NO_STOP, symbols);
  }

  /** How {@code token} is shown to people. */
  public String symbol(int token) {
    return symbols.apply(token);
  }
}
