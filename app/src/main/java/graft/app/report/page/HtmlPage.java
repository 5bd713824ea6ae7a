package graft.app.report.page;

import graft.app.report.AnalysisTable;
import graft.app.report.ContrastTable;
import graft.app.report.Figures;
import graft.app.report.ResultNotes;
import graft.app.report.ResultTable;
import graft.app.report.TrialLine;
import graft.app.report.chart.Chart;
import graft.app.report.chart.Palette;
import graft.study.AnalysisKind;
import graft.study.AnalysisRow;
import graft.study.StoredStudy;
import graft.study.Study;
import graft.study.StudyAnalysis;
import graft.study.StudyResult;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A study's report as one HTML file that needs nothing else: no script, no font, no network. */
final class HtmlPage {
  private final Study study;
  private final StudyResult result;
  private final String yaml;
  private final List<Chart> charts;
  private final List<StudyAnalysis> analyses;
  private final List<AnalysisRow> analysisRows;
  private final List<Chart> analysisCharts;
  private final Origin origin;
  private final StringBuilder html = new StringBuilder();

  private HtmlPage(
      Study study,
      StoredStudy stored,
      String yaml,
      List<Chart> charts,
      List<AnalysisRow> analysisRows,
      List<Chart> analysisCharts) {
    this.study = study;
    this.result = stored.result();
    this.yaml = yaml;
    this.charts = charts;
    this.analyses = stored.analyses();
    this.analysisRows = analysisRows;
    this.analysisCharts = analysisCharts;
    this.origin = new Origin(result);
  }

  /**
   * The page.
   *
   * @param yaml the study file's text
   * @param charts of the results
   * @param analysisCharts of what was found inside the models
   */
  static String of(
      Study study,
      StoredStudy stored,
      String yaml,
      List<Chart> charts,
      List<AnalysisRow> analysisRows,
      List<Chart> analysisCharts) {
    return new HtmlPage(study, stored, yaml, charts, analysisRows, analysisCharts).page();
  }

