package graft.app.report.page;

import graft.study.StudyResult;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a report's figures come from. */
final class Origin {
  private static final int SHORT = 12;

  private final StudyResult result;

  Origin(StudyResult result) {
    this.result = result;
  }

  /** In one line: study, recipes, commits. */
  String line() {
    return "study "
        + result.study()
        + (result.changes().isEmpty() ? "" : ", changed")
        + " \u00b7 recipes "
        + recipes()
        + " \u00b7 commit "
        + commits();
  }

  /** A hash over the recipes of all trials, those without a result included. */
  String recipes() {
    NavigableSet<String> ids = new TreeSet<>();
    result.trials().stream().map(Trial::recipe).forEach(ids::add);
    for (Row row : result.rows()) {
      row.missing().stream().map(Missing::recipe).forEach(ids::add);
    }
    try {
      byte[] all = String.join("\n", ids).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(all);
      return HexFormat.of().formatHex(hash).substring(0, SHORT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The commits that computed the results. */
  String commits() {
    return all(trial -> trial.commit().substring(0, Math.min(SHORT, trial.commit().length())));
  }

  /** Every different value of the trials, in order. */
  String all(Function<Trial, String> shown) {
    String text =
        result.trials().stream().map(shown).collect(Collectors.toCollection(TreeSet::new)).stream()
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "none yet" : text;
  }
}
