package graft.procedure.task;

import graft.procedure.About;
import graft.procedure.Setting;

/**
 * {@code a + b = c stop}, most significant digit first, padded to 3d+4 tokens (arXiv 2505.22308).
 *
 * @param digits d, the digits of a and of b
 * @param scoring which predictions count
 */
@About("Add two numbers of as many digits: a + b = c $")
public record Addition(
    @Setting(fallback = "5", about = "Digits of each summand; 1 to 1,000") int digits,
    @Setting(fallback = "published", about = Arithmetic.ABOUT_SCORING) Scoring scoring)
    implements Arithmetic {

  public Addition {
    Arithmetic.requireDigits(digits);
  }

  @Override
  public String name() {
    return "addition";
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
  public int compute(int[] work) {
    return Arithmetic.sum(work, digits);
  }
}
