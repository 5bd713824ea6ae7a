package graft.app.report.chart;

import graft.app.report.chart.LegendEntry.Sign;
import graft.app.report.chart.ResponsePanel.Line;
import graft.app.report.chart.ResponsePanel.Point;
import graft.app.report.chart.ResponsePanel.Reference;
import graft.study.Perturbation.Kind;
import graft.study.PerturbationFamily;
import graft.study.PerturbationFamily.Dose;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric against the strength of a perturbation: a panel per family and task. */
final class PerturbationChart {
  private static final SeriesStyle RANDOM = SeriesStyle.of(0);

  /** With more lines than that, levels of their own would be a thicket. */
  private static final int MOST_LEVELS = 4;

  private final Cells cells;
  private final List<PerturbationFamily> families;
  private final Baselines baselines;
  private final List<String> sources;

  private PerturbationChart(Cells cells, List<PerturbationFamily> families, Baselines baselines) {
    this.cells = cells;
    this.families = families;
    this.baselines = baselines;
    this.sources =
        families.stream().flatMap(family -> family.sources().stream()).distinct().toList();
  }

  /** The figure, or null if there is nothing to show. */
  static @Nullable Chart of(
      Cells cells, List<PerturbationFamily> families, Baselines baselines, String footer) {
    return new PerturbationChart(cells, families, baselines).chart(footer);
  }

  private @Nullable Chart chart(String footer) {
    List<ResponsePanel> panels = new ArrayList<>();
    for (String task : cells.tasks()) {
      for (PerturbationFamily family : families) {
        ResponsePanel panel = panel(family, task);
        if (!panel.lines().isEmpty()) {
          panels.add(panel);
        }
      }
    }
    if (panels.stream().allMatch(ResponsePanel::isEmpty)) {
      return null;
    }
    int perLine = families.size() > 1 ? families.size() : panels.size();
    return new ResponseChart(cells.metric(), legend(panels), panels, perLine)
        .chart(
            "perturbation-" + cells.metric(),
            "What damage to the transplanted weights costs",
            "Line: mean over seeds. Band: 95 % bootstrap interval of the mean. Faint dots: single"
                + " seeds. Left of a break, or at 0 %: the same arm without the perturbation, which a"
                + " dashed level of the same colour carries on where there are no more than "
                + MOST_LEVELS
                + " lines; dashed grey: random weights. Damage grows to the right.",
            footer);
  }

  private List<LegendEntry> legend(List<ResponsePanel> panels) {
    List<LegendEntry> legend = new ArrayList<>();
    sources.forEach(source -> legend.add(new LegendEntry(Sign.LINE, style(source), source)));
    if (panels.stream().anyMatch(panel -> hasLevel(panel, true))) {
      legend.add(new LegendEntry(Sign.LEVEL, RANDOM, "random weights"));
    }
    if (panels.stream().anyMatch(panel -> hasLevel(panel, false))) {
      legend.add(new LegendEntry(Sign.LEVEL, SeriesStyle.of(1), "without the perturbation"));
    }
    legend.addAll(ResponseChart.marks(panels));
    return legend;
  }

  private static boolean hasLevel(ResponsePanel panel, boolean random) {
    return panel.references().stream().anyMatch(level -> level.style().equals(RANDOM) == random);
  }

  private SeriesStyle style(String source) {
    return SeriesStyle.of(1 + sources.indexOf(source));
  }

  private ResponsePanel panel(PerturbationFamily family, String task) {
    List<Line> lines = new ArrayList<>();
    List<Reference> references = new ArrayList<>();
    Row random = baselines.random(task);
    if (random != null && random.seeds() > 0) {
      references.add(new Reference(RANDOM, random.mean()));
    }
    for (String source : family.sources()) {
      List<Point> points = points(family, source, task);
      if (!points.isEmpty()) {
        lines.add(new Line(style(source), points));
      }
      String undamaged = family.undamaged();
      Row row = undamaged == null ? null : cells.row(source, undamaged, task);
      if (row != null && row.seeds() > 0 && family.sources().size() <= MOST_LEVELS) {
        references.add(new Reference(style(source), row.mean()));
      }
    }
    String title = family.kind().word() + " on " + family.label();
    return new ResponsePanel(title, task, axis(family), lines, references);
  }

  private List<Point> points(PerturbationFamily family, String source, String task) {
    List<Point> points = new ArrayList<>();
    for (Dose dose : family.doses()) {
      add(source, dose.arm(), task, place(family, dose.setting()), points);
    }
    // Damage grows with falling rank.
    List<Point> ordered =
        isRank(family) ? new ArrayList<>(points.reversed()) : new ArrayList<>(points);
    String undamaged = family.undamaged();
    if (undamaged != null && !points.isEmpty()) {
      List<Point> first = new ArrayList<>();
      add(source, undamaged, task, isShare(family) ? 0.0 : null, first);
      ordered.addAll(0, first);
    }
    return ordered;
  }

  private void add(String source, String arm, String task, @Nullable Double x, List<Point> points) {
    Row row = cells.row(source, arm, task);
    if (row != null) {
      points.add(Point.of(sources.size() == 1 ? arm : source + " " + arm, x, row));
    }
  }

  private static boolean isShare(PerturbationFamily family) {
    return family.kind() == Kind.PRUNE;
  }

  private static boolean isRank(PerturbationFamily family) {
    return family.kind() == Kind.LOW_RANK;
  }

  /** Shares are percentages. */
  private static double place(PerturbationFamily family, double setting) {
    return isShare(family) ? 100 * setting : setting;
  }

  private static StrengthAxis axis(PerturbationFamily family) {
    List<Double> places =
        family.doses().stream().map(dose -> place(family, dose.setting())).toList();
    boolean undamaged = family.undamaged() != null;
    if (isShare(family)) {
      List<Double> ticks = List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
      String title = "pruned, % of the weights";
      return new StrengthAxis(title, StrengthAxis.Kind.LINEAR, 0, 100, ticks, null);
    }
    return isRank(family)
        ? StrengthAxis.over(
            "rank that is left", StrengthAxis.Kind.FALLING, places, undamaged ? "full" : null)
        : StrengthAxis.over(
            "noise, standard deviations of a tensor",
            StrengthAxis.Kind.LOGARITHMIC,
            places,
            undamaged ? "0" : null);
  }
}
