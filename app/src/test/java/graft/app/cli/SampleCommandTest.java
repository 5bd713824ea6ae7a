package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.study.LocalRunner;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCommandTest {
  private static final int HEAD = 3;

  @Test
  void marksWhatMustBePredicted() {
    Run sample = Run.of("sample", "identity", "--set", "length=3", "--count", "2");
    assertThat(sample.code()).as(sample.err()).isZero();
    List<String> lines = sample.out().lines().toList();
    assertThat(lines.subList(0, HEAD))
        .containsExactly(
            "identity (rule): Repeat the input: x | x",
            "vocabulary=100 length=3; seed 1, split train; up to 7 tokens, 102 different ones",
            "");
    for (String line : lines.subList(HEAD, HEAD + 2)) {
      String[] words = line.split(" \\| ");
      assertThat(words).hasSize(2);
      assertThat(words[1]).isEqualTo("«" + words[0] + "»");
    }
    assertThat(lines.subList(HEAD + 2, HEAD + 4))
        .containsExactly("", "«x» must be predicted from what comes before; only that counts.");
    assertThat(lines.getLast())
        .matches("2 examples of 7 tokens; 50.0 % of the predictions count; about 6.\\d\\d bits.*");
  }

  /** The answer's digits have a prime, since they are other tokens than the question's. */
  @Test
  void showsSumsAsSums() {
    String number = "[1-9]( [0-9]){4}";
    Run published = Run.of("sample", "addition", "--count", "20");
    assertThat(published.out().lines().skip(HEAD).limit(20))
        .allMatch(
            line -> line.matches(number + " \\+ " + number + " = \\d' «(\\d'|\\$|·| ){11,16}»"))
        .anyMatch(line -> line.endsWith("' $ ·»"));
    Run answer = Run.of("sample", "addition", "--count", "20", "--set", "scoring=answer");
    assertThat(answer.out().lines().skip(HEAD).limit(20))
        .allMatch(line -> line.matches(number + " \\+ " + number + " = «(\\d' ){5,6}\\$»"));
    Run product = Run.of("sample", "multiplication", "--set", "digits=2", "--count", "1");
    assertThat(product.out()).containsPattern("\n\\d \\d \\* \\d \\d = ");
    Run few = Run.of("sample", "addition", "--set", "digits=1");
    assertThat(few.code()).isEqualTo(2);
    assertThat(few.err()).contains("hold out fewer, or raise digits").doesNotContain("scoring or");
  }

  @Test
  void proceduresNest() throws IOException {
    Run dyck = Run.of("sample", "shuffled", "--set", "of=k-dyck", "--count", "1");
    assertThat(dyck.code()).as(dyck.err()).isZero();
    assertThat(dyck.out()).containsPattern("\\d+\\)").containsPattern("\\(\\d+");
    String of = "of=[{name: identity, length: 3}, {name: noisy, of: {name: k-dyck, k: 1}}]";
    Run mixture = Run.of("sample", "mixture", "--set", of, "--set", "weights=[1, 0]", "--json");
    assertThat(mixture.code()).as(mixture.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(mixture.out());
    assertThat(json.at("/settings/of/1/of/k").intValue()).isEqualTo(1);
    assertThat(json.at("/examples/0/symbols/3").textValue()).isEqualTo("1:|");
    Run wrong = Run.of("sample", "mixture", "--set", of.replace("k: 1", "k: 0"));
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).isEqualTo("graft: of[1].of.k must be between 1 and 100000, not 0\n");
  }

  @Test
  void coloursThemOnATerminal() {
    Run sample = Run.with(LocalRunner::new, true, "sample", "identity", "--count", "1");
    assertThat(sample.out()).contains("\u001b[").doesNotContain("«");
  }

  /** The console of these tests has 80 columns. */
  @Test
  void textIsWrappedOnATerminalOnly() {
    String[] command = {"sample", "k-dyck", "--count", "3"};
    Run terminal = Run.with(LocalRunner::new, true, command);
    assertThat(terminal.out().replaceAll("\u001b\\[[0-9;]*m", "").lines().skip(HEAD).limit(8))
        .allMatch(line -> line.length() <= 80)
        .filteredOn(String::isEmpty)
        .hasSize(2);
    assertThat(Run.of(command).out().lines().skip(HEAD).limit(3))
        .allMatch(line -> line.length() > 300);
  }

  @Test
  void examplesOfSeveralLinesAreSetApart() {
    Run sample = Run.of("sample", "eca", "--set", "width=16", "--set", "rows=3", "--count", "2");
    List<String> lines = sample.out().lines().skip(HEAD).toList();
    assertThat(lines.get(0)).matches("[░▓]{32}");
    assertThat(lines.subList(1, 3)).allMatch(line -> line.matches("[·█]{32}"));
    assertThat(lines.get(3)).isEmpty();
    assertThat(lines.get(4)).matches("[░▓]{32}");
    assertThat(lines.get(8)).startsWith("██ and ·· must be predicted");
  }

  @Test
  void vectorsOfBitsAreRowsAndAreCalledSo() {
    Run sample = Run.of("sample", "eca-vector", "--set", "width=16", "--set", "rows=3");
    assertThat(sample.out()).contains("up to 48 tokens, 3 different ones; a model reads 16 as one");
    List<String> lines = sample.out().lines().skip(HEAD).toList();
    assertThat(lines.get(0)).matches("[░▓]{32}");
    assertThat(lines.subList(1, 3)).allMatch(line -> line.matches("[·█]{32}"));
    assertThat(Run.of("sample", "eca").out()).doesNotContain("as one vector");
  }

  @Test
  void rawIsIdsAndNothingElse() {
    Run sample = Run.of("sample", "identity", "--set", "length=2", "--count", "3", "--raw");
    assertThat(sample.out().lines())
        .hasSize(3)
        .allMatch(line -> line.matches("(\\d+ \\d+) 100 \\1"));
    Run both = Run.of("sample", "identity", "--raw", "--json");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--raw and --json exclude each other");
  }

  @Test
  void isReproducibleAndTheSplitsDiffer() {
    String train = Run.of("sample", "haystack").out();
    assertThat(Run.of("sample", "haystack").out()).isEqualTo(train);
    assertThat(Run.of("sample", "haystack", "--split", "heldout").out()).isNotEqualTo(train);
    assertThat(Run.of("sample", "haystack", "--seed", "2").out()).isNotEqualTo(train);
  }

  @Test
  void jsonHasTokensAndPositions() throws IOException {
    Run sample = Run.of("sample", "identity", "--set", "length=3", "--count", "2", "--json");
    JsonNode json = new ObjectMapper().readTree(sample.out());
    assertThat(json.get("procedure").textValue()).isEqualTo("identity");
    assertThat(json.get("settings").get("length").intValue()).isEqualTo(3);
    assertThat(json.get("seed").longValue()).isEqualTo(1);
    assertThat(json.get("split").textValue()).isEqualTo("train");
    JsonNode example = json.get("examples").get(1);
    assertThat(example.get("tokens").size()).isEqualTo(7);
    assertThat(example.get("symbols").size()).isEqualTo(7);
    assertThat(example.get("counted").get(0).intValue()).isEqualTo(3);
  }

  @Test
  void unknownNamesGetASuggestionAndCode2() {
    Run procedure = Run.of("sample", "identty");
    assertThat(procedure.code()).isEqualTo(2);
    assertThat(procedure.err()).startsWith("graft: ").contains("did you mean 'identity'?");
    Run setting = Run.of("sample", "identity", "--set", "lenght=3");
    assertThat(setting.code()).isEqualTo(2);
    assertThat(setting.err()).contains("did you mean 'length'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"length=-1", "length=NaN", "length=0", "length=1e99", "length=", "length"})
  void badSettingsAreCode2(String setting) {
    Run sample = Run.of("sample", "identity", "--set", setting);
    assertThat(sample.code()).isEqualTo(2);
    assertThat(sample.out()).isEmpty();
  }

  @Test
  void badCountsAreCode2() {
    assertThat(Run.of("sample", "identity", "--count", "0").err())
        .contains("--count must be from 1");
    assertThat(Run.of("sample", "identity", "--count", "x").code()).isEqualTo(2);
  }
}
