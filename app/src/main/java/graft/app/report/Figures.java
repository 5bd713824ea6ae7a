package graft.app.report;

import graft.statistics.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers with as many digits as mean something. */
public final class Figures {
  /** Stands where there is no figure. */
  public static final String NONE = "\u2014";

  private static final char MINUS = '\u2212';

  private Figures() {}

  /** A fixed number of decimals, with a point in every locale. */
  public static String decimals(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A figure of a metric: a loss with three decimals, a percentage with one. */
  public static String of(String metric, @Nullable Double value) {
    return of(metric, value, null);
  }

  /**
   * A figure of a metric with no more digits than its interval carries: two of the interval's
   * width, and at the most three decimals of a loss and one of a percentage.
   */
  public static String of(String metric, @Nullable Double value, @Nullable Interval interval) {
    if (value == null || value.isNaN()) {
      return NONE;
    }
    String text = decimals(value, decimals(metric, interval));
    // What rounds to nothing has no sign.
    return text.matches("-[0.]+") ? text.substring(1) : text.replace('-', MINUS);
  }

  /** The same with its sign. */
  public static String signed(String metric, @Nullable Double value, @Nullable Interval interval) {
    String text = of(metric, value, interval);
    return text.equals(NONE) || text.charAt(0) == MINUS ? text : "+" + text;
  }

  /** An interval as {@code [8.4, 9.6]}. */
  public static String interval(String metric, @Nullable Interval interval) {
    return interval == null
        ? NONE
        : "["
            + of(metric, interval.low(), interval)
            + ", "
            + of(metric, interval.high(), interval)
            + "]";
  }

  private static int decimals(String metric, @Nullable Interval interval) {
    int most = metric.equals("loss") ? 3 : 1;
    return interval == null || interval.width() == 0
        ? most
        : (int) Math.clamp(1 - Math.floor(Math.log10(interval.width())), 0, most);
  }

  /** How many of what: {@code 1 seed}, {@code 3 seeds}. */
  public static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** A p-value: {@code 0.031}, {@code < 0.001}. */
  public static String probability(double p) {
    return Double.isNaN(p) ? NONE : p < 0.001 ? "< 0.001" : decimals(p, 3);
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
