package graft.procedure;

import java.util.function.IntFunction;

/**
 * A procedure's tokens.
 *
 * @param size ids are {@code 0..size-1}
 * @param pad the id that fills a sequence up to its padded length
 * @param symbols how a token is shown to people
 */
public record Vocabulary(int size, int pad, IntFunction<String> symbols) {
  /** How {@code token} is shown to people. */
  public String symbol(int token) {
    return symbols.apply(token);
  }
}
