package graft.bench;

import graft.bench.Csv.Line;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Milliseconds per step by shape and engine, as a picture. */
final class HowFastChart {
  /** Colours that the colour-blind can tell apart, by engine. */
  private static final Map<EngineChoice, Color> COLOURS =
      Map.of(
          EngineChoice.GRAFT, new Color(0x0072B2),
          EngineChoice.TUNED, new Color(0xE69F00),
          EngineChoice.PUBLISHED, new Color(0xCC79A7),
          EngineChoice.TORCH_PYTHON, new Color(0x009E73));

  private static final List<Marker> MARKERS =
      List.of(SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.SQUARE);

  /** Letters come as outlines with fifteen decimals. */
  private static final Pattern LONG_NUMBER = Pattern.compile("(\\.\\d\\d)\\d+");

  private HowFastChart() {}

  /**
   * The figures in words, as the picture carries them; how it is drawn depends on the machine's
   * fonts.
   */
  static String description(List<Line<Row>> lines) {
    return lines.stream()
        .map(Line::row)
        .map(row -> row.shape() + ", " + name(row) + ": " + HowFastPage.figure(row.msPerStep()))
        .collect(Collectors.joining("; ", "<desc>Milliseconds per step. ", ".</desc>"));
  }

  private static String name(Row row) {
    return row.engine() + ", " + row.threads() + (row.threads() == 1 ? " thread" : " threads");
  }

  /** The picture in SVG. Needs fonts. */
  static String svg(List<Line<Row>> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart(lines), bytes, VectorGraphicsFormat.SVG);
    String svg = LONG_NUMBER.matcher(bytes.toString(StandardCharsets.UTF_8)).replaceAll("$1");
    int root = svg.indexOf('>', svg.indexOf("<svg")) + 1;
    return svg.substring(0, root) + "\n" + description(lines) + svg.substring(root);
  }

  private static CategoryChart chart(List<Line<Row>> lines) {
    List<String> shapes = lines.stream().map(line -> line.row().shape()).distinct().toList();
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(900)
            .height(560)
            .title("Time of one training step")
            .xAxisTitle("shape")
            .yAxisTitle("ms per step, median (logarithmic; lower is better)")
            .build();
    style(chart.getStyler());
    Map<String, List<Row>> series =
        lines.stream()
            .map(Line::row)
            .collect(
                Collectors.groupingBy(HowFastChart::name, LinkedHashMap::new, Collectors.toList()));
    series.forEach((name, rows) -> add(chart, name, shapes, rows));
    return chart;
  }

  private static void style(CategoryStyler styler) {
    styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
    styler.setYAxisLogarithmic(true);
    styler.setXAxisLabelRotation(45);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setMarkerSize(11);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesStroke(new BasicStroke(0.5f));
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
  }

  private static void add(CategoryChart chart, String name, List<String> shapes, List<Row> rows) {
    List<@Nullable Double> values = new ArrayList<>();
    for (String shape : shapes) {
      values.add(
          rows.stream()
              .filter(row -> row.shape().equals(shape))
              .map(Row::msPerStep)
              .findFirst()
              .orElse(null));
    }
    Row any = rows.getFirst();
    CategorySeries series = chart.addSeries(name, shapes, values);
    series.setMarker(MARKERS.get(Math.min(any.threads(), MARKERS.size()) - 1));
    series.setMarkerColor(COLOURS.get(EngineChoice.of(any.engine())));
  }
}
