package graft.app.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.analysis.Playground;
import graft.procedure.Procedures;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenTextTest {
  private static TokenText of(String name, Map<String, ?> settings) {
    return new TokenText(Procedures.create(name, settings));
  }

  @Test
  void bracketsAreTypedAsBrackets() {
    TokenText few = of("k-dyck", Map.of("k", 4, "length", 8));
    assertThat(few.read("([{<>}] )", 8)).containsExactly(0, 1, 2, 3, 7, 6, 5, 4);
    assertThat(few.text(new int[] {0, 1, 5, 4})).isEqualTo("([])");
    assertThat(few.type(6)).isEqualTo(2);
    assertThat(few.type(8)).isEqualTo(-1);
    TokenText many = of("k-dyck", Map.of("k", 16, "length", 8));
    assertThat(many.read("(3 (11 11) 3)", 8)).containsExactly(3, 11, 27, 19);
    assertThat(many.text(new int[] {3, 19})).isEqualTo("(3 3)");
  }

  @Test
  void numbersAndNamesStandApartOrAreGivenAsIds() {
    TokenText copy = of("identity", Map.of("vocabulary", 21, "length", 4));
    assertThat(copy.read(" 3, 12\n#20 | ", 8)).containsExactly(3, 12, 20, 21);
    TokenText recall = of("haystack", Map.of("pairs", 3));
    assertThat(recall.read("k0 v5 ?0 v5", 8)).containsExactly(128, 5, 131, 5);
    TokenText sum = of("addition", Map.of("digits", 2));
    assertThat(sum.read("12+34= 4' 6' $", 20)).containsExactly(1, 2, 10, 3, 4, 11, 24, 26, 30);
    assertThat(sum.alphabet()).hasSize(31).contains("+", "4'");
    assertThat(recall.alphabet()).isEmpty();
  }

  /** What is shown can be typed. */
  @Test
  void whatIsShownIsReadAsItWas() {
    for (Procedures.Entry entry : Procedures.entries()) {
      var procedure = Procedures.create(entry.name(), Map.of());
      TokenText words = new TokenText(procedure);
      int[] tokens = Playground.heldOut(procedure, 1, 0).tokens();
      assertThat(words.read(words.text(tokens), tokens.length)).as(entry.name()).isEqualTo(tokens);
    }
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    TokenText few = of("k-dyck", Map.of("k", 2, "length", 8));
    assertThatThrownBy(() -> few.read("([x", 8))
        .hasMessage("position 2: there is no token 'x'; type ( [ ) ] ·");
    assertThatThrownBy(() -> few.read("( ../secret", 8))
        .hasMessageStartingWith("position 1: there is no token '../secret'");
    assertThatThrownBy(() -> few.read("#9", 8)).hasMessageContaining("no token '#9'");
    assertThatThrownBy(() -> few.read("<\u0007", 8)).hasMessageContaining("'<?'");
    assertThatThrownBy(() -> few.read(" , ", 8)).hasMessageStartingWith("the sequence is empty");
    assertThatThrownBy(() -> few.read("((((", 3))
        .hasMessage(
            "the sequence is too long: token 4 and what follows it must go, since 3 can be read");
    assertThat(few.symbol(17)).isEqualTo("#17");
    assertThat(of("identity", Map.of("vocabulary", 50, "length", 4)).known())
        .isEqualTo("0 1 2 3 4 5 6 7 8 9 10 11 ... ·");
  }
}
