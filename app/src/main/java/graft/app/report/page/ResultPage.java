package graft.app.report.page;

import graft.app.report.Figures;
import graft.app.report.ResultTable;
import graft.statistics.Interval;
import graft.study.Cut;
import graft.study.StoredStudy;
import graft.study.Study;
import graft.study.StudyResult;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of documentation about one study, made from its file and its committed trials and nothing
 * else.
 */
public final class ResultPage {
  private static final List<String> HEAD =
      List.of(
          "pretraining",
          "arm",
          "task",
          "metric",
          "mean",
          "sd",
          "95 % interval",
          "diff",
          "each seed",
          "steps",
          "paper");
  private static final List<Boolean> RIGHT =
      List.of(false, false, false, false, true, true, false, true, false, false, true);

  private final Study study;
  private final StudyResult result;
  private final String arithmetic;

  private ResultPage(Study study, StudyResult result, String arithmetic) {
    this.study = study;
    this.result = result;
    this.arithmetic = arithmetic;
  }

  /**
   * The page in Markdown.
   *
   * @param arithmetic of the engine that computes the study today, see {@link StoredStudy#read}
   * @throws IllegalArgumentException if a trial is in no row of the study
   */
  public static String of(Study study, List<Trial> trials, String arithmetic) {
    return new ResultPage(study, StudyResult.tabulated(study, trials), arithmetic).page();
  }

  private String page() {
    StringBuilder text =
        new StringBuilder(
            """
            <!-- Generated from STUDY.csv; do not edit. -->
            # Results of `STUDY`

            *QUESTION*

            Defined in [studies/STUDY.yaml](../../studies/STUDY.yaml); every trial is in [STUDY.csv](STUDY.csv).
            Accuracies in percent.

            """
                .replace("STUDY", study.name())
                .replace("QUESTION", study.question()));
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    result.rows().forEach(row -> lines.add(cells(row)));
    text.append(MarkdownTable.table(lines, RIGHT)).append(MarkdownTable.rest(result));
    text.append("\nComputed ").append(all(trial -> trial.finished().substring(0, 10)));
    text.append(" by commit ").append(all(Trial::commit));
    text.append(" with ").append(all(Trial::engine));
    text.append(" on ").append(all(Trial::processor));
    text.append(", Java ").append(all(Trial::java)).append(".\n");
    String options = options(study, result.trials(), arithmetic);
    text.append(
        options == null
            ? "The recipes are those of an earlier version of the study or of the engine's arithmetic.\n"
            : "`./graft run studies/"
                + study.name()
                + ".yaml"
                + options
                + "` computes these recipes.\n");
    return text.toString();
  }

  private List<String> cells(Row row) {
    String metric = row.metric();
    Interval interval = row.summary().interval();
    List<Trial> trials = result.trials().stream().filter(row::has).toList();
    return List.of(
        row.pretrain(),
        row.arm(),
        row.task(),
        metric,
        Figures.of(metric, row.mean(), interval),
        Figures.of(metric, row.sd(), interval),
        Figures.interval(metric, interval),
        difference(row),
        list(trials, trial -> Figures.of(metric, trial.value())),
        trials.stream()
            .map(trial -> Long.toString(trial.steps()))
            .distinct()
            .collect(Collectors.joining(", ")),
        Figures.of(metric, row.paper()));
  }

  private static String difference(Row row) {
    Comparison comparison = row.comparison();
    return comparison == null
        ? Figures.NONE
        : Figures.signed(
                row.metric(), comparison.paired().difference(), comparison.paired().interval())
            + (comparison.significant() ? ResultTable.MARK : "");
  }

  private static String list(List<Trial> trials, Function<Trial, String> shown) {
    return trials.stream().map(shown).collect(Collectors.joining(", "));
  }

  private String all(Function<Trial, String> shown) {
    return String.join(
        ", ", result.trials().stream().map(shown).collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * The options with which {@code graft run} computes the recipes of these trials: none as an empty
   * text, others with a blank before each. Null if there are none, as with a study that has changed
   * since.
   */
  static @Nullable String options(Study study, List<Trial> trials, String arithmetic) {
    List<Long> seeds = trials.stream().map(Trial::seed).distinct().sorted().toList();
    long steps = trials.stream().mapToLong(Trial::steps).max().orElse(0);
    Set<String> recipes = trials.stream().map(Trial::recipe).collect(Collectors.toSet());
    for (boolean quick : List.of(false, true)) {
      for (boolean shorter : List.of(false, true)) {
        Study cut = new Cut(null, shorter ? (Long) steps : null, null).of(study, quick);
        Study same = new Cut(seeds, null, null).of(cut, false);
        if (StoredStudy.names(same, arithmetic).containsAll(recipes)) {
          return (quick ? " --quick" : "")
              + (shorter ? " --steps " + steps : "")
              + (seeds.equals(cut.seeds()) ? "" : " --seeds " + words(seeds));
        }
      }
    }
    return null;
  }

  private static String words(Collection<Long> seeds) {
    return seeds.stream().map(String::valueOf).collect(Collectors.joining(","))
        + (seeds.size() == 1 ? "," : "");
  }
}
