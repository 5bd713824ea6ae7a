package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tag systems and L-systems, as words beside Java's own strings. */
class RewritingTest {
  private static final String[] PRODUCTIONS = {
    "bc,a,aaa", "ab,a", "aa,bbab", "a", "c,ab,dd,bca", "ab,ba", "aaaa", "b,b"
  };

  private static String shown(Procedure rule, Example example) {
    return IntStream.of(example.tokens())
        .mapToObj(rule.vocabulary()::symbol)
        .collect(Collectors.joining());
  }

  private static Number[] zeros(int count) {
    return Collections.nCopies(count, 0).toArray(new Number[0]);
  }

  @Test
  void tagByHand() {
    TagSystem tag = new TagSystem(2, "bc,a,aaa", 3, 24);
    Example example = Scripted.draw(tag, 0, 2, 1);
    assertThat(shown(tag, example)).isEqualTo("acb|bbc|ca|aaa|abc|cbc|c");
    assertThat(slice(example, 4)).isEqualTo(ints(0, 2, 1, 3));
    assertThat(example.counted()).isEqualTo(IntStream.range(3, 23).toArray());
    assertThat(tag.length()).isEqualTo(24);
    assertThat(tag.vocabulary().size()).isEqualTo(5);
    assertThat(tag.vocabulary().pad()).isEqualTo(4);
  }

  private static int[] slice(Example example, int to) {
    return Draws.slice(example, 0, to);
  }

  /** After aa comes bc, then a, which is too short to go on. */
  @Test
  void aShortWordIsTheLast() {
    TagSystem tag = new TagSystem(2, "bc,a,aaa", 2, 100);
    Example example = Scripted.draw(tag, 0, 0);
    assertThat(shown(tag, example)).isEqualTo("aa|bc|a");
    assertThat(example.counted()).isEqualTo(ints(2, 3, 4, 5));
  }

  /** The words of a alone are 3, 5, 8, 4, 2, 1 and 7, 11, 17, 26, 13, 20, 10, 5, 8, 4, 2, 1. */
  @Test
  void theDefaultComputesCollatzSequences() {
    for (int start : new int[] {3, 7, 27}) {
      TagSystem tag = new TagSystem(2, "bc,a,aaa", start, 100_000);
      String words = shown(tag, Scripted.draw(tag, zeros(start)));
      List<Integer> lengths =
          List.of(words.split("\\|")).stream()
              .filter(word -> word.chars().allMatch(letter -> letter == 'a'))
              .map(String::length)
              .toList();
      List<Integer> collatz =
          IntStream.iterate(start, n -> n % 2 == 0 ? n / 2 : (3 * n + 1) / 2)
              .limit(lengths.size())
              .boxed()
              .toList();
      assertThat(lengths).isEqualTo(collatz).hasSizeGreaterThan(5);
    }
  }

  /** Post's own, from the word 10010: 0 for a, 1 for b. */
  @Test
  void postsSystem() {
    TagSystem tag = new TagSystem(3, "aa,bbab", 5, 34);
    assertThat(shown(tag, Scripted.draw(tag, 1, 0, 0, 1, 0)))
        .isEqualTo("baaba|babbab|babbbab|bbabbbab|bbbabbbab".substring(0, 34));
  }

  @Test
  void tagAgreesWithStrings() {
    Draws.check(
        2000,
        i -> new TagSystem(1 + i % 3, PRODUCTIONS[i % 8], 3 + i % 9, 14 + i % 100),
        RewritingTest::agrees);
    Draws.check(1, i -> new TagSystem(1, "a", 1, 3), RewritingTest::agrees);
    Draws.check(1, i -> new TagSystem(1, "aaaaa", 10_000, 100_000), RewritingTest::agrees);
  }

  private static void agrees(TagSystem tag, Example example) {
    String[] becomes = tag.productions().split(",");
    String word = shown(tag, example).substring(0, tag.word());
    StringBuilder all = new StringBuilder(word);
    while (word.length() >= tag.deletion() && all.length() < tag.n()) {
      word = word.substring(tag.deletion()) + becomes[word.charAt(0) - 'a'];
      all.append('|').append(word);
    }
    requireWords(tag, all, tag.word(), example);
  }

  /** Number 1 of the axiom "ba" becomes a. */
  @Test
  void lSystemByHand() {
    LSystem algae = new LSystem("ab,a", 2, 15);
    Example example = Scripted.draw(algae, 1, 0);
    assertThat(shown(algae, example)).isEqualTo("ba|aab|ababa|ab");
    assertThat(example.tokens()).isEqualTo(ints(1, 0, 2, 0, 0, 1, 2, 0, 1, 0, 1, 0, 2, 0, 1));
    assertThat(example.counted()).isEqualTo(IntStream.range(2, 14).toArray());
    assertThat(algae.length()).isEqualTo(15);
    assertThat(algae.vocabulary().size()).isEqualTo(4);
    assertThat(algae.vocabulary().pad()).isEqualTo(3);
  }

