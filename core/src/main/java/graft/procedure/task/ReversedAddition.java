package graft.procedure.task;

import graft.procedure.About;
import graft.procedure.Setting;

/**
 * {@code a + b = c stop}, where a, b and c begin with their least significant digit, padded to 3d+4
 * tokens (arXiv 2505.22308). The last digit of a, of b and of c is not 0.
 *
 * @param digits d, the digits of a and of b
 * @param scoring which predictions count
 */
@About("Add two numbers, least significant digit first: a + b = c $")
public record ReversedAddition(
    @Setting(fallback = "10", about = "Digits of each summand; 1 to 1,000") int digits,
    @Setting(fallback = "published", about = Arithmetic.ABOUT_SCORING) Scoring scoring)
    implements Arithmetic {

  public ReversedAddition {
    Arithmetic.requireDigits(digits);
  }

  @Override
  public String name() {
    return "reversed-addition";
  }

  @Override
  public int length() {
    return 3 * digits + 4;
  }

  @Override
  public String operator() {
    return "+";
  }

  @Override
  public boolean isReversed() {
    return true;
  }

  @Override
  public int compute(int[] work) {
    return Arithmetic.sum(work, digits);
  }
}
