package graft.app.example;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.rule.KDyckShuffle;
import graft.procedure.rule.StackRule;
import graft.procedure.task.Addition;
import graft.procedure.task.Scoring;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleTextTest {
  private static final Paper PLAIN = new Paper(false, false, 80);
  private static final Paper COLOUR = new Paper(true, false, 80);
  private static final Pattern PAINTED = Pattern.compile("\u001b\\[([0-9;]+)m(.+?)\u001b\\[0m");

  private static Example example(int countedFrom, int... tokens) {
    Example example = new Example();
    for (int token : tokens) {
      example.add(token);
    }
    example.count(countedFrom, tokens.length - 1);
    return example;
  }

  private static List<String> lines(Procedure procedure, Paper paper, Example example) {
    return new ExampleText(procedure, paper).lines(example);
  }

  private static List<MatchResult> painted(Procedure procedure, Example example) {
    String line = lines(procedure, COLOUR, example).getFirst();
    return PAINTED.matcher(line).results().toList();
  }

  static List<String> names() {
    return Procedures.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void colourOffGivesNoEscapeCodes(String name) {
    Procedure procedure = Procedures.create(name, Map.of());
    Example example = new Example();
    new ExampleSource(procedure, 1, 10).train(0, example);
    ExampleText plain = new ExampleText(procedure, PLAIN);
    assertThat(plain.lines(example) + plain.legend() + plain.heading("x")).doesNotContain("\u001b");
    ExampleText colour = new ExampleText(procedure, COLOUR);
    assertThat(colour.lines(example).toString()).contains("\u001b[").doesNotContain("«");
    assertThat(colour.heading("x")).contains("\u001b[");
  }

  /** Two runs count here: a digit and, after one that does not, two more tokens. */
  @Test
  void runsAreMarked() {
    Example example = example(6, 1, 2, 10, 3, 4, 11, 24, 26, 30);
    Addition addition = new Addition(2, Scoring.PUBLISHED);
    assertThat(lines(addition, PLAIN, example)).containsExactly("1 2 + 3 4 = 4' «6' $»");
    Example two = new Example();
    for (int token : new int[] {1, 2, 3, 4, 5}) {
      two.add(token);
    }
    two.count(0);
    two.count(2, 4);
    assertThat(lines(new Identity(100, 2), PLAIN, two)).containsExactly("1 «2» 3 «4 5»");
    assertThat(lines(new Identity(100, 2), COLOUR, two))
        .containsExactly(
            "1 \u001b[1;4;32m2\u001b[0m 3 \u001b[1;4;32m4\u001b[0m \u001b[1;4;32m5\u001b[0m");
  }

  @Test
  void bracketsOfATypeLookAlike() {
    Example example = example(0, 0, 1, 5, 4, 3, 7);
    assertThat(lines(new KDyck(4, 6, 0.5), PLAIN, example)).containsExactly("(«[])<>»");
    List<MatchResult> painted = painted(new KDyck(4, 6, 0.5), example);
    assertThat(painted)
        .extracting(token -> token.group(2))
        .containsExactly("(", "[", "]", ")", "<", ">");
    List<String> codes = painted.stream().map(token -> token.group(1)).toList();
    assertThat(codes.get(1)).startsWith("1;38;5;").isEqualTo(codes.get(2));
    assertThat(codes.get(0)).startsWith("2;38;5;").endsWith(codes.get(3).substring(1));
    assertThat(Set.of(codes.get(1), codes.get(3), codes.get(4))).hasSize(3);
    assertThat(codes.get(4)).isEqualTo(codes.get(5));
  }

  @Test
  void typesOfBracketsDifferInShapeOrColour() {
    Procedure rule = new KDyckShuffle(32, 64, 0.5, 32);
    Set<String> looks = new HashSet<>();
    for (int type = 0; type < 32; type++) {
      List<MatchResult> pair = painted(rule, example(0, 0, type, 32 + type)).subList(1, 3);
      assertThat(pair.get(0).group(1)).isEqualTo(pair.get(1).group(1));
      assertThat(pair.get(0).group(2) + pair.get(1).group(2)).isIn("()", "[]", "{}", "<>");
      assertThat(looks.add(pair.get(0).group())).isTrue();
    }
  }

  @Test
  void manyTypesHaveNumbers() {
    Example example = example(0, 0, 32, 65, 33);
    assertThat(lines(new KDyck(33, 4, 0.5), PLAIN, example)).containsExactly("(0 «(32 32) 0)»");
    assertThat(painted(new KDyck(33, 4, 0.5), example))
        .extracting(token -> token.group(2))
        .containsExactly("(0", "(32", "32)", "0)");
  }

  @Test
  void stackOperationsAreNamed() {
    Example example = example(5, 7, 9, 0, 3, 0, 100, 7);
    assertThat(lines(new StackRule(100, 5), PLAIN, example))
        .containsExactly("push 7, push 9, pop, push 3, pop | «7»");
  }

  @Test
  void textGoesOnInTheNextLine() {
    Example example = example(3, 10, 20, 30, 100, 10, 20, 30);
    Identity rule = new Identity(100, 3);
    assertThat(lines(rule, new Paper(false, true, 13), example))
        .containsExactly("10 20 30 |", "    «10 20", "    30»");
    assertThat(lines(rule, new Paper(false, true, 21), example))
        .containsExactly("10 20 30 | «10 20 30»");
    assertThat(lines(rule, new Paper(false, true, 1), example)).hasSize(7);
    assertThat(lines(rule, new Paper(false, false, 13), example)).hasSize(1);
  }

  /** Codes take no room. */
  @Test
  void coloursChangeNoLineBreak() {
    Example example = example(0, new int[128]);
    List<String> lines = lines(new KDyck(16, 128, 0.5), new Paper(true, true, 50), example);
    assertThat(lines.stream().map(line -> PAINTED.matcher(line).replaceAll("$2")))
        .containsExactly("(".repeat(50), "    " + "(".repeat(46), "    " + "(".repeat(32));
  }
}
