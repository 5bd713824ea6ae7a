package graft.procedure.rule;

import graft.procedure.Example;
import graft.procedure.Graded;
import graft.procedure.Limits;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * What the input/output rules share: {@code input SEP output}, where every prediction of the output
 * counts and no other does.
 *
 * <p>Token ids as published (arXiv 2601.21725): input tokens 1..V-1, uniform; separator V; pad V+1.
 * A rule says what the output is, and may lay out its input differently.
 */
interface InputOutput extends Graded {
  /** The setting {@code vocabulary} (V). */
  int symbols();

  /** The setting {@code length}: tokens of input (n). */
  int n();

  /** Appends the output to an example that holds the input and its last separator. */
  void output(Example example);

  /** Appends the input: by default n tokens. */
  default void input(RandomGenerator random, Example example) {
    addUniform(n(), random, example);
  }

  /** Appends {@code count} uniform input tokens. */
  default void addUniform(int count, RandomGenerator random, Example example) {
    for (int i = 0; i < count; i++) {
      example.add(1 + random.nextInt(symbols() - 1));
    }
  }

  @Override
  default void draw(RandomGenerator random, Example example) {
    input(random, example);
    example.add(separator());
    int separatorAt = example.length() - 1;
    output(example);
    example.count(separatorAt, example.length() - 1);
  }

  default int separator() {
    return symbols();
  }

  @Override
  default Vocabulary vocabulary() {
    int separator = separator();
    int pad = separator + 1;
    return new Vocabulary(
        pad + 1,
        pad,
        token -> token == separator ? "|" : token == pad ? "·" : Integer.toString(token));
  }

  /** Room for an output as long as the input. */
  @Override
  default int length() {
    return 2 * n() + 1;
  }

  @Override
  default int grade() {
    return n();
  }

  /** Checks both settings. */
  static void require(int symbols, int n) {
    require(symbols, n, 1);
  }

  /** Checks both settings of a rule whose input has {@code shortest} tokens at least. */
  static void require(int symbols, int n, int shortest) {
    Limits.require("vocabulary", symbols, 2, 1_000_000);
    Limits.require("length", n, shortest, 100_000);
  }
}
