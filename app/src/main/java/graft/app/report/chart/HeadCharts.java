package graft.app.report.chart;

import graft.app.report.AnalysisTable;
import graft.app.report.Figures;
import graft.app.report.ModelLabels;
import graft.app.report.chart.GridChart.Cell;
import graft.study.AnalysisKind;
import graft.study.AnalysisRow;
import graft.study.Findings;
import graft.study.HeadMeasure;
import graft.study.HeadPoint;
import graft.study.StoredStudy;
import graft.study.Study;
import graft.study.StudyAnalysis;
import graft.study.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The figures of what heads attend to. */
final class HeadCharts {
  /** More models than that are told apart in the files only. */
  private static final int MOST_SINGLE_MODELS = 60;

  private static final String SCORE = "share of the attention, %";

  private final StoredStudy stored;
  private final Study study;
  private final ModelLabels labels;
  private final List<AnalysisRow> heads;
  private final String footer;
  private final List<Chart> charts = new ArrayList<>();

  private HeadCharts(Study study, StoredStudy stored, List<AnalysisRow> rows, String footer) {
    this.study = study;
    this.stored = stored;
    this.labels = new ModelLabels(study);
    this.heads = rows.stream().filter(row -> row.kind() == AnalysisKind.HEADS).toList();
    this.footer = footer;
  }

  static List<Chart> all(Study study, StoredStudy stored, List<AnalysisRow> rows, String footer) {
    HeadCharts made = new HeadCharts(study, stored, rows, footer);
    made.scatter();
    made.bestHeads();
    made.singleHeads(HeadMeasure.INDUCTION);
    made.singleHeads(HeadMeasure.TARGET);
    return made.charts;
  }

  private void scatter() {
    if (stored.result().rows().isEmpty()) {
      return;
    }
    String metric = stored.result().rows().getFirst().metric();
    Map<HeadMeasure, List<HeadPoint>> points = new LinkedHashMap<>();
    for (HeadMeasure measure : List.of(HeadMeasure.INDUCTION, HeadMeasure.DUPLICATE)) {
      List<HeadPoint> found = HeadPoint.all(study, stored, measure, metric);
      if (!found.isEmpty()) {
        points.put(measure, found);
      }
    }
    if (!points.isEmpty()) {
      List<StudyAnalysis> donors =
          stored.analyses().stream().filter(one -> one.subject().isDonor()).toList();
      String read = AnalysisTable.samples(donors, AnalysisKind.HEADS);
      charts.add(ScatterChart.of(metric, points, read, footer));
    }
  }

  private void bestHeads() {
    List<Subject> models = heads.stream().map(AnalysisRow::subject).distinct().toList();
    List<String> measures = heads.stream().map(AnalysisRow::measure).distinct().toList();
    List<GridChart.Panel> panels = new ArrayList<>();
    for (String site : heads.stream().map(AnalysisRow::site).distinct().toList()) {
      List<List<Cell>> cells =
          models.stream()
              .map(
                  model ->
                      measures.stream()
                          .map(measure -> percent(find(model, site, measure)))
                          .toList())
              .toList();
      List<String> names = measures.stream().map(name -> name.replace("best ", "")).toList();
      panels.add(new GridChart.Panel(site, models.stream().map(labels::of).toList(), names, cells));
    }
    String caption =
        "Score of the best head of a layer: mean over seeds, and its 95 % interval. Heads have no"
            + " order that seeds share, so single ones cannot be averaged. "
            + AnalysisTable.samples(stored.analyses(), AnalysisKind.HEADS);
    add(
        panels,
        new GridChart.Look(
            "heads-best", "What the best heads attend to", caption, false, 76, 36, 100, SCORE));
  }

  private void singleHeads(HeadMeasure measure) {
    List<StudyAnalysis> found =
        stored.analyses().stream().filter(one -> one.findings() instanceof Findings.Heads).toList();
    if (found.size() > MOST_SINGLE_MODELS) {
      found = found.stream().filter(one -> one.subject().isDonor()).toList();
    }
    if (found.size() > MOST_SINGLE_MODELS) {
      return;
    }
    List<GridChart.Panel> panels = new ArrayList<>();
    for (StudyAnalysis one : found) {
      if (one.findings() instanceof Findings.Heads ofModel) {
        List<List<Cell>> cells =
            ofModel.scores().heads().stream()
                .map(layer -> layer.stream().map(head -> percent(measure.of(head), "")).toList())
                .toList();
        int most = cells.stream().mapToInt(List::size).max().orElse(0);
        panels.add(
            new GridChart.Panel(
                labels.of(one.subject()) + ", seed " + one.seed(),
                numbered("layer ", cells.size()),
                numbered("head ", most),
                cells));
      }
    }
    add(
        panels,
        new GridChart.Look(
            "heads-" + measure.word(),
            "Every head, seed by seed: " + measure.word() + " score",
            "Share of a head's attention, in percent. "
                + AnalysisTable.samples(stored.analyses(), AnalysisKind.HEADS),
            true,
            48,
            26,
            100,
            SCORE));
  }

  private static List<String> numbered(String word, int count) {
    return IntStream.range(0, count).mapToObj(i -> word + i).toList();
  }

  private void add(List<GridChart.Panel> panels, GridChart.Look look) {
    boolean hasFigure =
        panels.stream()
            .flatMap(panel -> panel.cells().stream())
            .flatMap(List::stream)
            .anyMatch(cell -> Double.isFinite(cell.share()));
    if (hasFigure) {
      charts.add(GridChart.of(panels, look, footer));
    }
  }

  private @Nullable AnalysisRow find(Subject model, String site, String measure) {
    return heads.stream()
        .filter(row -> row.subject().equals(model))
        .filter(row -> row.site().equals(site) && row.measure().equals(measure))
        .findFirst()
        .orElse(null);
  }

  private static Cell percent(@Nullable AnalysisRow row) {
    if (row == null) {
      return new Cell(Double.NaN, Figures.NONE, "");
    }
    String interval = Figures.interval(row.metric(), row.summary().interval());
    return percent(row.summary().mean(), interval.equals(Figures.NONE) ? "" : interval);
  }

  private static Cell percent(double value, String small) {
    return new Cell(value / 100, Figures.of("accuracy", value), small);
  }
}
