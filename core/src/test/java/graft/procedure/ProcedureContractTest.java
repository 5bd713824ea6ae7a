package graft.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every procedure in the registry promises, with its defaults and at its limits. */
class ProcedureContractTest {
  private static final int DRAWS = 300;

  /** Every registered procedure with its defaults. */
  static Stream<Procedure> defaults() {
    return Procedures.names().stream().map(name -> Procedures.create(name, Map.of()));
  }

  /** Also with every setting at small values, one at a time, and with all as small as can be. */
  static Stream<Procedure> variants() {
    return Procedures.entries().stream().flatMap(ProcedureContractTest::variants).distinct();
  }

  private static Stream<Procedure> variants(Procedures.Entry entry) {
    List<Procedure> variants = new ArrayList<>();
    variants.add(Procedures.create(entry.name(), Map.of()));
    Map<String, Object> smallest = new HashMap<>();
    for (DeclaredSetting setting : entry.settings()) {
      List<?> accepted = smallAccepted(entry.name(), setting);
      accepted.forEach(
          value -> variants.add(Procedures.create(entry.name(), Map.of(setting.name(), value))));
      smallest.put(setting.name(), accepted.getFirst());
    }
    variants.add(Procedures.create(entry.name(), smallest));
    return variants.stream();
  }

  private static List<?> smallAccepted(String name, DeclaredSetting setting) {
    Stream<?> values =
        switch (setting.type().getName()) {
          case "int", "long", "double" ->
              Stream.concat(
                  IntStream.of(0, 1, 2, 3, 4, 5, 64).boxed(), Stream.of(setting.fallback()));
          case "boolean" -> Stream.of(false, true);
          case "java.lang.String" -> Stream.of(setting.fallback());
          case "graft.procedure.Procedure" -> Stream.concat(PARTS.stream(), Stream.of(BITS));
          case "java.util.List" -> Stream.concat(Stream.of(setting.fallback()), lists(setting));
          default -> setting.choices().stream();
        };
    return values.filter(value -> accepts(name, Map.of(setting.name(), value))).toList();
  }

  /** With and without grade, stop, and a last pad that counts. */
  private static final List<String> PARTS =
      List.of(
          "{name: identity, vocabulary: 3, length: 5}",
          "haystack",
          "{name: addition, digits: 2}",
          "{name: k-dyck, k: 1, length: 4}",
          "{name: shuffled, of: {name: addition, digits: 1}}",
          "{name: sequence, of: [{name: addition, digits: 1}, eca], vocabulary: shared}");

  private static final String BITS = "{name: eca-vector, width: 3, rows: 2}";

  private static Stream<?> lists(DeclaredSetting setting) {
    return setting.typeName().equals("list of procedures")
        ? Stream.of(PARTS, PARTS.subList(2, 3))
        : Stream.of(List.of(0, 2.5));
  }

  private static boolean accepts(String name, Map<String, ?> settings) {
    try {
      Procedures.create(name, settings);
      return true;
    } catch (SettingException e) {
      return false;
    }
  }

  private static Example draw(Procedure procedure, long seed, long index) {
    Example example = new Example();
    procedure.draw(Seeds.generator(seed, procedure.name(), "test", index), example);
    return example;
  }

  @ParameterizedTest
  @MethodSource("variants")
  void sameSeedGivesSameExampleInAUsedBuffer(Procedure procedure) {
    Example used = new Example();
    for (int index = 0; index < DRAWS; index++) {
      Example fresh = draw(procedure, 7, index);
      used.clear();
      Arrays.fill(used.scratch(1), index);
      procedure.draw(Seeds.generator(7, procedure.name(), "test", index), used);
      assertThat(used.tokens()).isEqualTo(fresh.tokens());
      assertThat(used.counted()).isEqualTo(fresh.counted());
    }
  }

  /** But for the few that coincide in a small space, such as that of modular addition. */
  @ParameterizedTest
  @MethodSource("defaults")
  void indicesAndSeedsDiffer(Procedure procedure) {
    Set<List<Integer>> seen = new HashSet<>();
    for (long seed = 0; seed < 2; seed++) {
      for (int index = 0; index < DRAWS; index++) {
        Example example = draw(procedure, seed, index);
        seen.add(Arrays.stream(example.tokens()).boxed().toList());
      }
    }
    assertThat(seen).hasSizeGreaterThan(2 * DRAWS * 95 / 100);
  }

