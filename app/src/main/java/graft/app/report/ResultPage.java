package graft.app.report;

import graft.statistics.Interval;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A page of documentation about one study, made from its committed trials and nothing else. */
public final class ResultPage {
  private final String study;
  private final List<Trial> trials;

  private ResultPage(String study, List<Trial> trials) {
    this.study = study;
    this.trials = trials;
  }

  /** The page in Markdown. */
  public static String of(String study, List<Trial> trials) {
    return new ResultPage(study, trials).page();
  }

  private String page() {
    StringBuilder text =
        new StringBuilder(
            """
            <!-- Generated from STUDY.csv; do not edit. -->
            # Results of `STUDY`

            Defined in [studies/STUDY.yaml](../../studies/STUDY.yaml); every trial is in [STUDY.csv](STUDY.csv).
            Accuracies in percent; intervals are 95 % bootstrap intervals (BCa) of the mean.

            | pretraining | arm | task | metric | mean | sd | 95 % interval | each seed | steps | paper |
            | --- | --- | --- | --- | ---: | ---: | --- | --- | --- | ---: |
            """
                .replace("STUDY", study));
    groups().values().forEach(group -> text.append(row(group)));
    text.append("\nComputed ").append(all(trial -> trial.finished().substring(0, 10)));
    text.append(" by commit ").append(all(Trial::commit));
    text.append(" with ").append(all(Trial::engine));
    text.append(" on ").append(all(Trial::processor));
    text.append(", Java ").append(all(Trial::java)).append(".\n");
    return text.toString();
  }

  private Map<List<String>, List<Trial>> groups() {
    return trials.stream()
        .collect(
            Collectors.groupingBy(
                t -> List.of(t.pretrain(), t.arm(), t.task(), t.metric()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static String row(List<Trial> group) {
    Trial first = group.getFirst();
    String metric = first.metric();
    List<Double> values = group.stream().map(Trial::value).toList();
    Row row = Row.of(first.pretrain(), first.arm(), first.task(), metric, values, first.paper());
    Interval interval = row.summary().interval();
    List<String> cells =
        List.of(
            row.pretrain(),
            row.arm(),
            row.task(),
            metric,
            Figures.of(metric, row.mean(), interval),
            Figures.of(metric, row.sd(), interval),
            Figures.interval(metric, interval),
            list(group, trial -> Figures.of(metric, trial.value())),
            list(group, trial -> Long.toString(trial.steps())),
            Figures.of(metric, row.paper()));
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String list(List<Trial> group, Function<Trial, String> shown) {
    return group.stream().map(shown).collect(Collectors.joining(", "));
  }

  private String all(Function<Trial, String> shown) {
    return String.join(
        ", ", trials.stream().map(shown).collect(Collectors.toCollection(TreeSet::new)));
  }
}
