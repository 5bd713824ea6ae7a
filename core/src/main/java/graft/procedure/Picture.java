package graft.procedure;

/**
 * How people see a procedure's sequences best. Displays depend on it, each of which may fall back
 * on the symbols of the {@link Vocabulary}, and so do the labels of probes; no example does.
 */
public sealed interface Picture {
  /** The symbols in a row. */
  record Text() implements Picture {}

  /**
   * Brackets: ids {@code 0..types-1} open, and {@code types..2*types-1} close one of the same type.
   * Other tokens are shown by their symbols.
   *
   * @param types of brackets
   */
  record Brackets(int types) implements Picture {}

  /**
   * Operations on a stack: up to the first separator {@code pop} takes the top away and any other
   * token is pushed. What follows the separator is shown by its symbols.
   *
   * @param pop the token that pops
   * @param separator the token that ends the operations
   */
  record Operations(int pop, int separator) implements Picture {}

  /**
   * States of cells. Token 0 is a dead cell and 1 a living one, row by row; any other token stands
   * between cells and is not drawn.
   *
   * @param width cells in a row
   * @param height rows that belong together, drawn without a gap; then the next such block begins
   */
  record Grid(int width, int height) implements Picture {}
}