  /** Lindenmayer's algae, whose words have Fibonacci's lengths. */
  @Test
  void publishedLSystems() {
    LSystem algae = new LSystem("ab,a", 1, 38);
    assertThat(shown(algae, Scripted.draw(algae, 0)))
        .isEqualTo("a|ab|aba|abaab|abaababa|abaababaabaab|");
    LSystem thueMorse = new LSystem("ab,ba", 1, 35);
    assertThat(shown(thueMorse, Scripted.draw(thueMorse, 0)))
        .isEqualTo("a|ab|abba|abbabaab|abbabaabbaababba");
    LSystem cantor = new LSystem("aba,bbb", 1, 42);
    assertThat(shown(cantor, Scripted.draw(cantor, 0)))
        .isEqualTo("a|aba|ababbbaba|ababbbababbbbbbbbbababbbab");
  }

  @Test
  void lSystemAgreesWithStrings() {
    Draws.check(
        2000, i -> new LSystem(PRODUCTIONS[i % 8], 1 + i % 9, 11 + i % 100), RewritingTest::agrees);
    Draws.check(1, i -> new LSystem("a", 1, 3), RewritingTest::agrees);
    Draws.check(1, i -> new LSystem("ab,a", 10_000, 100_000), RewritingTest::agrees);
  }

  private static void agrees(LSystem system, Example example) {
    String[] becomes = system.productions().split(",");
    String word = shown(system, example).substring(0, system.axiom());
    StringBuilder all = new StringBuilder(word);
    while (all.length() < system.n()) {
      word = word.chars().mapToObj(c -> becomes[c - 'a']).collect(Collectors.joining());
      all.append('|').append(word);
    }
    requireWords(system, all, system.axiom(), example);
  }

  private static void requireWords(Procedure rule, StringBuilder all, int word, Example example) {
    all.setLength(Math.min(all.length(), rule.length()));
    assertThat(shown(rule, example)).isEqualTo(all.toString());
    assertThat(example.counted()).isEqualTo(IntStream.range(word, example.length() - 1).toArray());
  }

  @Test
  void firstWordsAreUniform() {
    for (Procedure rule :
        new Procedure[] {new TagSystem(2, "bc,a,aaa", 4, 20), new LSystem("bc,a,aaa", 4, 20)}) {
      long[] words = new long[81];
      Draws.of(
          rule,
          20_000,
          example -> words[IntStream.range(0, 4).reduce(0, (n, i) -> 3 * n + example.token(i))]++);
      assertThat(ChiSquare.deviations(words)).isLessThan(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "bc,a", "ab,", ",a", "ab,,a", "AB,A", "ab a", "ab, a", "a\nb,a"})
  void badProductionsAreNamed(String productions) {
    for (Runnable make :
        new Runnable[] {
          () -> new TagSystem(2, productions, 4, 20), () -> new LSystem(productions, 4, 20)
        }) {
      assertThatExceptionOfType(SettingException.class)
          .isThrownBy(make::run)
          .withMessageStartingWith("productions must be like bc,a,aaa: a word for each of")
          .withMessageEndingWith(", not '" + productions.replace('\n', '?') + "'")
          .satisfies(e -> assertThat(e.setting()).isEqualTo("productions"));
    }
  }

  /** 26 letters work, 27 words or a million letters do not. */
  @Test
  void longProductions() {
    String most = "abcdefghijklmnopqrstuvwxyz,".repeat(26).substring(0, 27 * 26 - 1);
    Draws.check(100, i -> new LSystem(most, 4, 200), RewritingTest::agrees);
    for (String bad : List.of(most + ",a", "a".repeat(1_000_000))) {
      assertThatExceptionOfType(SettingException.class)
          .isThrownBy(() -> new LSystem(bad, 4, 200))
          .satisfies(e -> assertThat(e).message().hasSizeLessThan(250));
    }
  }

  @Test
  void badSizesAreNamed() {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new TagSystem(5, "a", 4, 20))
        .withMessage(
            "deletion must be at most 4, the letters of the first word, not 5; raise word");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new TagSystem(2, "a", 4, 5))
        .withMessage("length must be at least 6 for a first word of 4 letters, not 5");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new LSystem("a", 4, 5))
        .withMessage("length must be at least 6 for an axiom of 4 letters, not 5");
  }
}
