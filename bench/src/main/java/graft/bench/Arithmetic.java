package graft.bench;

import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * Sequences of the published shape of an arithmetic task, for timing: {@code a op b = c stop},
 * where a and b have d digits and the first of them is not 0 (arXiv 2601.21725).
 *
 * <p>Question digits are 0..9, operator 10, '=' 11, pad 12, answer digits 20..29, stop 30. As
 * published, a prediction counts where the token that is read is 20 or more: the first digit of the
 * answer does not, what follows the stop does.
 *
 * @param name of the task
 * @param digits d, at most 9 for products
 * @param product whether c is a b rather than a + b
 * @param reversed whether every number begins with its last digit
 * @param length padded length in tokens
 */
record Arithmetic(String name, int digits, boolean product, boolean reversed, int length)
    implements Procedure {
  private static final int OPERATOR = 10;
  private static final int EQUALS = 11;
  private static final int PAD = 12;
  private static final int FIRST_ANSWER = 20;
  private static final int STOP = 30;
  private static final int VOCABULARY = 31;

  /** Sums of numbers of d digits, padded to 3d+4 tokens. */
  static Arithmetic addition(int digits, boolean reversed) {
    String name = (reversed ? "reversed_addition_" : "addition_") + digits;
    return new Arithmetic(name, digits, false, reversed, 3 * digits + 4);
  }

  /** Products of numbers of d digits, padded to 5d+4 tokens. */
  static Arithmetic multiplication(int digits) {
    return new Arithmetic("multiplication_" + digits, digits, true, false, 5 * digits + 4);
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(VOCABULARY, PAD, Integer::toString);
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    long a = number(random);
    long b = number(random);
    long c = product ? a * b : a + b;
    write(a, 0, example);
    example.add(OPERATOR);
    write(b, 0, example);
    example.add(EQUALS);
    int answerAt = example.length();
    write(c, FIRST_ANSWER, example);
    example.add(STOP);
    if (example.length() < length) {
      example.add(PAD);
    }
    example.count(answerAt, example.length() - 1);
  }

  private long number(RandomGenerator random) {
    long number = 1L + random.nextInt(9);
    for (int i = 1; i < digits; i++) {
      number = 10 * number + random.nextInt(10);
    }
    return number;
  }

  private void write(long number, int firstId, Example example) {
    long first = 1;
    while (!reversed && first <= number / 10) {
      first *= 10;
    }
    for (long rest = number; reversed ? rest > 0 : first > 0; ) {
      example.add(firstId + (int) (reversed ? rest % 10 : rest / first % 10));
      rest = reversed ? rest / 10 : rest;
      first = reversed ? first : first / 10;
    }
  }
}
