package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraftTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "plan",
        "report",
        "results",
        "list",
        "sample",
        "generate",
        "analyze",
        "doctor",
        "completion",
        "inspect",
        "diff",
        "transplant",
        "perturb",
        "merge"
      })
  void everyCommandHasHelpAndVersion(String command) {
    Run help = Run.of(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).startsWith("Usage: graft " + command).contains("--help", "--version");
    assertThat(Run.of("help", command).out()).isEqualTo(help.out());
    Run version = Run.of(command, "--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).startsWith("graft ");
  }

  @Test
  void helpDocumentsTheExitCodes() {
    Run help = Run.of("--help");
    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("Exit codes:", "  0 ", "  1 ", "  2 ", "  130 ", "run", "list", "sample");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void noCommandIsAUsageError() {
    Run nothing = Run.of();
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).contains("Usage: graft");
  }

  @Test
  void mistypedWordsGetASuggestion() {
    Run command = Run.of("lst");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("Did you mean: graft list");
    Run option = Run.of("run", "--stroe", "x");
    assertThat(option.code()).isEqualTo(2);
    assertThat(option.err()).contains("--store");
  }

  @Test
  void completionIsAShellScript() {
    Run completion = Run.of("completion");
    assertThat(completion.code()).isZero();
    assertThat(completion.out()).startsWith("#!/usr/bin/env bash").contains("haystack", "vector");
  }

  @Test
  void theVersionNamesTheCommit() {
    System.setProperty("graft.commit", "abc1234-dirty");
    try {
      assertThat(Run.of("--version").out()).contains("(abc1234-dirty)");
    } finally {
      System.clearProperty("graft.commit");
    }
  }
}
