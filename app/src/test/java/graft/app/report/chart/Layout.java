package graft.app.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Where the texts of a figure lie, by the widths of {@link TextWidth}. */
final class Layout {
  private Layout() {}

  private record Box(String text, Rectangle2D place) {}

  /** Every text lies in the canvas, and no two on each other. */
  static void requireLegible(Chart chart) {
    List<Box> boxes = boxes(chart);
    assertThat(boxes).as(chart.name()).isNotEmpty();
    Rectangle2D canvas = new Rectangle2D.Double(0, 0, chart.width(), chart.height());
    for (Box box : boxes) {
      assertThat(canvas.contains(box.place()))
          .as("%s: '%s' at %s in %s", chart.name(), box.text(), box.place(), canvas)
          .isTrue();
    }
    assertThat(overlaps(boxes)).as(chart.name()).isEmpty();
  }

  private static List<String> overlaps(List<Box> boxes) {
    List<String> overlaps = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = i + 1; j < boxes.size(); j++) {
        if (boxes.get(i).place().intersects(boxes.get(j).place())) {
          overlaps.add(boxes.get(i) + " on " + boxes.get(j));
        }
      }
    }
    return overlaps;
  }

  /** All texts, in order. */
  static List<String> texts(Chart chart) {
    return boxes(chart).stream().map(Box::text).toList();
  }

  private static List<Box> boxes(Chart chart) {
    List<Box> boxes = new ArrayList<>();
    NodeList texts = root(chart).getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      boxes.add(new Box(text.getTextContent(), place(text)));
    }
    return boxes;
  }

  static Element root(Chart chart) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(chart.svg(Palette.light()))))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError(chart.name() + " is no XML", e);
    }
  }

  private static Rectangle2D place(Element text) {
    int size = Integer.parseInt(text.getAttribute("font-size"));
    double width = TextWidth.of(text.getTextContent(), size);
    double above = 0.75 * size;
    double height = 0.95 * size;
    String move = text.getAttribute("transform");
    if (!move.isEmpty()) {
      String[] at = move.substring(move.indexOf('(') + 1, move.indexOf(')')).split(" ", 2);
      double x = Double.parseDouble(at[0]);
      double y = Double.parseDouble(at[1]);
      return new Rectangle2D.Double(x - above, y - width / 2, height, width);
    }
    double x = Double.parseDouble(text.getAttribute("x"));
    double left =
        switch (text.getAttribute("text-anchor")) {
          case "middle" -> x - width / 2;
          case "end" -> x - width;
          default -> x;
        };
    double y = Double.parseDouble(text.getAttribute("y"));
    return new Rectangle2D.Double(left, y - above, width, height);
  }
}
