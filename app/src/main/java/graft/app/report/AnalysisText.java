package graft.app.report;

import graft.analysis.AttentionScores;
import graft.analysis.Effect;
import graft.analysis.HeadScores;
import graft.analysis.ModelAnalysis;
import graft.analysis.ModelComparison;
import graft.analysis.Outcome;
import graft.analysis.ProbeScore;
import graft.model.GptConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was found in a model, as tables for people. docs/analysis.md defines every column. */
public final class AnalysisText {
  private final AnalysisHead head;
  private final ModelAnalysis analysis;
  private final @Nullable ModelComparison comparison;
  private final StringBuilder text = new StringBuilder();

  private AnalysisText(
      AnalysisHead head, ModelAnalysis analysis, @Nullable ModelComparison comparison) {
    this.head = head;
    this.analysis = analysis;
    this.comparison = comparison;
  }

  /**
   * The tables, each ended by a line feed.
   *
   * @param comparison with another model, or null
   */
  public static String of(
      AnalysisHead head, ModelAnalysis analysis, @Nullable ModelComparison comparison) {
    return new AnalysisText(head, analysis, comparison).text();
  }

  private String text() {
    heading();
    heads();
    ablation();
    probes();
    if (comparison != null) {
      cka(comparison.cka());
      patching(comparison);
    }
    return text.toString();
  }

  private void heading() {
    text.append("MODEL  ").append(model(head.model(), analysis.config())).append('\n');
    if (comparison != null) {
      text.append("OTHER  ").append(model(head.other(), comparison.config())).append('\n');
    }
    text.append(
        String.format(
            Locale.ROOT,
            "on the first %,d held-out examples of %s (%s), seed %d; predictions that count: %,d%n",
            head.samples(),
            head.procedure().name(),
            SettingsText.of(head.procedure()),
            head.seed(),
            head.predictions()));
  }

  private static String model(String name, GptConfig config) {
    return "%s: %s, %s, width %d, vocabulary %d, %s"
        .formatted(
            name,
            Figures.counted(config.layers(), "layer"),
            Figures.counted(config.heads(), "head"),
            config.width(),
            config.vocabulary(),
            Figures.counted(config.positions(), "position"));
  }

  private void section(String title, List<String> columns, List<List<String>> rows, int words) {
    List<List<String>> all = new ArrayList<>(List.of(columns));
    all.addAll(rows);
    List<Boolean> right = IntStream.range(0, columns.size()).mapToObj(i -> i >= words).toList();
    text.append('\n').append(title).append('\n').append(TextTable.layOut(all, right));
  }

  private void heads() {
    List<List<String>> rows = new ArrayList<>();
    HeadScores scores = analysis.heads();
    for (int layer = 0; layer < scores.heads().size(); layer++) {
      for (int h = 0; h < scores.heads().get(layer).size(); h++) {
        rows.add(row("layer " + layer + " head " + h, scores.heads().get(layer).get(h)));
      }
    }
    rows.add(row("uniform", scores.uniform()));
    section(
        "Heads: entropy of the attention, and its share in % that goes to certain tokens",
        List.of(
            "head", "nats", "of most", "previous", "duplicate", "induction", "target", "most at"),
        rows,
        1);
  }

  private static List<String> row(String name, AttentionScores scores) {
    int distance = scores.mainDistance();
    return List.of(
        name,
        Figures.of("loss", scores.entropy()),
        percent(scores.entropyShare()),
        percent(scores.previous()),
        percent(scores.duplicate()),
        percent(scores.induction()),
        percent(scores.target()),
        (distance == 0 ? "0" : "-" + distance)
            + " ("
            + percent(scores.byDistance().get(distance))
            + ")");
  }

  private static String percent(double share) {
    return Figures.of("accuracy", 100 * share);
  }

  private void ablation() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("untouched", analysis.untouched(), analysis.untouched()));
    rows.addAll(rows(analysis.zeroAblation(), analysis.meanAblation()));
    section(
        "Ablation: accuracy in % and loss if a part adds nothing, or always its mean",
        List.of("part", "nothing", "loss", "mean", "loss"), rows, 1);
  }

  private static List<List<String>> rows(List<Effect> left, List<Effect> right) {
    return IntStream.range(0, left.size())
        .mapToObj(
            i -> row(left.get(i).site().toString(), left.get(i).outcome(), right.get(i).outcome()))
        .toList();
  }

  private static List<String> row(String name, Outcome left, Outcome right) {
    return List.of(
        name,
        percent(left.accuracy()),
        Figures.of("loss", left.loss()),
        percent(right.accuracy()),
        Figures.of("loss", right.loss()));
  }

  private void probes() {
    if (analysis.probes().isEmpty()) {
      return;
    }
    List<String> columns =
        new ArrayList<>(List.of("trait", "from", "measure", "MODEL", "shuffled", "chance"));
    List<List<String>> rows = new ArrayList<>();
    for (ProbeScore probe : analysis.probes()) {
      rows.add(
          new ArrayList<>(
              List.of(
                  probe.trait().id(),
                  place(probe.layer()),
                  probe.trait().isClass() ? "accuracy" : "R^2",
                  score(probe, probe.score()),
                  score(probe, probe.shuffled()),
                  score(probe, probe.chance()))));
    }
    if (comparison != null && comparison.probes().size() == rows.size()) {
      columns.add("OTHER");
      for (int i = 0; i < rows.size(); i++) {
        ProbeScore probe = comparison.probes().get(i);
        rows.get(i).add(score(probe, probe.score()));
      }
    }
    section(
        "Probes: what a linear map reads from the residual stream of unseen sequences",
        columns,
        rows,
        3);
  }

  private static String score(ProbeScore probe, double score) {
    return probe.trait().isClass() || !Double.isFinite(score)
        ? percent(score)
        : Figures.decimals(score, 3);
  }

  private static String place(int layer) {
    return layer == 0 ? "embeddings" : "layer " + (layer - 1);
  }

  private void cka(List<List<Double>> cka) {
    List<String> columns = new ArrayList<>(List.of("MODEL \\ OTHER"));
    IntStream.range(0, cka.getFirst().size()).mapToObj(AnalysisText::place).forEach(columns::add);
    List<List<String>> rows = new ArrayList<>();
    for (int layer = 0; layer < cka.size(); layer++) {
      List<String> row = new ArrayList<>(List.of(place(layer)));
      cka.get(layer).forEach(value -> row.add(Figures.of("loss", value)));
      rows.add(row);
    }
    section("CKA: how alike the residual streams are, 0 to 1", columns, rows, 1);
  }

  private void patching(ModelComparison with) {
    if (with.intoModel().isEmpty()) {
      text.append("\nNo patching: the two differ in layers, heads or width.\n");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("untouched", analysis.untouched(), with.untouched()));
    rows.addAll(rows(with.intoModel(), with.intoOther()));
    section(
        "Patching: accuracy in % and loss if a part adds what the other model's adds",
        List.of("part", "in MODEL", "loss", "in OTHER", "loss"), rows, 1);
  }
}
