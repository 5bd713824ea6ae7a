package graft.study;

import graft.study.Study.Arm;
import graft.study.Study.Filter;
import graft.study.Study.Pattern;
import graft.study.Study.Use;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code include} and {@code exclude}: which cells of the matrix a study has. */
final class FilterReader {
  private final List<Use> pretrainings;
  private final List<Arm> arms;
  private final List<Use> tasks;

  private FilterReader(List<Use> pretrainings, List<Arm> arms, List<Use> tasks) {
    this.pretrainings = pretrainings;
    this.arms = arms;
    this.tasks = tasks;
  }

  /** The filter of a study; everything if it names none. */
  static Filter read(Section root, List<Use> pretrainings, List<Arm> arms, List<Use> tasks) {
    FilterReader reader = new FilterReader(pretrainings, arms, tasks);
    Filter filter = new Filter(reader.patterns(root, "include"), reader.patterns(root, "exclude"));
    reader.requireSome(root, filter);
    return filter;
  }

  /** What the key {@code exclude} of a section takes away from a study besides its own filter. */
  static List<Pattern> exclusions(
      Section section, List<Use> pretrainings, List<Arm> arms, List<Use> tasks, Filter filter) {
    FilterReader reader = new FilterReader(pretrainings, arms, tasks);
    List<Pattern> exclude = reader.patterns(section, "exclude");
    reader.requireSome(section, filter.without(exclude));
    return exclude;
  }

  private void requireSome(Section section, Filter filter) {
    if (Matrix.cells(pretrainings, arms, tasks, filter).isEmpty()) {
      throw section.error(
          section.has("exclude") ? "exclude" : "include",
          "'include' and 'exclude' leave nothing of the study: take a pattern away");
    }
  }

  private List<Pattern> patterns(Section root, String key) {
    List<Pattern> patterns = new ArrayList<>();
    for (Section item : root.sections(key)) {
      Pattern pattern =
          new Pattern(
              labels(item, "pretrain", "pretraining", StudyReader.labels(pretrainings)),
              labels(item, "arm", "arm", arms.stream().map(Arm::label).toList()),
              labels(item, "task", "task", StudyReader.labels(tasks)));
      item.finish();
      if (item.keys().isEmpty()) {
        throw root.error(key, "a pattern of '" + key + "' needs pretrain, arm or task");
      }
      if (Matrix.cells(pretrainings, arms, tasks, new Filter(List.of(pattern), List.of()))
          .isEmpty()) {
        throw item.error(
            "pretrain",
            "this pattern of '"
                + key
                + "' matches nothing: its arm names its donors, so give no pretrain");
      }
      patterns.add(pattern);
    }
    return List.copyOf(patterns);
  }

  /** A label or a list of labels; none if the key is absent. */
  private static List<String> labels(Section item, String key, String what, List<String> known) {
    if (!item.has(key)) {
      return List.of();
    }
    List<String> words = item.isList(key) ? item.words(key) : List.of(item.word(key));
    if (words.isEmpty()) {
      throw item.error(key, "'" + key + "' is empty: name some, or leave it out for all");
    }
    words.forEach(word -> StudyReader.require(item, key, what, word, known));
    return words;
  }
}
