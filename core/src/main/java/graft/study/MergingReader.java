package graft.study;

import graft.study.Merging.Method;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Selector;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code merge}: a method with the labels of its models, and its numbers. */
final class MergingReader {
  private static final List<String> WORDS =
      Arrays.stream(Method.values()).map(Method::word).sorted().toList();

  private MergingReader() {}

  /**
   * The section's merge, or null if it has none.
   *
   * @param pretrainings labels
   * @param selectors what is merged
   */
  static @Nullable Merging read(
      Section section, List<String> pretrainings, List<Selector> selectors) {
    Section merge = section.optionalSection("merge");
    if (merge == null) {
      return null;
    }
    Method method = method(merge);
    List<String> of = merge.words(method.word());
    if (of.isEmpty()) {
      throw merge.error(method.word(), "'" + method.word() + "' is empty: name its models");
    }
    of.forEach(
        label -> StudyReader.require(merge, method.word(), "pretraining", label, pretrainings));
    String setting = method.setting();
    Merging found =
        new Merging(
            method,
            of,
            weights(merge, method, of.size()),
            setting == null ? 0 : merge.number(setting),
            merge.has("embedding")
                ? merge.constant("embedding", EmbeddingStrategy.class, EmbeddingStrategy.AVERAGE)
                : null);
    merge.finish();
    try {
      // The operation itself knows its ranges.
      selectors.forEach(selector -> found.on(selector, 0));
      return found;
    } catch (IllegalArgumentException e) {
      throw merge.error(method.word(), method.word() + ": " + e.getMessage());
    }
  }

  private static Method method(Section merge) {
    List<Method> named =
        Arrays.stream(Method.values())
            .filter(method -> merge.keys().contains(method.word()))
            .toList();
    if (named.size() != 1) {
      throw merge.error(
          (String) null,
          "'merge' must name one of "
              + String.join(", ", WORDS)
              + " and its models, as in {linear: [LABEL, LABEL]}");
    }
    return named.getFirst();
  }

  private static List<Double> weights(Section merge, Method method, int count) {
    if (method == Method.SLERP) {
      return List.of();
    }
    return merge.has("weights") ? merge.numbers("weights") : Collections.nCopies(count, 1.0);
  }
}