  /** But for the JVM's own few bytes: 10,000 draws that allocate come to far more. */
  @ParameterizedTest
  @MethodSource("defaults")
  void drawingAllocatesNothing(Procedure procedure) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SplitMix random = Seeds.generator(5, procedure.name(), "test", 0);
    Example example = new Example();
    long before = 0;
    for (int draw = 0; draw < 20_000; draw++) {
      if (draw == 10_000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      example.clear();
      procedure.draw(random, example);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void tokensAndCountedPositionsAreInside(Procedure procedure) {
    Vocabulary vocabulary = procedure.vocabulary();
    assertThat(vocabulary.pad()).isBetween(0, vocabulary.size() - 1);
    assertThat(vocabulary.stop())
        .isBetween(Vocabulary.NO_STOP, vocabulary.size() - 1)
        .isNotEqualTo(vocabulary.pad());
    for (int index = 0; index < DRAWS; index++) {
      Example example = draw(procedure, 3, index);
      assertThat(example.length()).isBetween(2, procedure.length());
      assertThat(IntStream.of(example.tokens()))
          .allMatch(token -> token >= 0 && token < vocabulary.size());
      int last = example.length() - 1;
      boolean lastCounts = example.counted(example.countedLength() - 1) == last - 1;
      assertThat(IntStream.of(example.tokens()).limit(lastCounts ? last : last + 1))
          .doesNotContain(vocabulary.pad());
      assertThat(IntStream.of(example.counted()).boxed().toList())
          .isNotEmpty()
          .isSorted()
          .doesNotHaveDuplicates()
          .allMatch(position -> position >= 0 && position + 1 < example.length());
      assertThat(procedure.answerStart(example)).isBetween(1, last);
    }
  }

  /** A model reads and predicts whole positions. */
  @ParameterizedTest
  @MethodSource("variants")
  void vectorsOfBitsAreWhole(Procedure procedure) {
    int bits = procedure.bitsPerPosition();
    for (int index = 0; index < (bits > 0 ? DRAWS : 0); index++) {
      Example example = draw(procedure, 3, index);
      assertThat(IntStream.of(example.tokens())).allMatch(token -> token == 0 || token == 1);
      assertThat(procedure.length() % bits).isZero();
      assertThat(example.length() % bits).isZero();
      assertThat(example.countedLength() % bits).isZero();
      for (int i = 0; i < example.countedLength(); i++) {
        assertThat((example.counted(i) + 1) % bits).isEqualTo(i % bits);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void settingsMakeTheSameProcedure(Procedure procedure) {
    Map<String, Object> settings = Procedures.settings(procedure);
    assertThat(Procedures.create(procedure.name(), settings)).isEqualTo(procedure);
    assertThat(List.copyOf(settings.keySet())).isSorted();
    assertThat(settings.values()).allMatch(ProcedureContractTest::isCanonical);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void textMakesTheSameProcedure(Procedure procedure) {
    String text = FlowText.of(NestedValue.canonical(procedure));
    DeclaredSetting part = new DeclaredSetting("of", Procedure.class, null, "", "");
    assertThat(NestedValue.procedure(part, text)).isEqualTo(procedure);
  }

  private static boolean isCanonical(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.values().stream().allMatch(ProcedureContractTest::isCanonical);
      case List<?> list -> list.stream().allMatch(ProcedureContractTest::isCanonical);
      default ->
          value instanceof Integer
              || value instanceof Long
              || value instanceof Double
              || value instanceof Boolean
              || value instanceof String;
    };
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void symbolsDiffer(Procedure procedure) {
    Vocabulary vocabulary = procedure.vocabulary();
    assertThat(IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::symbol))
        .doesNotHaveDuplicates()
        .noneMatch(String::isBlank);
    assertThat(vocabulary.symbol(vocabulary.pad())).isEqualTo("·");
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void trainingNeverMeetsHeldOut(Procedure procedure) {
    ExampleSource source = new ExampleSource(procedure, 11, 1000);
    Example example = new Example();
    Set<List<Integer>> held = new HashSet<>();
    for (int index = 0; index < 1000; index++) {
      source.heldOut(index, example);
      held.add(Arrays.stream(example.tokens()).boxed().toList());
    }
    for (int index = 0; index < 3000; index++) {
      source.train(index, example);
      assertThat(held).doesNotContain(Arrays.stream(example.tokens()).boxed().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void gradesKeepTheVocabulary(Procedure procedure) {
    int grade = procedure.grade();
    assertThat(grade).isGreaterThanOrEqualTo(procedure instanceof Graded ? 1 : 0);
    if (grade > 0) {
      Procedure longer = procedure.atGrade(grade + 2);
      assertThat(longer.grade()).isEqualTo(grade + 2);
      assertThat(longer.length()).isGreaterThan(procedure.length());
      assertThat(longer.vocabulary().size()).isEqualTo(procedure.vocabulary().size());
      assertThat(longer.vocabulary().pad()).isEqualTo(procedure.vocabulary().pad());
      assertThat(longer.atGrade(grade)).isEqualTo(procedure);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> procedure.atGrade(2))
          .withMessageContaining("has no input length that a curriculum could raise");
    }
  }
}
