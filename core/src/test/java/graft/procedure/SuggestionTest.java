package graft.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> NAMES =
      List.of("identity", "k-dyck", "set", "sort", "vocabulary", "length", "k");

  @ParameterizedTest
  @CsvSource({
    "identiy, identity",
    "IDENTITY, identity",
    "lenght, length",
    "kdyck, k-dyck",
    "vocab, vocabulary",
    "sett, set",
    "srot, sort",
    "set, set",
  })
  void findsTheNearest(String word, String nearest) {
    assertThat(Suggestion.nearest(word, NAMES)).contains(nearest);
  }

  @ParameterizedTest
  @CsvSource({"haystack", "x", "''", "multiplication"})
  void saysNothingWhenAllAreFar(String word) {
    assertThat(Suggestion.nearest(word, NAMES)).isEmpty();
  }

  @Test
  void survivesHugeWords() {
    assertThat(Suggestion.nearest("k".repeat(10_000_000), NAMES)).isEmpty();
    assertThat(Suggestion.nearest("k", List.of())).isEmpty();
  }

  @Test
  void hintListsWhatIsKnown() {
    assertThat(Suggestion.hint("srot", List.of("set", "sort")))
        .isEqualTo("; did you mean 'sort'? (known: set, sort)");
    assertThat(Suggestion.hint("zzz", List.of("set", "sort"))).isEqualTo(" (known: set, sort)");
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "'', abc, 3", "ab, ba, 1", "kitten, sitting, 3", "abcd, badc, 2"})
  void countsEdits(String from, String to, int edits) {
    assertThat(Suggestion.distance(from, to)).isEqualTo(edits);
    assertThat(Suggestion.distance(to, from)).isEqualTo(edits);
  }
}
