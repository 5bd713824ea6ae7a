package graft.app.report.page;

import com.github.weisj.jsvg.SVGDocument;
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

/** Figures as PNG, on light paper, at twice their size. Needs the machine's fonts. */
final class Picture {
  private static final int SHARPNESS = 2;

  /** What Java calls the machine's own font without serifs. */
  private static final String FONT = "SansSerif";

  static {
    // Nothing is shown, and there may be no screen.
    System.setProperty("java.awt.headless", "true");
  }

  private Picture() {}

  static void write(Chart chart, Path file) throws IOException {
    int width = SHARPNESS * chart.width();
    int height = SHARPNESS * chart.height();
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

  private static SVGDocument document(Chart chart) throws IOException {
    byte[] svg = chart.svg(Palette.light(), FONT).getBytes(StandardCharsets.UTF_8);
    try (InputStream in = new ByteArrayInputStream(svg)) {
      SVGDocument document = new SVGLoader().load(in, null, LoaderContext.createDefault());
      if (document == null) {
        throw new IOException("the figure " + chart.name() + " is not an SVG that can be drawn");
      }
      return document;
    }
  }
}
