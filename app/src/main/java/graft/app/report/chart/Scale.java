package graft.app.report.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels, evenly.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}
 */
record Scale(double low, double high, double from, double to) {
  /** The scale of a metric: percentages from 0 to 100, losses from 0 to what there is. */
  static Scale of(String metric, double most, double from, double to) {
    if (!metric.equals("loss")) {
      return new Scale(0, 100, from, to);
    }
    double high = most > 0 ? most : 1;
    double step = step(high, 4);
    return new Scale(0, step * Math.ceil(high / step - 1e-9), from, to);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Where the value lies between low and high, as a share. */
  double share(double value) {
    return (value - low) / (high - low);
  }

  /** Round values from low to high, about so many steps. */
  List<Double> ticks(int about) {
    double step = step(high - low, about);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + 1e-9 * (high - low); i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** 1, 2 or 5 times a power of ten. */
  private static double step(double range, int about) {
    double raw = range / about;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double lead = raw / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  /** A tick as people write it. */
  static String label(double tick) {
    double shown = Math.abs(tick) < 1e-12 ? 0 : tick;
    if (shown >= 1_000_000) {
      return BigDecimal.valueOf(shown / 1e6).stripTrailingZeros().toPlainString() + "M";
    }
    if (shown >= 10_000) {
      return BigDecimal.valueOf(shown / 1000).stripTrailingZeros().toPlainString() + "k";
    }
    return BigDecimal.valueOf(Math.round(shown * 1e6) / 1e6).stripTrailingZeros().toPlainString();
  }

  /** The axis title of a metric. */
  static String title(String metric) {
    return switch (metric) {
      case "accuracy" -> "token accuracy, %";
      case "exact" -> "whole answers right, %";
      case "generated" -> "answers written right, %";
      case "loss" -> "held-out loss, nats per token";
      default -> metric;
    };
  }
}
