package graft.app.report;

import graft.study.StudyResult;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a reader of a study's table has to know about its columns. */
public final class ResultNotes {
  private ResultNotes() {}

  /** The notes, each ended by a line feed. */
  static String of(StudyResult result) {
    StringBuilder text = new StringBuilder();
    sentences(result).forEach(sentence -> text.append(sentence).append('\n'));
    return text.toString();
  }

  /** The notes, one sentence or two each. */
  public static List<String> sentences(StudyResult result) {
    List<String> sentences = new ArrayList<>();
    if (!result.changes().isEmpty()) {
      sentences.add(changed(result.changes()));
    }
    if (result.rows().stream().anyMatch(row -> row.summary().interval() != null)) {
      sentences.add("95 % interval: of the mean over seeds, bootstrap (BCa).");
    }
    List<Comparison> comparisons =
        result.rows().stream().map(Row::comparison).filter(Objects::nonNull).toList();
    if (!comparisons.isEmpty()) {
      sentences.addAll(comparison(comparisons));
    }
    if (!result.contrasts().isEmpty()) {
      sentences.add(
          "contrast: difference of means over rows, seed by seed; * p < 0.05 (sign flips, after Holm"
              + " over %s).".formatted(Figures.counted(result.contrasts().size(), "contrast")));
    }
    missing(result, sentences);
    return sentences;
  }

  /** That a study is not the one of its file, and how it differs. */
  static String changed(List<String> changes) {
    return "Not the study as its file has it: " + String.join("; ", changes) + ".";
  }

  private static List<String> comparison(List<Comparison> comparisons) {
    Comparison any = comparisons.getFirst();
    Set<String> pretrainings = new HashSet<>();
    comparisons.forEach(comparison -> pretrainings.add(comparison.pretrain()));
    int pairs = comparisons.stream().mapToInt(c -> c.paired().pairs()).max().orElse(0);
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "diff: from '%s' on the same seeds; %s p < 0.05 (sign flips, after Holm over %s)."
            .formatted(
                any.arm(), ResultTable.MARK, Figures.counted(any.comparisons(), "comparison")));
    if (pairs < any.fewestSeeds() && pairs > 0) {
      sentences.add(
          "%s cannot tell a difference from chance at that level; it takes %d."
              .formatted(Figures.counted(pairs, "seed"), any.fewestSeeds()));
    }
    return sentences;
  }

  private static void missing(StudyResult result, List<String> sentences) {
    Set<String> failed = new HashSet<>();
    Set<String> unfinished = new HashSet<>();
    for (Row row : result.rows()) {
      for (Missing missing : row.missing()) {
        (missing.failure() == null ? unfinished : failed).add(missing.recipe());
      }
    }
    if (!failed.isEmpty()) {
      sentences.add(
          Figures.counted(failed.size(), "trial")
              + " without a figure: failed, or not measured on that task; --csv says which.");
    }
    if (!unfinished.isEmpty()) {
      sentences.add(
          Figures.counted(unfinished.size(), "trial")
              + (unfinished.size() == 1 ? " is" : " are")
              + " not computed yet; 'graft run' does that.");
    }
  }
}
