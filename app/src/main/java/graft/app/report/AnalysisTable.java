package graft.app.report;

import graft.study.AnalysisKind;
import graft.study.AnalysisRow;
import graft.study.Study;
import graft.study.StudyAnalysis;
import graft.study.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was found inside a study's models, over seeds, as cells of text. */
public final class AnalysisTable {
  private static final List<Boolean> RIGHT =
      List.of(false, false, false, true, true, false, true, true, false);

  /** More procedures than that are not named in a caption. */
  private static final int MOST_NAMED = 3;

  private AnalysisTable() {}

  /** The head, and a line per figure of a kind. CKA between different layers is in the files. */
  public static List<List<String>> lines(Study study, List<AnalysisRow> rows, AnalysisKind kind) {
    ModelLabels labels = new ModelLabels(study);
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "model",
            "where",
            "what",
            "mean",
            "sd",
            "95 % interval",
            reference(kind),
            "seeds",
            "each seed"));
    rows.stream()
        .filter(row -> row.kind() == kind && isShown(row))
        .forEach(row -> lines.add(cells(labels, row)));
    return lines;
  }

  /** For each column, whether it is aligned to the right. */
  public static List<Boolean> right() {
    return RIGHT;
  }

  private static boolean isShown(AnalysisRow row) {
    String[] layers = row.site().split(" : ", 2);
    return layers.length < 2 || layers[0].equals(layers[1]);
  }

  private static String reference(AnalysisKind kind) {
    return switch (kind) {
      case HEADS -> "uniform";
      case PROBES -> "shuffled";
      case SIMILARITY -> "";
      case PATCHING -> "untouched";
    };
  }

  private static List<String> cells(ModelLabels labels, AnalysisRow row) {
    String metric = row.metric();
    Subject other = row.other();
    String model = labels.of(row.subject()) + (other == null ? "" : " with " + labels.of(other));
    boolean isChange = row.kind() == AnalysisKind.PATCHING;
    var interval = row.summary().interval();
    String reference =
        row.kind() == AnalysisKind.SIMILARITY ? "" : Figures.of(metric, row.reference());
    int seeds = row.summary().count();
    return List.of(
        model,
        row.site().split(" : ", 2)[0],
        row.measure(),
        isChange
            ? Figures.signed(metric, row.summary().mean(), interval)
            : Figures.of(metric, row.summary().mean(), interval),
        Figures.of(metric, row.summary().sd(), interval),
        Figures.interval(metric, interval),
        reference,
        seeds == row.planned() ? Integer.toString(seeds) : seeds + " of " + row.planned(),
        row.values().values().stream()
            .map(value -> Figures.of(metric, value))
            .collect(Collectors.joining(", ")));
  }

  /** The place of a patched part; of heads without saying which. */
  public static String place(AnalysisRow row) {
    return row.site().replace("worst head", "head").replace("best head", "head");
  }

  /** What the rows of a kind mean, in a sentence or two. */
  public static String meaning(AnalysisKind kind) {
    return switch (kind) {
      case HEADS ->
          "Share of the attention, in %, that the best head of a layer gives to: the token before"
              + " (previous), earlier equal tokens (duplicate), the tokens that followed earlier equal"
              + " ones (induction), tokens equal to the one that is due (target). uniform: what a head"
              + " would score that attends to all tokens alike.";
      case PROBES ->
          "Accuracy in %, or R^2, of a linear map from the residual stream to a trait, on sequences"
              + " that it was not fitted to. shuffled: the same with the labels dealt out at random.";
      case SIMILARITY ->
          "Linear CKA between the same layers of two models; every pair of layers is in the figure"
              + " and the files.";
      case PATCHING ->
          "Change of the accuracy, in points, if one part adds what the same part of the other model"
              + " adds: into it, in the model named first; into the other, the other way round. Of a"
              + " layer's heads the one that harms the model most, or helps the other most.";
    };
  }

  /** Which sequences the analyses of a kind read. */
  public static String samples(List<StudyAnalysis> analyses, AnalysisKind kind) {
    List<String> procedures =
        analyses.stream()
            .filter(one -> one.kind() == kind)
            .map(one -> one.procedure().name() + " (" + SettingsText.of(one.procedure()) + ")")
            .distinct()
            .toList();
    int samples =
        analyses.stream()
            .filter(one -> one.kind() == kind)
            .mapToInt(StudyAnalysis::samples)
            .max()
            .orElse(0);
    String which =
        procedures.size() <= MOST_NAMED
            ? String.join("; ", procedures)
            : procedures.size() + " procedures that analyses.csv names";
    return "Read: the first %d held-out sequences of each seed, of %s.".formatted(samples, which);
  }

  /** How many analyses there are not, in a sentence; empty if there are all. */
  public static String missing(List<StudyAnalysis> analyses) {
    long missing = analyses.stream().filter(one -> one.findings() == null).count();
    return missing == 0
        ? ""
        : missing
            + (missing == 1 ? " analysis is" : " analyses are")
            + " not there: not made yet, or failed; analyses.csv says which.";
  }
}
