package graft.procedure.task;

import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * What the arithmetic tasks share: {@code a operator b = c stop}, where a and b have d digits and
 * are uniform among the numbers that do (the most significant digit is not 0).
 *
 * <p>Token ids as published (arXiv 2505.22308, 2601.21725): digits of the question 0..9, operator
 * 10, {@code =} 11, pad 12, digits of the answer 20..29, stop 30; 13..19 are never used. A task
 * says what c is, in which order digits are written, and how long the padded sequence is.
 *
 * <p>Published scoring counts every position of the padded sequence whose token is 20 or more. Pad
 * is none of these, so the stop predicts one pad token, if the padded sequence goes on behind it,
 * and that is the only padding in an example.
 */
interface Arithmetic extends Procedure {
  int OPERATOR = 10;
  int EQUALS = 11;
  int PAD = 12;
  int FIRST_ANSWER_DIGIT = 20;
  int STOP = 30;

  String ABOUT_SCORING =
      "What counts; published: what follows a digit of c or the stop; answer: all of c and the stop";

  /** The setting {@code digits} (d). */
  int digits();

  /** The setting {@code scoring}. */
  Scoring scoring();

  /** How the operator is shown. */
  String operator();

  /** Whether every number is written from its last digit to its first. */
  default boolean isReversed() {
    return false;
  }

  /**
   * Computes c.
   *
   * @param work a in {@code 0..d-1}, b in {@code d..2d-1}; receives c from {@code 2d} on; all least
   *     significant digit first
   * @return number of digits of c
   */
  int compute(int[] work);

  @Override
  default void draw(RandomGenerator random, Example example) {
    int d = digits();
    int[] work = example.scratch(4 * d);
    drawNumber(random, work, 0);
    drawNumber(random, work, d);
    int answerLength = compute(work);
    write(work, 0, d, 0, example);
    example.add(OPERATOR);
    write(work, d, d, 0, example);
    example.add(EQUALS);
    write(work, 2 * d, answerLength, FIRST_ANSWER_DIGIT, example);
    example.add(STOP);
    count(example);
  }

  private void drawNumber(RandomGenerator random, int[] work, int from) {
    int first = from + digits() - 1;
    work[first] = 1 + random.nextInt(9);
    for (int i = first - 1; i >= from; i--) {
      work[i] = random.nextInt(10);
    }
  }

  private void write(int[] work, int from, int count, int zero, Example example) {
    for (int i = 0; i < count; i++) {
      example.add(zero + work[isReversed() ? from + i : from + count - 1 - i]);
    }
  }

  private void count(Example example) {
    int first = answerStart(example);
    if (scoring() == Scoring.ANSWER) {
      example.count(first - 1, example.length() - 1);
      return;
    }
    if (example.length() < length()) {
      example.add(PAD);
    }
    example.count(first, example.length() - 1);
  }

  @Override
  default int answerStart(Example example) {
    return 2 * digits() + 2;
  }

  @Override
  default Vocabulary vocabulary() {
    return new Vocabulary(STOP + 1, PAD, STOP, this::symbol);
  }

  /** A digit of the answer is another token than that of the question, so it has a prime. */
  private String symbol(int token) {
    if (token < 10) {
      return Integer.toString(token);
    }
    return switch (token) {
      case OPERATOR -> operator();
      case EQUALS -> "=";
      case PAD -> "·";
      case STOP -> "$";
      default -> token < FIRST_ANSWER_DIGIT ? "#" + token : token - FIRST_ANSWER_DIGIT + "'";
    };
  }

  /** Checks the setting {@code digits}. */
  static void requireDigits(int digits) {
    Limits.require("digits", digits, 1, 1_000);
  }

  /** Adds two numbers of d digits, laid out as for {@link #compute}. */
  static int sum(int[] work, int d) {
    int carry = 0;
    for (int i = 0; i < d; i++) {
      int sum = work[i] + work[d + i] + carry;
      work[2 * d + i] = sum % 10;
      carry = sum / 10;
    }
    work[3 * d] = carry;
    return d + carry;
  }

  /**
   * Multiplies two numbers of d digits, laid out as for {@link #compute}: schoolbook by columns, in
   * which every product of digits that belongs to one place is summed before the carry.
   */
  static int product(int[] work, int d) {
    int carry = 0;
    for (int place = 0; place < 2 * d - 1; place++) {
      int sum = carry;
      for (int i = Math.max(0, place - d + 1); i <= Math.min(place, d - 1); i++) {
        sum += work[i] * work[d + place - i];
      }
      work[2 * d + place] = sum % 10;
      carry = sum / 10;
    }
    work[4 * d - 1] = carry;
    return carry > 0 ? 2 * d : 2 * d - 1;
  }
}
