package graft.app.report.page;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import graft.app.report.chart.Chart;
import graft.app.report.chart.Palette;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Figures as PNG, on light paper, at twice their size unless that is enormous. Needs the machine's
 * fonts.
 */
final class Picture {
  private static final int SHARPNESS = 2;

  /** Pixels at the most, unless the figure itself has more: a few hundred megabytes. */
  private static final long MOST_PIXELS = 60_000_000;

  /** The library's own limit, 2,000, is for files that one does not trust. */
  private static final DocumentLimits LIMITS =
      new DocumentLimits(
          DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
          DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
          Integer.MAX_VALUE);

  /** What Java calls the machine's own font without serifs. */
  private static final String FONT = "SansSerif";

  static {
    // Nothing is shown, and there may be no screen.
    System.setProperty("java.awt.headless", "true");
  }

  private Picture() {}

  static void write(Chart chart, Path file) throws IOException {
    int sharpness = sharpness(chart);
    int width = sharpness * chart.width();
    int height = sharpness * chart.height();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      document(chart).render(null, graphics, new ViewBox(0, 0, width, height));
    } finally {
      graphics.dispose();
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static int sharpness(Chart chart) {
    long pixels = (long) SHARPNESS * chart.width() * SHARPNESS * chart.height();
    return pixels > MOST_PIXELS ? 1 : SHARPNESS;
  }

  private static SVGDocument document(Chart chart) throws IOException {
    byte[] svg = chart.svg(Palette.light(), FONT).getBytes(StandardCharsets.UTF_8);
    try (InputStream in = new ByteArrayInputStream(svg)) {
      SVGDocument document =
          new SVGLoader().load(in, null, LoaderContext.builder().documentLimits(LIMITS).build());
      if (document == null) {
        throw new IOException("the figure " + chart.name() + " is not an SVG that can be drawn");
      }
      return document;
    }
  }
}
