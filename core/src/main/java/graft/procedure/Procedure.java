package graft.procedure;

import java.util.random.RandomGenerator;

/**
 * A way to make sequences. Pretraining rule and downstream task differ only in use.
 *
 * <p>Implementations are public records in one file each: {@link About} says what they do, their
 * components are the parameters, declared with defaults by {@link Setting} and validated in the
 * compact constructor (see {@link Limits}). A line in {@link Procedures} registers one. They hold
 * no state, so one instance serves all threads.
 */
public interface Procedure {
  /** The registered name, for example {@code k-dyck}. */
  String name();

  /** The tokens. */
  Vocabulary vocabulary();

  /** Length of a sequence padded as published, in tokens; no example is longer. */
  int length();

  /**
   * Fills {@code example} (cleared by the caller) with the next draw of {@code random}: at least
   * two tokens, one counted prediction at least, no padding except a last pad token whose
   * prediction counts. This is hot and must not allocate; use {@link Example#scratch}.
   */
  void draw(RandomGenerator random, Example example);

  /**
   * Index of the first token of the answer in an example that this procedure has drawn, be it
   * counted or not; by default the first one that counts. It may depend on positions, not on
   * tokens: what is made of this procedure may number them anew.
   */
  default int answerStart(Example example) {
    return example.counted(0) + 1;
  }

  /**
   * The input length that a curriculum can raise, or 0 if there is none; see {@link Graded}, and
   * what is made of graded procedures.
   */
  default int grade() {
    return 0;
  }

  /**
   * The same procedure, with the same vocabulary, at another input length.
   *
   * @throws IllegalArgumentException if it has no such length, or {@link #grade} is 0
   */
  default Procedure atGrade(int grade) {
    throw new IllegalArgumentException(
        name() + " has no input length that a curriculum could raise");
  }

  /**
   * How a model reads the sequences: 0, as by default, for a token at each position. Otherwise so
   * many successive tokens, all of them 0 or 1, are one position, a vector of bits, and a model
   * predicts the bits of the next one all at once. Then an example is a number of whole positions,
   * and of each one either all bits count or none.
   */
  default int bitsPerPosition() {
    return 0;
  }

  /** How people see its sequences best; by default as text. */
  default Picture picture() {
    return new Picture.Text();
  }
}
