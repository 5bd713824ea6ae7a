package graft.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import graft.procedure.rule.Identity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every type that a setting can have. */
class SettingsTest {
  /** For {@link Sample}. */
  public enum Way {
    UP,
    TOP_DOWN
  }

  /** One component of each type. */
  public record Sample(
      @Setting(fallback = "1", about = "an int") int whole,
      @Setting(fallback = "9999999999", about = "a long") long large,
      @Setting(fallback = "0.1", about = "a double") double real,
      @Setting(fallback = "true", about = "a boolean") boolean on,
      @Setting(fallback = "a b", about = "a string") String words,
      @Setting(name = "the-way", fallback = "top-down", about = "an enum") Way way) {}

  /** Lacks the annotation. */
  public record Bare(int whole) {}

  /** Takes the name of the procedure itself. */
  public record Named(@Setting(fallback = "a", about = "a string") String name) {}

  /** Settings that hold others. */
  public record Nested(
      @Setting(fallback = "{name: identity, length: 3}", about = "a procedure") Procedure of,
      @Setting(fallback = "[1, 2.5]", about = "numbers") List<Double> numbers,
      @Setting(fallback = "[]", about = "procedures") List<Procedure> all) {}

  @Test
  void settingsNest() {
    Nested nested = new Nested(new Identity(100, 3), List.of(1.0, 2.5), List.of());
    assertThat(Settings.create(Nested.class, Map.of())).isEqualTo(nested);
    Nested other = new Nested(new Identity(100, 20), List.of(), List.of(new Identity(9, 2)));
    assertThat(Settings.create(Nested.class, Settings.of(other))).isEqualTo(other);
    assertThat(Settings.declaredBy(Nested.class))
        .extracting(DeclaredSetting::typeName, DeclaredSetting::fallbackText)
        .containsExactly(
            tuple("procedure", "{name: identity, length: 3}"),
            tuple("list of numbers", "[1.0, 2.5]"),
            tuple("list of procedures", "[]"));
  }

  @Test
  void noSettingIsCalledName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.declaredBy(Named.class))
        .withMessageContaining("cannot be called name");
  }

  @Test
  void everyTypeHasItsDefault() {
    Sample sample = new Sample(1, 9_999_999_999L, 0.1, true, "a b", Way.TOP_DOWN);
    assertThat(Settings.create(Sample.class, Map.of())).isEqualTo(sample);
    assertThat(Settings.of(sample))
        .containsExactly(
            Map.entry("large", 9_999_999_999L),
            Map.entry("on", true),
            Map.entry("real", 0.1),
            Map.entry("the-way", "top-down"),
            Map.entry("whole", 1),
            Map.entry("words", "a b"));
  }

  @Test
  void everyTypeComesBack() {
    Sample sample = new Sample(-5, Long.MIN_VALUE, Double.MIN_VALUE, false, "", Way.UP);
    assertThat(Settings.create(Sample.class, Settings.of(sample))).isEqualTo(sample);
  }

  @Test
  void typesHaveNames() {
    assertThat(Settings.declaredBy(Sample.class))
        .extracting(DeclaredSetting::typeName)
        .containsExactly(
            "whole number",
            "whole number",
            "number",
            "true or false",
            "text",
            "one of up, top-down");
  }

  @Test
  void errorsSayWhatIsWanted() {
    fails("on", "yes", "on must be true or false, not 'yes'");
    fails("words", 5, "words must be text (in quotes), not 5");
    fails("the-way", "topdown", "the-way cannot be 'topdown'; did you mean 'top-down'?");
    fails("the-way", "TOP_DOWN", "the-way cannot be 'TOP_DOWN'");
    fails("large", "1e30", "large must be between -9223372036854775808 and");
    fails("whole", true, "whole must be a whole number, not true");
    fails("real", "1e400", "real must be a finite number, not '1e400'");
  }

  @Test
  void everyComponentNeedsItsAnnotation() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.declaredBy(Bare.class))
        .withMessageContaining("whole needs a @Setting annotation");
  }

  private static void fails(String setting, Object value, String message) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> Settings.create(Sample.class, Map.of(setting, value)))
        .withMessageStartingWith(message)
        .satisfies(e -> assertThat(e.setting()).isEqualTo(setting));
  }
}
