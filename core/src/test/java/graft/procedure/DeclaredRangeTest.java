package graft.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What descriptions say of limits, held against what procedures refuse. */
class DeclaredRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tokens of x; 1 to 100,000 | 1 | 100000",
        "Probability of replacing a token; 0 to 1 | 0 | 1",
        "Share of live cells in the first grid; 0.001 to 0.999 | 0.001 | 0.999",
        "Most brackets open at once; 1 to 100,000, or 0 for any number | 0 | 100000",
        "Growth; 1 or more | 1 | ",
        "Modulus p; tokens 0 to p-1 are numbers; 2 to 1,000,000 | 2 | 1000000",
        "Input tokens are 1 to vocabulary-1; 3 or more, above length, up to 1,000,000 | 3 | 1000000",
        "Held-out accuracy at which the length grows; above 0, up to 1 | 0 | 1",
        "Letters deleted in a step; 1 to word | 1 | ",
        "Seed of the automaton; any whole number | | "
      })
  void rangesAreRead(String about, Double low, Double high) {
    DeclaredSetting setting = new DeclaredSetting("n", int.class, null, 1, about);
    assertThat(DeclaredRange.of(setting)).isEqualTo(new DeclaredRange(low, high));
  }

  @Test
  void whatIsNoNumberHasNone() {
    DeclaredSetting list =
        new DeclaredSetting("w", List.class, Double.class, List.of(), "Weights; 0 to 1");
    assertThat(DeclaredRange.of(list)).isEqualTo(new DeclaredRange(null, null));
  }

  @Test
  void proceduresRefuseWhatLiesOutside() {
    List<String> checked = new ArrayList<>();
    for (Procedures.Entry entry : Procedures.entries()) {
      for (DeclaredSetting setting : entry.settings()) {
        DeclaredRange range = DeclaredRange.of(setting);
        Double low = range.low();
        Double high = range.high();
        if (low != null) {
          refuses(entry, setting, low - 1);
          checked.add(setting.name());
        }
        if (high != null) {
          refuses(entry, setting, high + 1);
        }
      }
    }
    assertThat(checked).hasSizeGreaterThan(60);
  }

  private static void refuses(Procedures.Entry entry, DeclaredSetting setting, double value) {
    String text = new BigDecimal(value).toPlainString();
    assertThatThrownBy(() -> Procedures.create(entry.name(), Map.of(setting.name(), text)))
        .as("%s %s=%s", entry.name(), setting.name(), text)
        .isInstanceOf(IllegalArgumentException.class);
  }
}
