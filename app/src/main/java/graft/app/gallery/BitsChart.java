package graft.app.gallery;

import graft.app.report.Figures;
import java.util.Comparator;
import java.util.List;

/**
 * Bits per token of every procedure: by frequency, after a known token, and as gzip codes them, in
 * SVG. Drawn here and not by a chart library, whose pictures depend on the machine's fonts, so that
 * a test can compare it.
 */
final class BitsChart {
  /** Where it is, in the folder of the documentation. */
  static final String FILE = "procedures/bits.svg";

  private static final int WIDTH = 640;
  private static final int TOP = 50;
  private static final int ROW = 20;

  /** About what a letter takes. */
  private static final int LETTER = 8;

  private static final String STYLE =
      """
      <style>
      text{fill:#1f2933}.g{stroke:#cbd2d9}.s{stroke:#9aa5b1;stroke-width:2}.e{fill:#0072b2}.c{fill:#fff;stroke:#d55e00;stroke-width:2}.z{fill:#009e73}
      @media (prefers-color-scheme:dark){text{fill:#e4e7eb}.g{stroke:#3e4c59}.s{stroke:#616e7c}.e{fill:#56b4e9}.c{fill:#1f2933}}
      </style>
      """;

  private final List<Exhibit> exhibits;
  private final int most;
  private final int left;
  private final StringBuilder svg = new StringBuilder();

  private BitsChart(List<Exhibit> exhibits) {
    this.exhibits =
        exhibits.stream()
            .sorted(
                Comparator.comparingDouble((Exhibit e) -> -e.statistics().entropy())
                    .thenComparing(Exhibit::name))
            .toList();
    left = 24 + LETTER * exhibits.stream().mapToInt(e -> e.name().length()).max().orElse(0);
    most = (int) Math.ceil(exhibits.stream().mapToDouble(BitsChart::most).max().orElse(1));
  }

  static String svg(List<Exhibit> exhibits) {
    BitsChart chart = new BitsChart(exhibits);
    chart.frame();
    chart.legend();
    for (int row = 0; row < exhibits.size(); row++) {
      chart.row(chart.exhibits.get(row), chart.y(row));
    }
    return chart.svg.append("</svg>\n").toString();
  }

  private static double most(Exhibit exhibit) {
    return Math.max(least(exhibit), Math.max(exhibit.statistics().entropy(), exhibit.gzipBits()));
  }

  private static double least(Exhibit exhibit) {
    double least =
        Math.min(exhibit.statistics().entropy(), exhibit.statistics().conditionalEntropy());
    return exhibit.gzip() < 0 ? least : Math.min(least, exhibit.gzipBits());
  }

  private String x(double bits) {
    return Figures.decimals(left + WIDTH * bits / most, 1);
  }

  private int y(int row) {
    return TOP + ROW * row + ROW / 2;
  }

  private void frame() {
    int bottom = TOP + ROW * exhibits.size();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="t" font-family="system-ui, sans-serif" font-size="13">
        <title id="t">Bits per token of every procedure: entropy, entropy after a known token, and gzip</title>
        """
            .formatted(left + WIDTH + 30, bottom + 50));
    svg.append(STYLE);
    for (int bits = 0; bits <= most; bits++) {
      svg.append(
          "<line class=\"g\" x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\"/>"
              .formatted(x(bits), TOP, bottom));
      svg.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%d</text>\n"
              .formatted(x(bits), bottom + 18, bits));
    }
    svg.append(
        "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">bits per token</text>\n"
            .formatted(x(most / 2.0), bottom + 40));
  }

  private void legend() {
    int y = TOP / 2;
    entropy("" + (left + 8), y);
    label(left + 20, y, "start", "entropy of a token");
    conditional("" + (left + 188), y);
    label(left + 200, y, "start", "after a known token");
    gzip("" + (left + 378), y);
    label(left + 390, y, "start", "gzip");
  }

  private void row(Exhibit exhibit, int y) {
    label(left - 12, y, "end", exhibit.name());
    svg.append(
        "<line class=\"s\" x1=\"%s\" x2=\"%s\" y1=\"%3$d\" y2=\"%3$d\"/>"
            .formatted(x(least(exhibit)), x(most(exhibit)), y));
    if (exhibit.gzip() >= 0) {
      gzip(x(exhibit.gzipBits()), y);
    }
    entropy(x(exhibit.statistics().entropy()), y);
    conditional(x(exhibit.statistics().conditionalEntropy()), y);
  }

  private void label(int x, int y, String anchor, String text) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n".formatted(x, y + 4, anchor, text));
  }

  private void entropy(String x, int y) {
    svg.append("<circle class=\"e\" cx=\"%s\" cy=\"%d\" r=\"5.5\"/>\n".formatted(x, y));
  }

  private void conditional(String x, int y) {
    svg.append("<circle class=\"c\" cx=\"%s\" cy=\"%d\" r=\"3.5\"/>\n".formatted(x, y));
  }

  private void gzip(String x, int y) {
    svg.append("<path class=\"z\" d=\"M%s %dm-6 0l6 -6l6 6l-6 6z\"/>\n".formatted(x, y));
  }
}
