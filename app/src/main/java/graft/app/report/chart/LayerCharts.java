package graft.app.report.chart;

import graft.app.report.AnalysisTable;
import graft.app.report.Figures;
import graft.app.report.ModelLabels;
import graft.app.report.chart.GridChart.Cell;
import graft.study.AnalysisFigure;
import graft.study.AnalysisKind;
import graft.study.AnalysisRow;
import graft.study.StoredStudy;
import graft.study.Study;
import graft.study.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The figures of what can be read between layers, how alike layers are, and what parts do. */
final class LayerCharts {
  private final StoredStudy stored;
  private final Study study;
  private final ModelLabels labels;
  private final List<AnalysisRow> rows;
  private final String footer;
  private final List<Chart> charts = new ArrayList<>();

  private LayerCharts(Study study, StoredStudy stored, List<AnalysisRow> rows, String footer) {
    this.study = study;
    this.stored = stored;
    this.labels = new ModelLabels(study);
    this.rows = rows;
    this.footer = footer;
  }

  static List<Chart> all(Study study, StoredStudy stored, List<AnalysisRow> rows, String footer) {
    LayerCharts made = new LayerCharts(study, stored, rows, footer);
    made.probes();
    made.similarity();
    made.patching();
    return made.charts;
  }

  private List<AnalysisRow> rows(AnalysisKind kind) {
    return rows.stream().filter(row -> row.kind() == kind).toList();
  }

  private void similarity() {
    List<AnalysisRow> cka = rows(AnalysisKind.SIMILARITY);
    List<GridChart.Panel> panels = new ArrayList<>();
    List<String> places =
        IntStream.rangeClosed(0, study.shape().layers()).mapToObj(AnalysisFigure::place).toList();
    for (List<AnalysisRow> pair : groups(cka)) {
      AnalysisRow first = pair.getFirst();
      List<List<Cell>> cells =
          places.stream()
              .map(
                  mine ->
                      places.stream().map(theirs -> ratio(pair, mine + " : " + theirs)).toList())
              .toList();
      panels.add(new GridChart.Panel(title(first), places, places, cells));
    }
    GridChart.Look look =
        new GridChart.Look(
            "similarity",
            "How alike the layers of two models are",
            "Linear CKA of their residual streams, mean over seeds. Down: the model named first. "
                + AnalysisTable.samples(stored.analyses(), AnalysisKind.SIMILARITY),
            true,
            74,
            32,
            1,
            "CKA");
    if (!panels.isEmpty()) {
      charts.add(GridChart.of(panels, look, footer));
    }
  }

  private String title(AnalysisRow row) {
    Subject other = row.other();
    return labels.of(row.subject()) + (other == null ? "" : " with " + labels.of(other));
  }

  private void probes() {
    List<SitesChart.Panel> panels = new ArrayList<>();
    for (List<AnalysisRow> model : groups(rows(AnalysisKind.PROBES))) {
      for (String trait : model.stream().map(AnalysisRow::measure).distinct().toList()) {
        List<AnalysisRow> layers =
            model.stream().filter(row -> row.measure().equals(trait)).toList();
        boolean isClass = layers.getFirst().metric().equals("accuracy");
        List<SitesChart.Place> places =
            layers.stream()
                .map(row -> new SitesChart.Place(row.site(), List.of(mark(1, row))))
                .toList();
        String title = labels.of(layers.getFirst().subject()) + ": " + trait.replace(", R^2", "");
        String unit = isClass ? "accuracy, %" : "R\u00b2";
        panels.add(new SitesChart.Panel(title, places, 0, isClass ? 100 : 1, unit));
      }
    }
    addSites(
        panels,
        new SitesChart.Look(
            "probes",
            "What a linear map reads between the layers",
            "On sequences that it was not fitted to: mean over seeds with its 95 % interval, and"
                + " single seeds. Upright: the same with shuffled labels. What lies below the axis"
                + " stands at its end. "
                + AnalysisTable.samples(stored.analyses(), AnalysisKind.PROBES),
            List.of("probe"),
            "shuffled labels"));
  }

  private void patching() {
    List<SitesChart.Panel> panels = new ArrayList<>();
    double most = most(rows(AnalysisKind.PATCHING));
    for (List<AnalysisRow> pair : groups(rows(AnalysisKind.PATCHING))) {
      List<SitesChart.Place> places = new ArrayList<>();
      for (String site : pair.stream().map(row -> AnalysisTable.place(row)).distinct().toList()) {
        List<SitesChart.Mark> marks =
            pair.stream()
                .filter(row -> AnalysisTable.place(row).equals(site))
                .map(row -> mark(row.measure().equals("into it") ? 1 : 2, row))
                .map(
                    m ->
                        new SitesChart.Mark(
                            m.series(), m.mean(), m.interval(), m.seeds(), Double.NaN))
                .toList();
        places.add(new SitesChart.Place(site, marks));
      }
      panels.add(
          new SitesChart.Panel(
              title(pair.getFirst()), places, -most, most, "change of accuracy, points"));
    }
    addSites(
        panels,
        new SitesChart.Look(
            "patching",
            "What a part does in the place of the other model's",
            "Change of the accuracy if one part adds what the same part of the other model adds:"
                + " mean over seeds with its 95 % interval, and single seeds. Of a layer's heads the"
                + " one that harms the model most, or helps the other most. "
                + AnalysisTable.samples(stored.analyses(), AnalysisKind.PATCHING),
            List.of("put into the model", "put into the other, its baseline"),
            ""));
  }

  /** A round figure that no change of any seed exceeds. */
  private static double most(List<AnalysisRow> rows) {
    double most =
        rows.stream()
            .flatMap(row -> row.values().values().stream())
            .mapToDouble(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    return DoubleStream.of(10, 20, 50).filter(end -> end >= most).findFirst().orElse(100);
  }

  private void addSites(List<SitesChart.Panel> panels, SitesChart.Look look) {
    if (!panels.isEmpty()) {
      charts.add(SitesChart.of(panels, look, footer));
    }
  }

  private static SitesChart.Mark mark(int series, AnalysisRow row) {
    return new SitesChart.Mark(
        series,
        row.summary().mean(),
        row.summary().interval(),
        row.values().values(),
        row.reference());
  }

  /** Which models rows are about. */
  private record Models(Subject subject, @Nullable Subject other) {}

  /** Rows about the same models. */
  private static List<List<AnalysisRow>> groups(List<AnalysisRow> rows) {
    Map<Models, List<AnalysisRow>> groups = new LinkedHashMap<>();
    for (AnalysisRow row : rows) {
      groups
          .computeIfAbsent(new Models(row.subject(), row.other()), k -> new ArrayList<>())
          .add(row);
    }
    return List.copyOf(groups.values());
  }

  private static Cell ratio(List<AnalysisRow> pair, String site) {
    double value =
        pair.stream()
            .filter(row -> row.site().equals(site))
            .mapToDouble(row -> row.summary().mean())
            .findFirst()
            .orElse(Double.NaN);
    return new Cell(value, Double.isNaN(value) ? Figures.NONE : Figures.decimals(value, 2), "");
  }
}
