package graft.procedure;

import java.util.random.RandomGenerator;

/**
 * What procedures share that answer an input: {@code input SEP output}, where every prediction of
 * the output counts and no other does.
 *
 * <p>Token ids as published (arXiv 2601.21725): input tokens 1..V-1, uniform; separator V; pad V+1.
 * A procedure says what the output is, and may lay out its input differently.
 */
public interface InputOutput extends Graded {
  /** What the setting {@code vocabulary} is, for users. */
  String ABOUT_VOCABULARY = "Input tokens are 1 to vocabulary-1; 2 to 1,000,000";

  /** What the setting {@code length} is, for users. */
  String ABOUT_LENGTH = "Tokens of input; 1 to 100,000";

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

  /** The token between input and output: V. */
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

  /**
   * Checks both settings.
   *
   * @throws SettingException if one is out of range
   */
  static void require(int symbols, int n) {
    require(symbols, n, 1);
  }

  /**
   * Checks both settings of a procedure whose input has {@code shortest} tokens at least.
   *
   * @throws SettingException if one is out of range
   */
  static void require(int symbols, int n, int shortest) {
    Limits.require("vocabulary", symbols, 2, 1_000_000);
    Limits.require("length", n, shortest, 100_000);
  }
}
