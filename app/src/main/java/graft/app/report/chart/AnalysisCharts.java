package graft.app.report.chart;

import graft.app.report.AnalysisTable;
import graft.app.report.Figures;
import graft.app.report.ModelLabels;
import graft.app.report.chart.GridChart.Cell;
import graft.study.AnalysisFigure;
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
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The figures of what was found inside a study's models. */
public final class AnalysisCharts {
  /** More models than that are told apart in the files only. */
  private static final int MOST_SINGLE_MODELS = 60;

  private static final String DASH = Figures.NONE;

  private final StoredStudy stored;
  private final Study study;
  private final ModelLabels labels;
  private final List<AnalysisRow> rows;
  private final String footer;
  private final List<Chart> charts = new ArrayList<>();

  private AnalysisCharts(Study study, StoredStudy stored, String footer) {
    this.study = study;
    this.stored = stored;
    this.labels = new ModelLabels(study);
    this.rows = AnalysisRow.all(stored.analyses());
    this.footer = footer;
  }

  /**
   * All figures that have something to show.
   *
   * @param footer where the figures come from, in a line
   */
  public static List<Chart> all(Study study, StoredStudy stored, String footer) {
    return new AnalysisCharts(study, stored, footer).charts();
  }

  private List<Chart> charts() {
    scatter();
    bestHeads();
    singleHeads(HeadMeasure.INDUCTION);
    singleHeads(HeadMeasure.TARGET);
    probes();
    similarity();
    patching();
    return List.copyOf(charts);
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
      charts.add(ScatterChart.of(metric, points, footer));
    }
  }

  private List<AnalysisRow> rows(AnalysisKind kind) {
    return rows.stream().filter(row -> row.kind() == kind).toList();
  }

  private void bestHeads() {
    List<AnalysisRow> heads = rows(AnalysisKind.HEADS);
    List<Subject> models = heads.stream().map(AnalysisRow::subject).distinct().toList();
    List<String> measures = heads.stream().map(AnalysisRow::measure).distinct().toList();
    List<GridChart.Panel> panels = new ArrayList<>();
    for (String site : heads.stream().map(AnalysisRow::site).distinct().toList()) {
      List<List<Cell>> cells =
          models.stream()
              .map(
                  model ->
                      measures.stream()
                          .map(measure -> percent(find(heads, model, null, site, measure)))
                          .toList())
              .toList();
      List<String> names = measures.stream().map(name -> name.replace("best ", "")).toList();
      panels.add(new GridChart.Panel(site, models.stream().map(labels::of).toList(), names, cells));
    }
    String caption =
        "Score of the best head of a layer: mean over seeds, and its 95 % interval. Heads have no"
            + " order that seeds share, so single ones cannot be averaged. "
            + AnalysisTable.samples(stored.analyses(), AnalysisKind.HEADS);
    addGrid(
        panels,
        new GridChart.Look(
            "heads-best", "What the best heads attend to", caption, false, 76, 36, 100, SCORE));
  }

  private static final String SCORE = "share of the attention, %";

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
      if (one.findings() instanceof Findings.Heads heads) {
        List<List<Cell>> cells =
            heads.scores().heads().stream()
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
    addGrid(
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
                      places.stream()
                          .map(theirs -> find(pair, null, null, mine + " : " + theirs, "CKA"))
                          .map(row -> ratio(row))
                          .toList())
              .toList();
      panels.add(new GridChart.Panel(title(first), places, places, cells));
    }
    addGrid(
        panels,
        new GridChart.Look(
            "similarity",
            "How alike the layers of two models are",
            "Linear CKA of their residual streams, mean over seeds. Down: the model named first. "
                + AnalysisTable.samples(stored.analyses(), AnalysisKind.SIMILARITY),
            true,
            74,
            32,
            1,
            "CKA"));
  }

  private String title(AnalysisRow row) {
    Subject other = row.other();
    return labels.of(row.subject()) + (other == null ? "" : " with " + labels.of(other));
  }

  private void addGrid(List<GridChart.Panel> panels, GridChart.Look look) {
    boolean hasFigure =
        panels.stream()
            .flatMap(panel -> panel.cells().stream())
            .flatMap(List::stream)
            .anyMatch(cell -> Double.isFinite(cell.share()));
    if (hasFigure) {
      charts.add(GridChart.of(panels, look, footer));
    }
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

  private static @Nullable AnalysisRow find(
      List<AnalysisRow> rows,
      @Nullable Subject subject,
      @Nullable Subject other,
      String site,
      String measure) {
    return rows.stream()
        .filter(row -> subject == null || row.subject().equals(subject))
        .filter(row -> other == null || other.equals(row.other()))
        .filter(row -> row.site().equals(site) && row.measure().equals(measure))
        .findFirst()
        .orElse(null);
  }

  private static Cell percent(@Nullable AnalysisRow row) {
    if (row == null) {
      return new Cell(Double.NaN, DASH, "");
    }
    String interval = Figures.interval(row.metric(), row.summary().interval());
    return percent(row.summary().mean(), interval.equals(DASH) ? "" : interval);
  }

  private static Cell percent(double value, String small) {
    return new Cell(value / 100, Figures.of("accuracy", value), small);
  }

  private static Cell ratio(@Nullable AnalysisRow row) {
    double value = row == null ? Double.NaN : row.summary().mean();
    return new Cell(value, Double.isNaN(value) ? DASH : Figures.decimals(value, 2), "");
  }
}
