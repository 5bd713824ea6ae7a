package graft.procedure.combinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import graft.procedure.Baseline;
import graft.procedure.DeclaredSetting;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.procedure.SettingException;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.rule.Reverse;
import graft.procedure.task.Addition;
import graft.procedure.task.Scoring;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Procedures in procedures, as settings and as records. */
class NestingTest {
  /** Three deep, with all that can be different in it. */
  private static final Procedure DEEP =
      new Shuffled(
          new Mixture(
              List.of(
                  new Noisy(new KDyck(4, 8, 0.5), 0.25, Noised.ALL),
                  new Sequence(
                      List.of(new Identity(5, 3), new Addition(1, Scoring.PUBLISHED)),
                      Joining.DISJOINT),
                  new Mixture(
                      List.of(new Reverse(5, 3), new Identity(5, 3)), List.of(), Joining.SHARED)),
              List.of(1.0, 0.5, 2.0),
              Joining.DISJOINT));

  private static final String TEXT =
      "{name: mixture, weights: [1, 0.5, 2], of: ["
          + "{name: noisy, rate: 0.25, of: {name: k-dyck, k: 4, length: 8}}, "
          + "{name: sequence, of: [{name: identity, vocabulary: 5, length: 3}, {name: addition, digits: 1}]}, "
          + "{name: mixture, vocabulary: shared, of: [{name: reverse, vocabulary: 5, length: 3}, "
          + "{name: identity, vocabulary: 5, length: 3}]}]}";

  @Test
  void textMapsAndRecordsAreTheSame() {
    assertThat(Procedures.create("shuffled", Map.of("of", TEXT))).isEqualTo(DEEP);
    assertThat(Procedures.create("shuffled", Procedures.settings(DEEP))).isEqualTo(DEEP);
    Procedure made = new KDyck(4, 8, 0.5);
    Map<String, Object> map = Map.of("name", "k-dyck", "k", "4", "length", 8L);
    assertThat(Procedures.create("shuffled", Map.of("of", map))).isEqualTo(new Shuffled(made));
    assertThat(Procedures.create("shuffled", Map.of("of", made))).isEqualTo(new Shuffled(made));
    assertThat(Procedures.create("sequence", Map.of("of", List.of("identity", made))))
        .isEqualTo(new Sequence(List.of(new Identity(100, 20), made), Joining.DISJOINT));
  }

  @Test
  void theCanonicalFormIsNestedAndSorted() {
    assertThat(Procedures.settings(new Shuffled(new Identity(5, 3))))
        .hasToString("{of={length=3, name=identity, vocabulary=5}}");
    assertThat(
            Procedures.settings(
                new Mixture(List.of(new Identity(5, 3)), List.of(), Joining.SHARED)))
        .hasToString(
            "{of=[{length=3, name=identity, vocabulary=5}], vocabulary=shared, weights=[1.0]}");
  }

  @Test
  void defaultsAreShownAsUsersWriteThem() {
    assertThat(Procedures.entry("mixture").settings())
        .extracting(DeclaredSetting::fallbackText)
        .containsExactly("[identity, reverse]", "[]", "disjoint");
    assertThat(Procedures.entry("mixture").settings())
        .extracting(DeclaredSetting::typeName)
        .containsExactly("list of procedures", "list of numbers", "one of disjoint, shared");
    assertThat(Procedures.entry("noisy").settings().getFirst().typeName()).isEqualTo("procedure");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "of | {name: k-dyck, k: 0} | of.k | of.k must be between 1 and 100000, not 0",
        "of | {name: k-dyck, kk: 1} | of.kk | of.kk: k-dyck has no setting 'kk'; did you mean 'k'?",
        "of | {name: dyck} | of.name | of.name: there is no procedure 'dyck'",
        "of | {k: 1} | of | of does not say which procedure; begin with name",
        "of | idenity | of | of: there is no procedure 'idenity'; did you mean 'identity'?",
        "of | [identity] | of | of must be a procedure, like identity or {name: identity, length: 5}, not '[identity]'",
        "of | {name: mixture, of: identity} | of.of | of.of must be a list of procedures, like [identity,",
        "of | {name: mixture, of: [identity, {name: k-dyck, length: 7}]} | of.of[1].length | of.of[1].length must be even",
        "of | {name: mixture, of: [identity, 7]} | of.of[1] | of.of[1] must be a procedure, like identity or",
        "of | {name: mixture, of: [identity, null]} | of.of[1] | of.of[1] has no value",
        "of | {name: mixture, weights: [1, -1]} | of.weights[1] | of.weights[1] must be between 0.0 and 1000000.0, not -1.0",
        "of | {name: mixture, vocabulary: share} | of.vocabulary | of.vocabulary cannot be 'share'; did you mean 'shared'?",
        "of | {name: curriculum} | of | of cannot be a curriculum",
        "of | {name: identity | of | of cannot be '{name: identity' (at character 16: ",
        "of | {name: identity, name: k-dyck} | of | of cannot be",
        "of | {name: mixture, of: [&a {name: k-dyck}, *a]} | of | of cannot be",
        "of | {name: !!java.net.URL x} | of | of cannot be",
      })
  void faultsAreNamedByTheirPath(String setting, String value, String at, String message) {
    assertThatThrownBy(() -> Procedures.create("shuffled", Map.of(setting, value)))
        .isInstanceOfSatisfying(SettingException.class, e -> assertThat(e.setting()).isEqualTo(at))
        .hasMessageStartingWith(message);
  }

  @Test
  void depthHasALimit() {
    Procedure deep = new Identity(5, 3);
    String text = "identity";
    for (int i = 0; i < 8; i++) {
      deep = new Shuffled(deep);
      text = "{name: shuffled, of: " + text + "}";
    }
    Procedure deepest = deep;
    assertThatThrownBy(() -> new Shuffled(deepest))
        .hasMessage("of must be nested at most 8 procedures deep, not 9");
    assertRefused(text, "must be nested at most 8 procedures deep, not 9");
    assertRefused("{name: shuffled, of: ".repeat(101), "must be nested at most 100 deep");
    assertRefused("[".repeat(9_000), "must be nested at most 100 deep");
    assertRefused("[".repeat(1_000_000), "must have at most 10000 characters, not 1000000");
  }

  private static void assertRefused(String of, String message) {
    assertThatThrownBy(() -> Procedures.create("shuffled", Map.of("of", of)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(message);
  }

  /** However procedures take turns in one buffer. */
  @Test
  void drawingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SplitMix random = Seeds.generator(5, "deep", "test", 0);
    Example example = new Example();
    long before = 0;
    for (int draw = 0; draw < 20_000; draw++) {
      if (draw == 10_000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      example.clear();
      DEEP.draw(random, example);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  @Test
  void whatIsTooSmallNamesTheSizesInside() {
    assertThatThrownBy(() -> new ExampleSource(new Shuffled(new Identity(2, 1)), 1, 4000))
        .hasMessageContaining("hold out fewer, or raise of.length or of.vocabulary");
  }

  @Test
  void guessesKnowTheirWay() {
    Baseline baseline = Baseline.of(DEEP, 500, 1);
    assertThat(baseline.byPlace()).isBetween(0.0, 1.0);
    assertThat(baseline.fromContext()).isPositive();
  }
}
