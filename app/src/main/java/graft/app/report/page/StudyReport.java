package graft.app.report.page;

import graft.app.report.TrialsCsv;
import graft.app.report.chart.AnalysisCharts;
import graft.app.report.chart.Chart;
import graft.app.report.chart.Palette;
import graft.app.report.chart.StudyCharts;
import graft.study.AnalysisRow;
import graft.study.StoredStudy;
import graft.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A study's report as a folder. The same results give the same files, whenever they are written.
 *
 * <pre>
 * index.html                      everything on one page that needs no other file
 * table.md  table.tex  table.csv  the table; the last with all statistics in full
 * trials.csv  trials.parquet      every trial, those without a result too
 * analyses.csv  analyses-over-seeds.csv  what was found inside the models, if the study looks
 * figures/NAME.svg  NAME.png      the figures
 * </pre>
 */
public final class StudyReport {
  private final Study study;
  private final StoredStudy stored;
  private final String yaml;

  /**
   * The report of a study.
   *
   * @param yaml the study file's text
   */
  public StudyReport(Study study, StoredStudy stored, String yaml) {
    this.study = study;
    this.stored = stored;
    this.yaml = yaml;
  }

  /** Writes all files, over what may be there. */
  public void write(Path folder) throws IOException {
    Path figures = Files.createDirectories(folder.resolve("figures"));
    String origin = new Origin(stored.result()).line();
    List<Chart> charts = StudyCharts.all(study, stored, origin);
    List<AnalysisRow> rows = AnalysisRow.all(stored.analyses());
    List<Chart> inside = AnalysisCharts.all(study, stored, rows, origin);
    Files.writeString(
        folder.resolve("index.html"), HtmlPage.of(study, stored, yaml, charts, rows, inside));
    Files.writeString(folder.resolve("table.md"), MarkdownTable.of(stored.result()));
    Files.writeString(folder.resolve("table.tex"), LatexTable.of(stored.result()));
    Files.writeString(folder.resolve("table.csv"), RowsCsv.of(stored.result()));
    Path trials = folder.resolve("trials.csv");
    Files.writeString(trials, TrialsCsv.of(stored.result()));
    TrialsParquet.write(trials, folder.resolve("trials.parquet"));
    if (!stored.analyses().isEmpty()) {
      Files.writeString(folder.resolve("analyses.csv"), AnalysesCsv.each(stored.analyses()));
      Files.writeString(folder.resolve("analyses-over-seeds.csv"), AnalysesCsv.overSeeds(rows));
    }
    for (Chart chart : Stream.concat(charts.stream(), inside.stream()).toList()) {
      Files.writeString(figures.resolve(chart.name() + ".svg"), chart.svg(Palette.lightAndDark()));
      Picture.write(chart, figures.resolve(chart.name() + ".png"));
    }
  }
}