  private String page() {
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%1$s</title>
        <style>
        %2$s
        %3$s
        </style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        """
            .formatted(escaped(study.name()), PageStyle.CSS, Palette.lightAndDark()));
    if (!study.question().isEmpty()) {
      html.append("<p class=\"question\">").append(escaped(study.question())).append("</p>\n");
    }
    html.append("<p>").append(escaped(setting())).append("</p>\n");
    results();
    failures();
    charts.forEach(this::figure);
    inside();
    comparisons();
    trials();
    html.append("<h2>Study file</h2>\n<details><summary>As it was read</summary>\n<pre>");
    html.append(escaped(yaml)).append("</pre></details>\n");
    footer();
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private String setting() {
    Study.Shape shape = study.shape();
    long finished = result.trials().stream().map(Trial::recipe).distinct().count();
    long missing =
        result.rows().stream()
            .flatMap(row -> row.missing().stream())
            .map(Missing::recipe)
            .distinct()
            .count();
    return "A model of %s, %s and width %d; %s, %s, %s, %s. The store has %d of %d trials."
        .formatted(
            Figures.counted(shape.layers(), "layer"),
            Figures.counted(shape.heads(), "head"),
            shape.width(),
            Figures.counted(study.pretrainings().size(), "pretraining"),
            Figures.counted(study.arms().size(), "arm"),
            Figures.counted(study.tasks().size(), "task"),
            Figures.counted(study.seeds().size(), "seed"),
            finished,
            finished + missing);
  }

  private void results() {
    html.append("<h2>Results</h2>\n");
    table(ResultTable.lines(result), ResultTable.right(result));
    if (!result.contrasts().isEmpty()) {
      html.append("<h2>Contrasts</h2>\n");
      table(ContrastTable.lines(result), ContrastTable.RIGHT);
    }
    html.append("<ul class=\"notes\">\n");
    ResultNotes.sentences(result)
        .forEach(note -> html.append("<li>").append(escaped(note)).append("</li>\n"));
    html.append("</ul>\n");
  }

  private void failures() {
    if (result.failures().isEmpty()) {
      return;
    }
    html.append("<h2>Failed</h2>\n<ul class=\"notes\">\n");
    result
        .failures()
        .forEach(failure -> html.append("<li>").append(escaped(failure)).append("</li>\n"));
    html.append("</ul>\n");
  }

  private void table(List<List<String>> lines, List<Boolean> right) {
    html.append("<div class=\"wide\" tabindex=\"0\"><table>\n<thead>\n");
    line(lines.getFirst(), right, "th");
    html.append("</thead>\n<tbody>\n");
    lines.stream().skip(1).forEach(cells -> line(cells, right, "td"));
    html.append("</tbody>\n</table></div>\n");
  }

  private void line(List<String> cells, List<Boolean> right, String element) {
    html.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String end = right.get(i) ? " class=\"n\"" : "";
      String cell = escaped(cells.get(i).strip());
      html.append("<%s%s>%s</%s>".formatted(element, end, cell, element));
    }
    html.append("</tr>\n");
  }

  private void figure(Chart chart) {
    html.append("<figure>\n<div class=\"wide\" tabindex=\"0\">");
    html.append(chart.inline());
    html.append("</div>\n<figcaption>").append(escaped(chart.caption())).append("</figcaption>\n");
    html.append("</figure>\n");
  }

  /** What was found inside the models. */
  private void inside() {
    if (analyses.isEmpty()) {
      return;
    }
    html.append("<h2>Inside the models</h2>\n");
    String missing = AnalysisTable.missing(analyses);
    if (!missing.isEmpty()) {
      html.append("<p>").append(escaped(missing)).append("</p>\n");
    }
    analysisCharts.forEach(this::figure);
    for (AnalysisKind kind : AnalysisKind.values()) {
      List<List<String>> lines = AnalysisTable.lines(study, analysisRows, kind);
      if (lines.size() > 1) {
        html.append("<h2>Inside the models: ").append(kind.word()).append("</h2>\n<p>");
        html.append(escaped(AnalysisTable.meaning(kind))).append("</p>\n");
        html.append("<details><summary>Over seeds</summary>\n");
        table(lines, AnalysisTable.right());
        html.append("</details>\n");
      }
    }
  }

  private void comparisons() {
    List<Row> compared = result.rows().stream().filter(row -> row.comparison() != null).toList();
    if (compared.isEmpty()) {
      return;
    }
    html.append("<h2>Comparisons in full</h2>\n");
    html.append(
        """
        <p>Differences from the baseline on the same seeds; their 95 % bootstrap interval (BCa); Cohen's d<sub>z</sub>;
        p by flipping signs, and after Holm's correction; seeds needed to see this effect with
        80 % power.</p>
        """);
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "pretrain",
            "arm",
            "task",
            "metric",
            "baseline",
            "pairs",
            "diff",
            "95 % interval",
            "d_z",
            "p",
            "p, Holm",
            "needed"));
    compared.forEach(row -> lines.add(comparison(row)));
    List<Boolean> right =
        List.of(false, false, false, false, false, true, true, false, true, true, true, true);
    table(lines, right);
  }

  private static List<String> comparison(Row row) {
    Comparison c = Objects.requireNonNull(row.comparison());
    Double effect = c.paired().effect();
    boolean same = c.pretrain().equals(row.pretrain());
    return List.of(
        row.pretrain(),
        row.arm(),
        row.task(),
        row.metric(),
        same ? c.arm() : c.pretrain() + " " + c.arm(),
        Integer.toString(c.paired().pairs()),
        Figures.signed(row.metric(), c.paired().difference(), c.paired().interval()),
        Figures.interval(row.metric(), c.paired().interval()),
        effect == null ? Figures.NONE : Figures.decimals(effect, 1).replace('-', '\u2212'),
        Figures.probability(c.paired().p()),
        Figures.probability(c.holm()),
        c.seedsNeeded() == null ? Figures.NONE : c.seedsNeeded().toString());
  }

  private void trials() {
    html.append("<h2>Trials</h2>\n<details><summary>Every trial with its recipe</summary>\n");
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of("pretrain", "arm", "task", "metric", "seed", "figure", "steps", "state", "recipe"));
    TrialLine.all(result).forEach(trial -> lines.add(trial(trial)));
    table(lines, List.of(false, false, false, false, true, true, true, false, false));
    html.append("</details>\n");
  }

  private static List<String> trial(TrialLine trial) {
    return List.of(
        trial.pretrain(),
        trial.arm(),
        trial.task(),
        trial.metric(),
        Long.toString(trial.seed()),
        Figures.of(trial.metric(), trial.value()),
        trial.steps() == null ? Figures.NONE : trial.steps().toString(),
        trial.state(),
        trial.recipe().substring(0, Math.min(12, trial.recipe().length())));
  }

  private void footer() {
    html.append("<footer>\n<p>").append(escaped(origin.line())).append("</p>\n<p>Engine ");
    html.append(escaped(origin.all(Trial::engine))).append("; ");
    html.append(escaped(origin.all(Trial::processor))).append("; Java ");
    html.append(escaped(origin.all(Trial::java))).append("; computed ");
    html.append(
        escaped(origin.all(t -> t.finished().substring(0, Math.min(10, t.finished().length())))));
    html.append(".</p>\n<p>Made by graft report. Everything in full: table.csv, trials.csv and ");
    html.append("trials.parquet beside this page.</p>\n</footer>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
