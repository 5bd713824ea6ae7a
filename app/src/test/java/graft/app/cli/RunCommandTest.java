package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.study.Arrangement;
import graft.study.InputException;
import graft.study.NodePlan;
import graft.study.Runner;
import graft.study.StudyResult;
import graft.study.StudyResult.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command around a runner that computes nothing. */
class RunCommandTest {
  private static final String STUDY =
      """
      study: tiny
      question: does it run?
      seeds: 2
      model: {layers: 1, heads: 1, width: 4}
      pretrain:
        identity: {procedure: identity}
      arms:
        random: {take: nothing}
        attention: {take: attention}
      tasks:
        haystack: {procedure: haystack}
      """;

  private static final NodePlan OLD = new NodePlan("a", "identity, seed 1", 10, 1, true);
  private static final NodePlan NEW = new NodePlan("b", "haystack, seed 1", 10, 1, false);
  private static final StudyResult RESULT =
      new StudyResult(
          "tiny",
          List.of(
              Row.of("identity", "attention", "haystack", "accuracy", List.of(98.0, 99.52), 99.0),
              Row.of("identity", "random", "haystack", "accuracy", List.of(11.3), null)),
          List.of(),
          List.of(),
          0);

  @TempDir Path folder;

  @BeforeEach
  void writeStudy() throws IOException {
    Files.writeString(folder.resolve("tiny.yaml"), STUDY);
  }

  private Run run(Runner runner, String... more) {
    return run(runner, false, more);
  }

  private Run run(Runner runner, boolean terminal, String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "run";
    arguments[1] = folder.resolve("tiny.yaml").toString();
    arguments[2] = "--store";
    arguments[3] = folder.resolve("store").toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Run.with((engine, cores) -> runner, terminal, arguments);
  }

  private static final Runner COMPUTES =
      (study, store, observer) -> {
        observer.planned(List.of(OLD, NEW));
        observer.arranged(new Arrangement(2, 1, 3_140_000, Double.NaN));
        observer.started(NEW, 0);
        observer.warned("mind the step");
        observer.progressed(NEW, 10, 100);
        observer.finished(NEW);
        return RESULT;
      };

  @Test
  void printsTheTableAndWhereTheResultsAre() {
    Run run = run(COMPUTES);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .startsWith(
            "pretrain  arm        task      metric    mean   sd  95 % interval  seeds  paper",
            "identity  attention  haystack  accuracy  98.8  1.1  [98.0, 99.5]       2   99.0",
            "identity  random     haystack  accuracy  11.3    \u2014  \u2014                  1      \u2014",
            "95 % interval: of the mean over seeds, bootstrap (BCa).");
    assertThat(run.out())
        .contains("Results are in " + folder.resolve("store") + "; 1 run computed");
    assertThat(run.err())
        .contains("study     2 trials side by side, one thread each, 3.1 MB per trial\n")
        .contains("started   haystack, seed 1\n", "warning: mind the step\n", "finished  haystack")
        .doesNotContain("\r");
  }

  @Test
  void failedTrialsAreNamedAndTheCodeIs1() {
    Run run =
        run(
            (study, store, observer) ->
                new StudyResult(
                    "tiny", RESULT.rows(), List.of(), List.of("attention, seed 1: diverged"), 1));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("failed: attention, seed 1: diverged");
    assertThat(run.out()).contains("attention  haystack");
  }

  @Test
  void saysWhenNothingHadToBeComputed() {
    Run run =
        run(
            (study, store, observer) -> {
              observer.planned(List.of(OLD));
              return RESULT;
            });
    assertThat(run.out()).contains("nothing had to be computed");
  }

