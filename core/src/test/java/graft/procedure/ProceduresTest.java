package graft.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import graft.procedure.rule.Abduct;
import graft.procedure.rule.BoundedDyck;
import graft.procedure.rule.CellularAutomaton;
import graft.procedure.rule.Count;
import graft.procedure.rule.Deduct;
import graft.procedure.rule.Delete;
import graft.procedure.rule.Duplicate;
import graft.procedure.rule.FirstLast;
import graft.procedure.rule.Identity;
import graft.procedure.rule.Induct;
import graft.procedure.rule.Induction;
import graft.procedure.rule.Intersect;
import graft.procedure.rule.KDyck;
import graft.procedure.rule.KDyckShuffle;
import graft.procedure.rule.LSystem;
import graft.procedure.rule.Life;
import graft.procedure.rule.ModularAddition;
import graft.procedure.rule.Regular;
import graft.procedure.rule.Replace;
import graft.procedure.rule.Reverse;
import graft.procedure.rule.Search;
import graft.procedure.rule.SetRule;
import graft.procedure.rule.ShuffleDyck;
import graft.procedure.rule.Sort;
import graft.procedure.rule.StackRule;
import graft.procedure.rule.TagSystem;
import graft.procedure.rule.TuringMachine;
import graft.procedure.rule.Union;
import graft.procedure.task.Addition;
import graft.procedure.task.Haystack;
import graft.procedure.task.Multiplication;
import graft.procedure.task.ReversedAddition;
import graft.procedure.task.Scoring;
import graft.procedure.task.Sorting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProceduresTest {
  @Test
  void defaultsAreThePublishedSmallModelSettings() {
    assertThat(Procedures.create("identity", Map.of())).isEqualTo(new Identity(100, 20));
    assertThat(Procedures.create("set", Map.of())).isEqualTo(new SetRule(100, 20));
    assertThat(Procedures.create("k-dyck", Map.of())).isEqualTo(new KDyck(16, 128, 0.5));
    assertThat(Procedures.create("haystack", Map.of())).isEqualTo(new Haystack(30));
    assertThat(Procedures.create("reverse", Map.of())).isEqualTo(new Reverse(100, 20));
    assertThat(Procedures.create("sort", Map.of())).isEqualTo(new Sort(100, 20));
    assertThat(Procedures.create("union", Map.of())).isEqualTo(new Union(100, 20));
    assertThat(Procedures.create("delete", Map.of())).isEqualTo(new Delete(100, 20));
    assertThat(Procedures.create("stack", Map.of())).isEqualTo(new StackRule(100, 20));
    assertThat(Procedures.create("k-dyck-shuffle", Map.of()))
        .isEqualTo(new KDyckShuffle(16, 128, 0.5, 16));
    assertThat(Procedures.create("eca", Map.of())).isEqualTo(new CellularAutomaton(110, 32, 4));
    assertThat(Procedures.create("induct", Map.of())).isEqualTo(new Induct(24, 44, 4, 8, 6));
    assertThat(Procedures.create("deduct", Map.of())).isEqualTo(new Deduct(24, 44, 4, 8, 6));
    assertThat(Procedures.create("abduct", Map.of())).isEqualTo(new Abduct(24, 44, 4, 8, 6));
    assertThat(Procedures.create("modular-addition", Map.of()))
        .isEqualTo(new ModularAddition(97, 2));
    assertThat(Procedures.create("induction", Map.of())).isEqualTo(new Induction(32, 32, 64));
    assertThat(Procedures.create("life", Map.of())).isEqualTo(new Life("B3/S23", 6, 6, 3, 0.5));
    assertThat(Procedures.create("turing", Map.of()))
        .isEqualTo(new TuringMachine(2, 3, 596_440, 20, 64));
    assertThat(Procedures.create("tag", Map.of())).isEqualTo(new TagSystem(2, "bc,a,aaa", 16, 128));
    assertThat(Procedures.create("l-system", Map.of())).isEqualTo(new LSystem("ab,a", 24, 128));
    assertThat(Procedures.create("addition", Map.of()))
        .isEqualTo(new Addition(5, Scoring.PUBLISHED));
    assertThat(Procedures.create("reversed-addition", Map.of()))
        .isEqualTo(new ReversedAddition(10, Scoring.PUBLISHED));
    assertThat(Procedures.create("multiplication", Map.of()))
        .isEqualTo(new Multiplication(5, Scoring.PUBLISHED));
    assertThat(Procedures.create("sorting", Map.of())).isEqualTo(new Sorting(100, 20));
  }

  @Test
  void defaultsOfOtherRulesAreLikeThose() {
    assertThat(Procedures.create("count", Map.of())).isEqualTo(new Count(100, 20));
    assertThat(Procedures.create("duplicate", Map.of())).isEqualTo(new Duplicate(100, 20));
    assertThat(Procedures.create("first-last", Map.of())).isEqualTo(new FirstLast(100, 20));
    assertThat(Procedures.create("intersect", Map.of())).isEqualTo(new Intersect(100, 20));
    assertThat(Procedures.create("replace", Map.of())).isEqualTo(new Replace(100, 20));
    assertThat(Procedures.create("search", Map.of())).isEqualTo(new Search(100, 20));
    assertThat(Procedures.create("bounded-dyck", Map.of()))
        .isEqualTo(new BoundedDyck(16, 128, 0.5, 8));
    assertThat(Procedures.create("shuffle-dyck", Map.of()))
        .isEqualTo(new ShuffleDyck(16, 128, 0.5, 8));
    assertThat(Procedures.create("regular", Map.of())).isEqualTo(new Regular(8, 8, 128, 0));
  }

  @Test
  void entriesDescribeSettings() {
    Procedures.Entry entry = Procedures.entry("k-dyck");
    assertThat(entry.kind()).isEqualTo(Procedures.Kind.RULE);
    assertThat(entry.settings())
        .extracting(DeclaredSetting::name, DeclaredSetting::typeName, DeclaredSetting::fallback)
        .containsExactly(
            tuple("k", "whole number", 16),
            tuple("length", "whole number", 128),
            tuple("openProbability", "number", 0.5));
    assertThat(Procedures.entries())
        .extracting(Procedures.Entry::name)
        .isSorted()
        .isEqualTo(Procedures.names());
    assertThat(Procedures.entries()).noneMatch(e -> e.description().isBlank());
    assertThat(Procedures.entries())
        .flatMap(Procedures.Entry::settings)
        .noneMatch(setting -> setting.about().isBlank());
  }

  @Test
  void settingsAreSortedAndComplete() {
    assertThat(Procedures.settings(new Identity(21, 20)))
        .containsExactly(Map.entry("length", 20), Map.entry("vocabulary", 21));
    assertThat(Procedures.settings(new Addition(3, Scoring.ANSWER)))
        .containsExactly(Map.entry("digits", 3), Map.entry("scoring", "answer"));
    assertThat(Procedures.settings(new KDyck(4, 8, 0.49)))
        .containsExactly(
            Map.entry("k", 4), Map.entry("length", 8), Map.entry("openProbability", 0.49));
  }

  @Test
  void numbersMayComeAsTextOrInAnotherWidth() {
    assertThat(Procedures.create("identity", Map.of("length", "7", "vocabulary", 8L)))
        .isEqualTo(new Identity(8, 7));
    assertThat(Procedures.create("k-dyck", Map.of("length", 1e1, "openProbability", 1)))
        .isEqualTo(new KDyck(16, 10, 1));
    assertThat(Procedures.create("k-dyck", Map.of("openProbability", -0.0)))
        .isEqualTo(new KDyck(16, 128, 0));
  }

  @Test
  void unknownProcedureNamesTheNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Procedures.create("identiy", Map.of()))
        .withMessage(
            "there is no procedure 'identiy'; did you mean 'identity'? (known: "
                + String.join(", ", Procedures.names())
                + ")");
  }

  @Test
  void unknownSettingNamesTheNearest() {
    SettingException e = error("set", Map.of("lenght", 3));
    assertThat(e.setting()).isEqualTo("lenght");
    assertThat(e)
        .hasMessage(
            "set has no setting 'lenght'; did you mean 'length'? (known: vocabulary, length)");
  }

  @ParameterizedTest
  @CsvSource({
    "identity, length, abc, length must be a whole number; not 'abc'",
    "identity, length, 2.5, length must be a whole number; not '2.5'",
    "identity, length, 0, length must be between 1 and 100000; not 0",
    "identity, vocabulary, 1, vocabulary must be between 2 and 1000000; not 1",
    "identity, length, 9999999999, length must be between -2147483648 and 2147483647; not '9999999999'",
    "set, length, -3, length must be between 1 and 100000; not -3",
    "k-dyck, k, 0, k must be between 1 and 100000; not 0",
    "k-dyck, length, 7, 'length must be even, since every bracket is closed; not 7; try 8'",
    "k-dyck, openProbability, 1.5, openProbability must be between 0.0 and 1.0; not 1.5",
    "k-dyck, openProbability, NaN, openProbability must be a finite number; not 'NaN'",
    "reverse, vocabulary, 1, vocabulary must be between 2 and 1000000; not 1",
    "reverse, length, 0, length must be between 1 and 100000; not 0",
    "sort, vocabulary, 1000001, vocabulary must be between 2 and 1000000; not 1000001",
    "sort, length, 100001, length must be between 1 and 100000; not 100001",
    "union, vocabulary, 1, vocabulary must be between 2 and 1000000; not 1",
    "union, length, 0, length must be between 2 and 100000; not 0",
    "union, length, 7, 'length must be even, since both lists have half of it; not 7; try 8'",
    "delete, vocabulary, 1, vocabulary must be between 2 and 1000000; not 1",
    "delete, length, 1, length must be between 2 and 100000; not 1",
    "stack, length, 0, length must be between 1 and 100000; not 0",
    "stack, vocabulary, 1, vocabulary must be between 2 and 1000000; not 1",
    "stack, vocabulary, 19, 'vocabulary must be at least 20, since length 20 can put 19 distinct tokens on the stack; not 19'",
    "k-dyck-shuffle, k, 0, k must be between 1 and 100000; not 0",
    "k-dyck-shuffle, length, 1, length must be between 2 and 100000; not 1",
    "k-dyck-shuffle, openProbability, -0.1, openProbability must be between 0.0 and 1.0; not -0.1",
    "k-dyck-shuffle, mostOpen, 0, mostOpen must be between 1 and 100000; not 0",
    "eca, rule, 256, rule must be between 0 and 255; not 256",
    "eca, rule, -1, rule must be between 0 and 255; not -1",
    "eca, width, 0, width must be between 1 and 100000; not 0",
    "eca, rows, 1, rows must be between 2 and 100000; not 1",
    "eca-vector, rule, 256, rule must be between 0 and 255; not 256",
    "eca-vector, width, 1, width must be between 2 and 100000; not 1",
    "eca-vector, rows, 1, rows must be between 2 and 100000; not 1",
    "eca-vector, interval, 0, interval must be between 1 and 1000; not 0",
    "count, vocabulary, 2, vocabulary must be between 3 and 1000000; not 2",
    "count, vocabulary, 20, 'vocabulary must be at least 21, since counts up to length 20 are written as tokens; not 20'",
    "count, length, 0, length must be between 1 and 100000; not 0",
    "duplicate, vocabulary, 1, vocabulary must be between 2 and 1000000; not 1",
    "duplicate, length, 100001, length must be between 1 and 100000; not 100001",
    "first-last, vocabulary, 1, vocabulary must be between 2 and 1000000; not 1",
    "first-last, length, 0, length must be between 1 and 100000; not 0",
    "intersect, vocabulary, 1, vocabulary must be between 2 and 1000000; not 1",
    "intersect, length, 1, length must be between 2 and 100000; not 1",
    "intersect, length, 7, 'length must be even, since both lists have half of it; not 7; try 8'",
    "replace, vocabulary, 2, vocabulary must be between 3 and 1000000; not 2",
    "replace, length, 0, length must be between 1 and 100000; not 0",
    "search, vocabulary, 1000001, vocabulary must be between 3 and 1000000; not 1000001",
    "search, length, 0, length must be between 1 and 100000; not 0",
    "bounded-dyck, k, 0, k must be between 1 and 100000; not 0",
    "bounded-dyck, length, 7, 'length must be even, since every bracket is closed; not 7; try 8'",
    "bounded-dyck, openProbability, 1.5, openProbability must be between 0.0 and 1.0; not 1.5",
    "bounded-dyck, depth, 0, depth must be between 1 and 100000; not 0",
    "shuffle-dyck, k, 100001, k must be between 1 and 100000; not 100001",
    "shuffle-dyck, length, 9, 'length must be even, since every bracket is closed; not 9; try 10'",
    "shuffle-dyck, openProbability, -0.1, openProbability must be between 0.0 and 1.0; not -0.1",
    "shuffle-dyck, depth, -1, depth must be between 0 and 100000; not -1",
    "regular, states, 1, states must be between 2 and 100000; not 1",
    "regular, symbols, 1, symbols must be between 2 and 1000000; not 1",
    "regular, length, 1, length must be between 2 and 100000; not 1",
    "regular, automaton, 0.5, automaton must be a whole number; not '0.5'",
    "induct, longest, 1001, longest must be between 1 and 1000; not 1001",
    "deduct, constants, 0, constants must be between 1 and 1000; not 0",
    "abduct, mathSymbols, 1, mathSymbols must be between 2 and 100000; not 1",
    "modular-addition, modulus, 1, modulus must be between 2 and 1000000; not 1",
    "modular-addition, terms, 1, terms must be between 2 and 100000; not 1",
    "induction, keys, 0, keys must be between 1 and 50000; not 0",
    "induction, values, 1, values must be between 2 and 1000000; not 1",
    "induction, pairs, 1, pairs must be between 2 and 100000; not 1",
    "life, height, 0, height must be between 1 and 1000; not 0",
    "life, width, 1001, width must be between 1 and 1000; not 1001",
    "life, generations, 1, generations must be between 2 and 100000; not 1",
    "life, density, 0, density must be between 0.001 and 0.999; not 0.0",
    "turing, width, 0, width must be between 1 and 100000; not 0",
    "turing, steps, 0, steps must be between 1 and 100000; not 0",
    "turing, machine, 2985984, machine must be between 0 and 2985983; not 2985984",
    "tag, deletion, 0, deletion must be between 1 and 10000; not 0",
    "tag, word, 0, word must be between 1 and 10000; not 0",
    "tag, length, 2, length must be between 3 and 100000; not 2",
    "l-system, axiom, 10001, axiom must be between 1 and 10000; not 10001",
    "l-system, length, 100001, length must be between 3 and 100000; not 100001",
    "haystack, pairs, 65, pairs must be between 1 and 64; not 65",
    "addition, digits, 0, digits must be between 1 and 1000; not 0",
    "addition, scoring, answers, 'scoring cannot be ''answers''; did you mean ''answer''? (known: published, answer)'",
    "reversed-addition, digits, 1001, digits must be between 1 and 1000; not 1001",
    "reversed-addition, scoring, PUBLISHED, 'scoring cannot be ''PUBLISHED''; did you mean ''published''? (known: published, answer)'",
    "multiplication, digits, -5, digits must be between 1 and 1000; not -5",
    "multiplication, scoring, 20, 'scoring cannot be ''20'' (known: published, answer)'",
    "sorting, vocabulary, 1, vocabulary must be between 2 and 1000000; not 1",
    "sorting, vocabulary, 1000001, vocabulary must be between 2 and 1000000; not 1000001",
    "sorting, length, 0, length must be between 1 and 100000; not 0",
    "sorting, length, 100001, length must be between 1 and 100000; not 100001",
  })
  void badValuesAreNamed(String procedure, String setting, String value, String message) {
    SettingException e = error(procedure, Map.of(setting, value));
    assertThat(e.setting()).isEqualTo(setting);
    assertThat(e).hasMessage(message.replace("; not", ", not"));
  }

  static Stream<String> names() {
    return Procedures.names().stream();
  }

  /** What no numeric setting can be. */
  @ParameterizedTest
  @MethodSource("names")
  void noSettingTakesNonsense(String name) {
    int longest = String.join(", ", Procedures.names()).length();
    for (DeclaredSetting setting : Procedures.entry(name).settings()) {
      for (@Nullable Object bad : nonsense(setting)) {
        SettingException e = error(name, Collections.singletonMap(setting.name(), bad));
        assertThat(e.setting()).startsWith(setting.name());
        assertThat(e).message().contains(setting.name()).hasSizeLessThan(250 + longest);
      }
    }
  }

  private static List<@Nullable Object> nonsense(DeclaredSetting setting) {
    List<@Nullable Object> bad = new ArrayList<>();
    Collections.addAll(bad, null, List.of(1), Map.of("a", 1));
    if (!setting.type().equals(String.class)) {
      Collections.addAll(bad, "", "abc", "x".repeat(1_000_000), "7".repeat(1_000_000), "1\n2");
      Collections.addAll(bad, Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e300, "1e999999999");
    }
    return bad;
  }

  /** Negative, zero and huge numbers either are named in an error or work like any other. */
  @ParameterizedTest
  @MethodSource("names")
  void noNumberIsAcceptedAndThenFails(String name) {
    for (DeclaredSetting setting : Procedures.entry(name).settings()) {
      for (Object value : List.of(-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE)) {
        try {
          Procedure procedure = Procedures.create(name, Map.of(setting.name(), value));
          new ExampleSource(procedure, 1, 2).train(0, new Example());
        } catch (SettingException e) {
          assertThat(e.setting()).isEqualTo(setting.name());
          assertThat(e).message().contains(setting.name()).containsAnyOf(", not ", "cannot be");
        }
      }
    }
  }

  @Test
  void recordsRefuseNaNAndMinusZero() {
    for (double bad : new double[] {Double.NaN, -0.0, -1, Double.NEGATIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new KDyck(1, 2, bad))
          .withMessageContaining("openProbability");
    }
  }

  private static SettingException error(String name, Map<String, ? extends @Nullable Object> bad) {
    @SuppressWarnings("NullAway") // YAML gives null for a key without a value
    SettingException e =
        catchThrowableOfType(SettingException.class, () -> Procedures.create(name, bad));
    assertThat(e).as("%s %s", name, bad).isNotNull();
    return e;
  }
}
