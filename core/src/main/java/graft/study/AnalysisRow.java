package graft.study;

import graft.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a study's analyses over seeds.
 *
 * @param kind of the analyses
 * @param subject the model
 * @param other what it is held against, or null
 * @param site see {@link AnalysisFigure#site}
 * @param measure see {@link AnalysisFigure#measure}
 * @param metric see {@link AnalysisFigure#metric}
 * @param summary over the seeds that have the figure
 * @param values by seed
 * @param reference mean of {@link AnalysisFigure#reference}; NaN where there is none
 * @param planned how many seeds there are to be
 */
public record AnalysisRow(
    AnalysisKind kind,
    Subject subject,
    @Nullable Subject other,
    String site,
    String measure,
    String metric,
    Summary summary,
    Map<Long, Double> values,
    double reference,
    int planned) {

  /** What analyses of several seeds have in common. */
  private record Group(AnalysisKind kind, Subject subject, @Nullable Subject other) {}

  /** What figures of several seeds have in common. */
  private record Line(String site, String measure, String metric) {}

  /** The rows of these analyses in their order; those without findings have none. */
  public static List<AnalysisRow> all(List<StudyAnalysis> analyses) {
    Map<Group, List<StudyAnalysis>> groups = new LinkedHashMap<>();
    for (StudyAnalysis one : analyses) {
      groups
          .computeIfAbsent(
              new Group(one.kind(), one.subject(), one.other()), k -> new ArrayList<>())
          .add(one);
    }
    List<AnalysisRow> rows = new ArrayList<>();
    groups.forEach((group, members) -> rows.addAll(rows(group, members)));
    return List.copyOf(rows);
  }

  private static List<AnalysisRow> rows(Group group, List<StudyAnalysis> members) {
    Map<Line, Map<Long, AnalysisFigure>> lines = new LinkedHashMap<>();
    for (StudyAnalysis one : members) {
      Findings findings = one.findings();
      for (AnalysisFigure figure :
          findings == null ? List.<AnalysisFigure>of() : AnalysisFigure.of(findings)) {
        Line line = new Line(figure.site(), figure.measure(), figure.metric());
        lines.computeIfAbsent(line, k -> new TreeMap<>()).put(one.seed(), figure);
      }
    }
    List<AnalysisRow> rows = new ArrayList<>();
    lines.forEach((line, figures) -> rows.add(row(group, line, figures, members.size())));
    return rows;
  }

  private static AnalysisRow row(
      Group group, Line line, Map<Long, AnalysisFigure> figures, int planned) {
    Map<Long, Double> values = new TreeMap<>();
    figures.forEach((seed, figure) -> values.put(seed, figure.value()));
    double[] references =
        figures.values().stream().mapToDouble(AnalysisFigure::reference).toArray();
    return new AnalysisRow(
        group.kind(),
        group.subject(),
        group.other(),
        line.site(),
        line.measure(),
        line.metric(),
        Summary.of(values.values().stream().mapToDouble(x -> x).toArray()),
        values,
        Summary.of(references).mean(),
        planned);
  }
}
