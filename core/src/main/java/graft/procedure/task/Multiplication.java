package graft.procedure.task;

import graft.procedure.About;
import graft.procedure.Setting;

/**
 * {@code a * b = c stop}, most significant digit first, padded to 5d+4 tokens (arXiv 2505.22308); c
 * has 2d-1 or 2d digits, so at least d+1 places stay empty.
 *
 * @param digits d, the digits of a and of b
 * @param scoring which predictions count
 */
@About("Multiply two numbers of as many digits: a * b = c $")
public record Multiplication(
    @Setting(fallback = "5", about = "Digits of each factor; 1 to 1,000") int digits,
    @Setting(fallback = "published", about = Arithmetic.ABOUT_SCORING) Scoring scoring)
    implements Arithmetic {

  public Multiplication {
    Arithmetic.requireDigits(digits);
  }

  @Override
  public String name() {
    return "multiplication";
  }

  @Override
  public int length() {
    return 5 * digits + 4;
  }

  @Override
  public String operator() {
    return "*";
  }

  @Override
  public int compute(int[] work) {
    return Arithmetic.product(work, digits);
  }
}