  @Test
  void jsonIsOneObjectAndTheRestGoesToStandardError() throws IOException {
    Run run = run(COMPUTES, "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(run.out().strip().lines()).hasSize(1);
    assertThat(json.get("study").textValue()).isEqualTo("tiny");
    JsonNode row = json.get("rows").get(0);
    assertThat(row.fieldNames())
        .toIterable()
        .containsExactly(
            "pretrain",
            "arm",
            "task",
            "metric",
            "mean",
            "sd",
            "seeds",
            "values",
            "paper",
            "median",
            "low",
            "high",
            "planned",
            "missing");
    assertThat(row.get("mean").doubleValue()).isCloseTo(98.76, within(1e-12));
    assertThat(row.get("values").get(1).doubleValue()).isEqualTo(99.52);
    assertThat(row.get("paper").doubleValue()).isEqualTo(99.0);
    JsonNode single = json.get("rows").get(1);
    assertThat(single.get("sd").isNull()).isTrue();
    assertThat(single.has("paper")).isFalse();
    assertThat(run.err()).contains("Results are in");
  }

  @Test
  void quietShowsWarningsOnly() {
    assertThat(run(COMPUTES, "--quiet").err()).isEqualTo("warning: mind the step\n");
  }

  @Test
  void aTerminalGetsBarsAndIsLeftClean() {
    Run run = run(COMPUTES, true);
    assertThat(run.err()).contains("warning: mind the step", "study", "1/2").endsWith("\u001b[J");
  }

  @Test
  void anUnexpectedFaultIsOneLineAndCode1() {
    Runner fails =
        (study, store, observer) -> {
          throw new IllegalStateException("boom");
        };
    Run run = run(fails);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "graft: unexpected fault: java.lang.IllegalStateException: boom (--debug shows"
                + " where)\n");
    assertThat(run(fails, "--debug").err()).contains("\tat graft.app.cli.");
  }

  @Test
  void errorsOfTheMachineAreReportedToo() {
    Run run =
        run(
            (study, store, observer) -> {
              throw new OutOfMemoryError("heap");
            });
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("graft: out of memory").contains("GRAFT_OPTS");
  }

  @Test
  void anInputExceptionIsCode2() {
    Run run =
        run(
            (study, store, observer) -> {
              throw new InputException("tiny.yaml:3: no");
            });
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("graft: tiny.yaml:3: no\n");
  }

  @Test
  void badOptionsAreFoundBeforeAnythingRuns() {
    assertThat(run(COMPUTES, "--engine", "vectro").err())
        .isEqualTo(
            "graft: there is no engine 'vectro'; did you mean 'vector'? (known: vector,"
                + " reference)\n");
    assertThat(run(COMPUTES, "--threads", "0").code()).isEqualTo(2);
    assertThat(run(COMPUTES, "--threads", "-3").code()).isEqualTo(2);
    assertThat(run(COMPUTES, "--threads", "99999999999").code()).isEqualTo(2);
    assertThat(run(COMPUTES, "--threads", "NaN").code()).isEqualTo(2);
  }

  private static final Runner TELLS_CHANGES =
      (study, store, observer) ->
          new StudyResult(
              study.name(), RESULT.rows(), List.of(), List.of(), 0, study.changes(), List.of());

  @Test
  void aChangedStudySaysSo() throws IOException {
    String changes =
        "seeds 1, 4 instead of 1, 2; at most 10000 pretraining steps instead of 20000; at most 7"
            + " fine-tuning steps instead of 10000";
    Run run = run(TELLS_CHANGES, "--quick", "--seeds", "1,4", "--steps", "7");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("Not the study as its file has it: " + changes + ".\n");
    Run json = run(TELLS_CHANGES, "--json", "--seeds", "1");
    assertThat(new ObjectMapper().readTree(json.out()).get("changes"))
        .singleElement()
        .matches(change -> change.textValue().equals("seed 1 instead of 1, 2"));
    assertThat(run(TELLS_CHANGES).out()).doesNotContain("Not the study");
    assertThat(run(TELLS_CHANGES, "--json").out()).doesNotContain("changes");
  }

  @Test
  void changesThatMakeNoSenseAreCode2() {
    Run seeds = run(COMPUTES, "--seeds", "1,one");
    assertThat(seeds.code()).isEqualTo(2);
    assertThat(seeds.err())
        .isEqualTo(
            "graft: --seeds must be a number from 1 to 10000 or different seeds like 1,2,5, not"
                + " '1,one'\n");
    Run steps = run(COMPUTES, "--steps", "0");
    assertThat(steps.code()).isEqualTo(2);
    assertThat(steps.err()).isEqualTo("graft: --steps must be from 1 to 1000000000, not 0\n");
    assertThat(run(COMPUTES, "--steps", "few").code()).isEqualTo(2);
  }

  @Test
  void aStudyThatCannotBeReadIsCode2() throws IOException {
    assertThat(Run.of("run", folder.resolve("none.yaml").toString()).code()).isEqualTo(2);
    Files.writeString(folder.resolve("tiny.yaml"), "");
    Run run = run(COMPUTES);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("graft: ").contains("tiny.yaml").doesNotContain("\tat ");
  }
}
