package graft.app.report.page;

import graft.app.report.ContrastTable;
import graft.app.report.Figures;
import graft.study.StudyResult;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page that puts published figures beside ours: written by hand but for the tables, which stand
 * between the lines {@code <!-- paper -->}, {@code <!-- rows STUDY -->} or {@code <!-- contrasts
 * STUDY -->} and the line {@code <!-- end -->} and are made of the committed trials.
 */
public final class ReproductionPage {
  private static final Pattern BLOCK =
      Pattern.compile(
          "(<!-- (paper|rows|contrasts)(?: (\\S+))? -->\n).*?(<!-- end -->)", Pattern.DOTALL);

  private static final List<String> PAPER =
      List.of(
          "study",
          "pretraining",
          "arm",
          "task",
          "paper",
          "ours",
          "95 % interval",
          "seeds",
          "steps");
  private static final List<Boolean> PAPER_RIGHT =
      List.of(false, false, false, false, true, true, false, true, true);

  private static final List<String> ROWS =
      List.of("pretraining", "arm", "task", "mean", "95 % interval", "each seed", "paper");
  private static final List<Boolean> ROWS_RIGHT =
      List.of(false, false, false, true, false, false, true);

  private final Map<String, StudyResult> results;

  private ReproductionPage(Map<String, StudyResult> results) {
    this.results = results;
  }

  /**
   * The page with its tables made anew.
   *
   * @param text the page as it is
   * @param results by study, in the order of the page
   * @throws IllegalArgumentException if a table is of a study that is not among the results
   */
  public static String of(String text, Map<String, StudyResult> results) {
    ReproductionPage page = new ReproductionPage(results);
    return BLOCK
        .matcher(text)
        .replaceAll(
            block ->
                Matcher.quoteReplacement(
                    block.group(1)
                        + "\n"
                        + page.table(block.group(2), block.group(3))
                        + "\n"
                        + block.group(4)));
  }

  private String table(String kind, String study) {
    if (kind.equals("paper")) {
      return paper();
    }
    StudyResult result = results.get(study);
    if (result == null) {
      throw new IllegalArgumentException("no committed trials of study '" + study + "'");
    }
    return kind.equals("rows")
        ? rows(result)
        : MarkdownTable.table(ContrastTable.lines(result), ContrastTable.RIGHT);
  }

  private String paper() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(PAPER);
    results.forEach(
        (study, result) ->
            distinct(result)
                .forEach(
                    (row, pretrain) -> {
                      if (row.paper() != null) {
                        lines.add(besideThePaper(result, row, pretrain));
                      }
                    }));
    return MarkdownTable.table(lines, PAPER_RIGHT);
  }

  private static List<String> besideThePaper(StudyResult result, Row row, String pretrain) {
    String metric = row.metric();
    return List.of(
        result.study(),
        pretrain,
        row.arm(),
        row.task(),
        Figures.of(metric, row.paper()),
        Figures.of(metric, row.mean(), row.summary().interval()),
        Figures.interval(metric, row.summary().interval()),
        Integer.toString(row.seeds()),
        trials(result, row).stream()
            .map(trial -> Long.toString(trial.steps()))
            .distinct()
            .collect(Collectors.joining(", ")));
  }

  private static String rows(StudyResult result) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(ROWS);
    distinct(result)
        .forEach(
            (row, pretrain) -> {
              String metric = row.metric();
              lines.add(
                  List.of(
                      pretrain,
                      row.arm(),
                      row.task(),
                      Figures.of(metric, row.mean(), row.summary().interval()),
                      Figures.interval(metric, row.summary().interval()),
                      trials(result, row).stream()
                          .map(trial -> Figures.of(metric, trial.value()))
                          .collect(Collectors.joining(", ")),
                      Figures.of(metric, row.paper())));
            });
    return MarkdownTable.table(lines, ROWS_RIGHT);
  }

  /**
   * The rows of a study, each with its pretraining for readers. What takes nothing from the
   * pretrainings is one set of trials in a row for each of them: it is shown once.
   */
  private static Map<Row, String> distinct(StudyResult result) {
    Map<List<String>, List<Row>> same = new LinkedHashMap<>();
    for (Row row : result.rows()) {
      List<Trial> trials = trials(result, row);
      List<String> recipes = new ArrayList<>(List.of(row.arm(), row.task(), row.metric()));
      recipes.add(trials.isEmpty() ? row.pretrain() : "");
      trials.forEach(trial -> recipes.add(trial.recipe()));
      same.computeIfAbsent(recipes, key -> new ArrayList<>()).add(row);
    }
    Map<Row, String> distinct = new LinkedHashMap<>();
    same.values()
        .forEach(
            rows ->
                distinct.put(
                    rows.getFirst(), rows.size() == 1 ? rows.getFirst().pretrain() : Figures.NONE));
    return distinct;
  }

  private static List<Trial> trials(StudyResult result, Row row) {
    return result.trials().stream().filter(row::has).toList();
  }
}
