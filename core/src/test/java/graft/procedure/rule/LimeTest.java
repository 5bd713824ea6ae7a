package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import graft.procedure.Vocabulary;
import graft.random.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimeTest {
  /**
   * Two variables, one math symbol. In the rule 0 1 1 1 c the first and the last place change, then
   * the third and the last: c 1 0 1 1. The variables are C and A, for "a d" and "b".
   */
  private static final Number[] SCRIPT = {1, 0, 1, 1, 2, 4, 0, 2, 0, 2, 1, 1, 0, 3, 0, 1};

  private static String shown(Lime lime) {
    return IntStream.of(Scripted.draw(lime, SCRIPT).tokens())
        .mapToObj(lime.vocabulary()::symbol)
        .collect(Collectors.joining(" "));
  }

  @Test
  void byHand() {
    Deduct deduct = new Deduct(3, 4, 2, 2, 3);
    Example example = Scripted.draw(deduct, SCRIPT);
    assertThat(example.tokens())
        .isEqualTo(ints(5, 2, 0, 2, 2, 7, 2, 3, 6, 0, 4, 7, 5, 3, 6, 4, 3, 6, 3, 6));
    assertThat(example.counted()).isEqualTo(ints(11, 12, 13, 14, 15, 16, 17, 18));
    assertThat(shown(deduct)).isEqualTo("c C A C C | C a d A b | c a d b a d a d");
    assertThat(shown(new Abduct(3, 4, 2, 2, 3)))
        .isEqualTo("c C A C C | c a d b a d a d | C a d A b");
    assertThat(shown(new Induct(3, 4, 2, 2, 3)))
        .isEqualTo("C a d A b | c a d b a d a d | c C A C C");
    assertThat(deduct.length()).isEqualTo((4 + 2) + 1 + 2 * (1 + 3) + 1 + (2 + 4 * 3));
    assertThat(deduct.vocabulary().size()).isEqualTo(9);
    assertThat(deduct.vocabulary().pad()).isEqualTo(8);
  }

  @Test
  void theSmallest() {
    assertThat(Scripted.draw(new Abduct(1, 2, 1, 1, 1), 0, 0, 0, 1, 0, 0, 0, 0, 0).tokens())
        .isEqualTo(ints(0, 0, 2, 3, 1, 1, 2, 3, 0, 1));
  }

  @Test
  void defaultsAreShortEnough() {
    assertThat(new Induct(24, 44, 4, 8, 6).length()).isEqualTo(102);
    assertThat(new Induct(24, 44, 5, 19, 8).length()).isEqualTo(175);
  }

  @Test
  void agreesWithSubstitution() {
    Draws.check(
        2000,
        i -> new Deduct(5 + i % 20, 2 + i % 44, 1 + i % 5, 1 + i % 9, 1 + i % 7),
        LimeTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(3, i -> new Deduct(1, 2, 1, 1, 1), LimeTest::agrees);
    Draws.check(3, i -> new Deduct(10_000, 100_000, 100, 1_000, 1_000), LimeTest::agrees);
  }

  private static void agrees(Deduct lime, Example example) {
    List<List<Integer>> parts = parts(lime, example);
    Map<Integer, List<Integer>> strings = strings(lime, parts.get(1));
    List<Integer> result = new ArrayList<>();
    int variables = 0;
    for (int symbol : parts.get(0)) {
      result.addAll(strings.getOrDefault(symbol, List.of(symbol)));
      variables += symbol < lime.ruleSymbols() ? 1 : 0;
    }
    assertThat(parts.get(2)).isEqualTo(result);
    assertThat(variables).isEqualTo(2 * strings.size());
    assertThat(strings).hasSizeBetween(1, lime.variables());
    assertThat(parts.get(0).size() - variables).isBetween(1, lime.constants());
    assertThat(strings.values())
        .allSatisfy(string -> assertThat(string).hasSizeBetween(1, lime.longest()));
    assertThat(parts.get(1).stream().filter(strings::containsKey))
        .containsExactlyElementsOf(
            parts.get(0).stream().filter(strings::containsKey).distinct().toList());
    int last = parts.get(0).size() + 1 + parts.get(1).size();
    assertThat(example.counted()).isEqualTo(IntStream.range(last, example.length() - 1).toArray());
  }

  private static List<List<Integer>> parts(Lime lime, Example example) {
    List<List<Integer>> parts = new ArrayList<>(List.of(new ArrayList<>()));
    for (int token : example.tokens()) {
      if (token == lime.ruleSymbols() + lime.mathSymbols()) {
        parts.add(new ArrayList<>());
      } else {
        parts.getLast().add(token);
      }
    }
    assertThat(parts).hasSize(3);
    return parts;
  }

  private static Map<Integer, List<Integer>> strings(Lime lime, List<Integer> part) {
    Map<Integer, List<Integer>> strings = new HashMap<>();
    List<Integer> string = new ArrayList<>();
    for (int token : part) {
      if (token < lime.ruleSymbols()) {
        string = new ArrayList<>();
        assertThat(strings.put(token, string)).isNull();
      } else {
        string.add(token);
      }
    }
    return strings;
  }

  /** From equal generators all three make the same rule, case and result. */
  @Test
  void theThreeDifferInOrderOnly() {
    Lime[] rules = {
      new Deduct(24, 44, 4, 8, 6), new Abduct(24, 44, 4, 8, 6), new Induct(24, 44, 4, 8, 6)
    };
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 2, 0}};
    for (int index = 0; index < 300; index++) {
      List<List<List<Integer>>> parts = new ArrayList<>();
      for (Lime rule : rules) {
        Example example = new Example();
        rule.draw(Seeds.generator(1, "lime", "test", index), example);
        parts.add(parts(rule, example));
        int answer = parts.getLast().getLast().size();
        assertThat(example.counted())
            .isEqualTo(
                IntStream.range(example.length() - 1 - answer, example.length() - 1).toArray());
      }
      for (int rule = 0; rule < rules.length; rule++) {
        for (int part = 0; part < 3; part++) {
          assertThat(parts.get(rule).get(part)).isEqualTo(parts.get(0).get(orders[rule][part]));
        }
      }
    }
  }

  @Test
  void frequencies() {
    Deduct lime = new Deduct(7, 5, 4, 6, 3);
    long[] variables = new long[4];
    long[] constants = new long[6];
    long[] names = new long[7];
    long[] lengths = new long[3];
    long[] letters = new long[5];
    Draws.of(
        lime,
        20_000,
        example -> {
          List<List<Integer>> parts = parts(lime, example);
          Map<Integer, List<Integer>> strings = strings(lime, parts.get(1));
          variables[strings.size() - 1]++;
          constants[parts.get(0).size() - 2 * strings.size() - 1]++;
          names[parts.get(1).getFirst()]++;
          strings.values().forEach(string -> lengths[string.size() - 1]++);
          letters[parts.get(1).getLast() - 7]++;
        });
    assertThat(ChiSquare.deviations(variables)).isLessThan(4);
    assertThat(ChiSquare.deviations(constants)).isLessThan(4);
    assertThat(ChiSquare.deviations(names)).isLessThan(4);
    assertThat(ChiSquare.deviations(lengths)).isLessThan(4);
    assertThat(ChiSquare.deviations(letters)).isLessThan(4);
  }

  /** With one variable and one constant, as A A x in three orders. */
  @Test
  void theRuleIsShuffled() {
    long[] places = new long[3];
    Draws.of(
        new Deduct(1, 2, 1, 1, 1),
        20_000,
        example -> places[example.token(0) > 0 ? 0 : example.token(1) > 0 ? 1 : 2]++);
    assertThat(ChiSquare.deviations(places)).isLessThan(4);
  }

  /** How often what is given leaves no doubt, as the javadoc says; by trying everything. */
  @Test
  void theAnswerIsMostlyDetermined() {
    Deduct lime = new Deduct(24, 44, 4, 8, 6);
    long[] determined = new long[2];
    Draws.of(
        lime,
        2000,
        example -> {
          List<List<Integer>> parts = parts(lime, example);
          determined[0] += cases(lime, parts.get(0), parts.get(2), new HashMap<>()) == 1 ? 1 : 0;
          Map<Integer, List<Integer>> strings = strings(lime, parts.get(1));
          List<List<Integer>> inOrder =
              parts.get(1).stream().filter(strings::containsKey).map(strings::get).toList();
          int left = 2 * strings.size();
          determined[1] += rules(lime, parts.get(2), inOrder, 0, left, 0) == 1 ? 1 : 0;
        });
    assertThat(determined[0] / 2000.0).isEqualTo(0.95, within(0.02));
    assertThat(determined[1] / 2000.0).isEqualTo(0.94, within(0.02));
  }

  private static long cases(
      Lime lime, List<Integer> rule, List<Integer> result, Map<Integer, List<Integer>> strings) {
    if (rule.isEmpty()) {
      return result.isEmpty() ? 1 : 0;
    }
    int symbol = rule.getFirst();
    List<Integer> rest = rule.subList(1, rule.size());
    List<Integer> string = symbol < lime.ruleSymbols() ? strings.get(symbol) : List.of(symbol);
    if (string != null) {
      int length = string.size();
      boolean fits = length <= result.size() && result.subList(0, length).equals(string);
      return fits ? cases(lime, rest, result.subList(length, result.size()), strings) : 0;
    }
    long found = 0;
    for (int length = 1; length <= Math.min(lime.longest(), result.size()); length++) {
      strings.put(symbol, result.subList(0, length));
      found += cases(lime, rest, result.subList(length, result.size()), strings);
      strings.remove(symbol);
    }
    return found;
  }

  /** Rules of the variables' strings, of which {@code named} came already. */
  private static long rules(
      Lime lime, List<Integer> result, List<List<Integer>> strings, int named, int left, int used) {
    if (result.isEmpty()) {
      return left == 0 && named == strings.size() && used > 0 && used <= lime.constants() ? 1 : 0;
    }
    long found = rules(lime, result.subList(1, result.size()), strings, named, left, used + 1);
    for (int i = 0; i <= named && i < strings.size() && left > 0; i++) {
      int length = strings.get(i).size();
      if (length <= result.size() && result.subList(0, length).equals(strings.get(i))) {
        List<Integer> rest = result.subList(length, result.size());
        found += rules(lime, rest, strings, Math.max(named, i + 1), left - 1, used);
      }
    }
    return found;
  }

  @Test
  void badSettingsAreNamed() {
    fails(0, 44, 4, 8, 6, "ruleSymbols", "ruleSymbols must be between 1 and 10000, not 0");
    fails(24, 1, 4, 8, 6, "mathSymbols", "mathSymbols must be between 2 and 100000, not 1");
    fails(24, 44, 0, 8, 6, "variables", "variables must be between 1 and 100, not 0");
    fails(24, 44, 4, 1001, 6, "constants", "constants must be between 1 and 1000, not 1001");
    fails(24, 44, 4, 8, 0, "longest", "longest must be between 1 and 1000, not 0");
    fails(
        3,
        44,
        4,
        8,
        6,
        "variables",
        "variables must be at most 3, the number of ruleSymbols, not 4; raise ruleSymbols");
  }

  private static void fails(int r, int m, int k, int c, int l, String name, String message) {
    for (Runnable make :
        new Runnable[] {
          () -> new Deduct(r, m, k, c, l),
          () -> new Abduct(r, m, k, c, l),
          () -> new Induct(r, m, k, c, l)
        }) {
      assertThatExceptionOfType(SettingException.class)
          .isThrownBy(make::run)
          .withMessage(message)
          .satisfies(e -> assertThat(e.setting()).isEqualTo(name));
    }
  }

  @Test
  void manySymbolsHaveNames() {
    Vocabulary vocabulary = new Deduct(27, 45, 1, 1, 1).vocabulary();
    assertThat(IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::symbol))
        .doesNotHaveDuplicates()
        .contains("R26", "m44", "|", "·");
  }
}
