package graft.app.report.chart;

import graft.app.report.chart.LegendEntry.Sign;
import graft.app.report.chart.ResponsePanel.Line;
import graft.app.report.chart.ResponsePanel.Point;
import graft.app.report.chart.ResponsePanel.Reference;
import graft.app.report.chart.ResponsePanel.Seed;
import graft.study.DoseFamily;
import graft.study.DoseFamily.Dose;
import graft.study.Pretraining;
import graft.study.StoredStudy;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A metric against the steps of pretraining: a panel per family and task, a line per arm. */
final class DoseChart {
  private static final SeriesStyle RANDOM = SeriesStyle.of(0);

  private final Cells cells;
  private final List<DoseFamily> families;
  private final Baselines baselines;
  private final StoredStudy stored;

  private DoseChart(
      Cells cells, List<DoseFamily> families, Baselines baselines, StoredStudy stored) {
    this.cells = cells;
    this.families = families;
    this.baselines = baselines;
    this.stored = stored;
  }

  /** The figure, or null if there is nothing to show. */
  static @Nullable Chart of(
      Cells cells,
      List<DoseFamily> families,
      Baselines baselines,
      StoredStudy stored,
      String footer) {
    return new DoseChart(cells, families, baselines, stored).chart(footer);
  }

  private @Nullable Chart chart(String footer) {
    List<ResponsePanel> panels = new ArrayList<>();
    boolean empty = true;
    for (String task : cells.tasks()) {
      for (DoseFamily family : families) {
        List<Line> lines = lines(family, task);
        if (!lines.isEmpty()) {
          panels.add(panel(family, task, lines));
          empty &= lines.stream().allMatch(Line::isEmpty);
        }
      }
    }
    if (empty) {
      return null;
    }
    int perLine = families.size() > 1 ? families.size() : panels.size();
    return new ResponseChart(cells.metric(), legend(panels), panels, perLine)
        .chart(
            "dose-" + cells.metric(),
            "How the gain grows with the steps of pretraining",
            "Line: mean over seeds. Band: 95 % bootstrap interval of the mean. Faint dots: single"
                + " seeds. Left of the break, and dashed: random weights, which no pretraining was"
                + " spent on. A run that stopped early stands at the steps that it made, the mean"
                + " at the mean of its seeds' steps.",
            footer);
  }

  private List<LegendEntry> legend(List<ResponsePanel> panels) {
    List<LegendEntry> legend = new ArrayList<>();
    List<String> arms = families.getFirst().arms();
    for (String arm : arms) {
      legend.add(new LegendEntry(Sign.LINE, style(arm), arm));
    }
    if (panels.stream().anyMatch(panel -> !panel.references().isEmpty())) {
      legend.add(new LegendEntry(Sign.LEVEL, RANDOM, "random weights"));
    }
    legend.addAll(ResponseChart.marks(panels));
    return legend;
  }

  private SeriesStyle style(String arm) {
    return SeriesStyle.of(1 + families.getFirst().arms().indexOf(arm));
  }

  private ResponsePanel panel(DoseFamily family, String task, List<Line> lines) {
    List<Line> all = new ArrayList<>(lines);
    List<Reference> references = new ArrayList<>();
    Row random = baselines.random(task);
    if (random != null) {
      all.addFirst(new Line(RANDOM, List.of(Point.of(random.arm(), null, random))));
      if (random.seeds() > 0) {
        references.add(new Reference(RANDOM, random.mean()));
      }
    }
    boolean apart =
        all.stream().flatMap(line -> line.points().stream()).anyMatch(p -> p.x() == null);
    StrengthAxis axis =
        StrengthAxis.round("steps of pretraining", places(lines), apart ? "0" : null);
    return new ResponsePanel("pretraining: " + family.label(), task, axis, all, references);
  }

  private static List<Double> places(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .flatMap(p -> Stream.concat(Stream.ofNullable(p.x()), p.seeds().stream().map(Seed::x)))
        .filter(Objects::nonNull)
        .toList();
  }

  private List<Line> lines(DoseFamily family, String task) {
    List<Line> lines = new ArrayList<>();
    for (String arm : family.arms()) {
      List<Point> points = new ArrayList<>();
      for (Dose dose : family.doses()) {
        Row row = cells.row(dose.pretrain(), arm, task);
        if (row != null) {
          points.add(point(dose, row));
        }
      }
      if (!points.isEmpty()) {
        points.sort(
            Comparator.comparing(Point::x, Comparator.nullsFirst(Comparator.naturalOrder())));
        lines.add(new Line(style(arm), points));
      }
    }
    return lines;
  }

  private Point point(Dose dose, Row row) {
    List<Trial> trials =
        stored.result().trials().stream()
            .filter(trial -> row.has(trial) && Double.isFinite(trial.value()))
            .toList();
    List<Seed> seeds =
        trials.stream()
            .map(t -> new Seed(place((double) steps(dose, t.seed())), t.value()))
            .toList();
    List<Long> numbers = trials.stream().map(Trial::seed).toList();
    double mean =
        Pretraining.meanSteps(stored.pretrainings(), dose.pretrain(), numbers, dose.steps());
    String label = dose.pretrain() + (cells.arms().size() > 1 ? " " + row.arm() : "");
    return new Point(label, place(mean), seeds, row.summary(), row.planned(), row.paper());
  }

  private long steps(Dose dose, long seed) {
    return Pretraining.steps(stored.pretrainings(), dose.pretrain(), seed).orElse(dose.steps());
  }

  /** No steps have no place on a logarithmic axis. */
  private static @Nullable Double place(double steps) {
    return steps > 0 ? steps : null;
  }
}
