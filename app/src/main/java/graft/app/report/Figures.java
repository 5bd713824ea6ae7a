package graft.app.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers with as many digits as mean something. */
public final class Figures {
  /** Stands where there is no figure. */
  public static final String NONE = "\u2014";

  private Figures() {}

  /** A fixed number of decimals, with a point in every locale. */
  public static String decimals(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A figure of a metric: a loss with three decimals, a percentage with one. */
  public static String of(String metric, @Nullable Double value) {
    return value == null || value.isNaN() ? NONE : decimals(value, metric.equals("loss") ? 3 : 1);
  }

  /** A count with three digits: {@code 950}, {@code 61.2k}, {@code 1.25M}. */
  public static String rough(double count) {
    if (count < 1000) {
      return decimals(count, 0);
    }
    return count < 1e6 ? threeDigits(count / 1e3) + "k" : threeDigits(count / 1e6) + "M";
  }

  /** Four significant digits, of small and large figures with a power of ten; 0 is just that. */
  public static String significant(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value);
  }

  /** An amount of memory, in steps of 1000: {@code 0.9 MB}, {@code 61 MB}, {@code 1.3 GB}. */
  public static String bytes(long bytes) {
    double mega = bytes / 1e6;
    return mega < 1000
        ? decimals(mega, mega < 10 ? 1 : 0) + " MB"
        : decimals(mega / 1000, 1) + " GB";
  }

  private static String threeDigits(double value) {
    return decimals(value, value < 10 ? 2 : value < 100 ? 1 : 0);
  }
}
