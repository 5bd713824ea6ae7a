package graft.app.report.chart;

import graft.app.report.chart.Drawing.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A horizontal axis of strengths or doses. On a logarithmic one, nothing at all has no place: it
 * stands apart on the left, behind a break.
 *
 * @param title what is on it, with its unit
 * @param kind how values follow one another
 * @param low smallest value
 * @param high largest value
 * @param ticks values to label, as far as there is room
 * @param apart label of what stands apart; null if nothing does
 */
record StrengthAxis(
    String title, Kind kind, double low, double high, List<Double> ticks, @Nullable String apart) {
  private static final double APART = 22;
  private static final double BREAK = 40;
  private static final double EDGE = 14;

  enum Kind {
    /** Evenly, from the left. */
    LINEAR,
    /** Logarithms, from the left. */
    LOGARITHMIC,
    /** Logarithms, from the right. */
    FALLING
  }

  StrengthAxis {
    ticks = List.copyOf(ticks);
  }

  /** A logarithmic axis over these values, which are its ticks. */
  static StrengthAxis over(String title, Kind kind, List<Double> values, @Nullable String apart) {
    double low = values.stream().mapToDouble(x -> x).min().orElse(1);
    double high = values.stream().mapToDouble(x -> x).max().orElse(1);
    return new StrengthAxis(title, kind, low, high, values, apart);
  }

  /** A logarithmic axis over these values with ticks at round numbers. */
  static StrengthAxis round(String title, List<Double> values, @Nullable String apart) {
    StrengthAxis plain = over(title, Kind.LOGARITHMIC, values, apart);
    List<Double> ticks = round(plain.low, plain.high, 1, 3);
    if (ticks.size() < 3) {
      ticks = round(plain.low, plain.high, 1, 2, 5);
    }
    return new StrengthAxis(
        title,
        Kind.LOGARITHMIC,
        plain.low,
        plain.high,
        ticks.size() < 2 ? List.of(plain.low, plain.high) : ticks,
        apart);
  }

  private static List<Double> round(double low, double high, int... leads) {
    List<Double> ticks = new ArrayList<>();
    for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
      for (int lead : leads) {
        double tick = lead * power;
        if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /**
   * Where a value is.
   *
   * @param value null for what stands apart
   * @param from left end of the axis in pixels
   * @param to right end
   */
  double at(@Nullable Double value, double from, double to) {
    if (value == null) {
      return from + APART;
    }
    double start = apart == null ? from + EDGE : from + BREAK + EDGE;
    double share =
        switch (kind) {
          case LINEAR -> share(value - low, high - low);
          case LOGARITHMIC -> share(Math.log(value / low), Math.log(high / low));
          case FALLING -> 1 - share(Math.log(value / low), Math.log(high / low));
        };
    return start + share * (to - EDGE - start);
  }

  private static double share(double part, double whole) {
    return whole > 0 ? part / whole : 0.5;
  }

  /** Draws line, ticks and title below a panel, down to 34 pixels. */
  void draw(Drawing drawing, double from, double to, double y) {
    double start = apart == null ? from : from + BREAK;
    drawing.line(start, y, to, y, "axis", 1);
    double taken = Double.NEGATIVE_INFINITY;
    if (apart != null) {
      drawing.line(from, y, start - 6, y, "axis", 1);
      drawing.line(start - 9, y + 5, start - 3, y - 5, "axis", 1.2);
      drawing.line(start - 3, y + 5, start + 3, y - 5, "axis", 1.2);
      taken = tick(drawing, at(null, from, to), y, apart, taken);
    }
    List<Double> inOrder =
        ticks.stream().sorted(Comparator.comparingDouble(tick -> at(tick, from, to))).toList();
    for (double tick : inOrder) {
      taken = tick(drawing, at(tick, from, to), y, Scale.label(tick), taken);
    }
    String fitted = TextWidth.fitted(title, 11, to - from + 20);
    drawing.text((from + to) / 2, y + 34, Anchor.MIDDLE, "quiet", 11, fitted);
  }

  /** Draws a tick, with its label if there is room; returns up to where there is none. */
  private static double tick(Drawing drawing, double x, double y, String label, double taken) {
    drawing.line(x, y, x, y + 4, "axis", 1);
    double half = TextWidth.of(label, 11) / 2;
    if (x - half < taken + 5) {
      return taken;
    }
    drawing.text(x, y + 17, Anchor.MIDDLE, "quiet", 11, label);
    return x + half;
  }
}
