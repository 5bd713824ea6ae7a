package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir Path folder;

  private Run graft(String command, String... more) throws IOException {
    return graft(TinyStudy.YAML, command, more);
  }

  private Run graft(String text, String command, String[] more) throws IOException {
    Path study = Files.writeString(folder.resolve("tiny.yaml"), text);
    String[] arguments = new String[4 + more.length];
    arguments[0] = command;
    arguments[1] = study.toString();
    arguments[2] = "--store";
    arguments[3] = folder.resolve("store").toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Run.of(arguments);
  }

  @Test
  void countsRunsAndLeavesNothingBehind() throws IOException {
    Run run = graft("plan");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("pretrain copy +2 +0 +6 ")
        .containsPattern("task recall +4 +0 +4 ")
        .containsPattern("all, for 4 trials +6 +0 +28 left ")
        .contains("At the most about");
    assertThat(folder.resolve("store")).isEmptyDirectory();
  }

  @Test
  void plansTheStudyAsItIsToBeRun() throws IOException {
    Run run = graft("plan", "--seeds", "1", "--steps", "3");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("pretrain copy +1 +0 +6 ")
        .containsPattern("task recall +2 +0 +3 ")
        .contains(
            "Not the study as its file has it: seed 1 instead of 1, 2; at most 3 fine-tuning steps"
                + " instead of 4.\n");
    assertThat(graft("run", "--quiet", "--seeds", "1", "--steps", "3").code()).isZero();
    JsonNode json = new ObjectMapper().readTree(graft("plan", "--json", "--steps", "3").out());
    assertThat(json.get("runs").get(0).get("done").intValue()).isEqualTo(1);
    assertThat(json.get("runs").get(1).get("done").intValue()).isEqualTo(2);
    assertThat(json.get("changes")).hasSize(1);
  }

  @Test
  void runsAreTakenToStopAsThoseInTheStoreDid() throws IOException {
    // An untrained model is as right as that: each run ends with its first evaluation.
    String early = TinyStudy.YAML.replace("evaluateEvery: 2}", "evaluateEvery: 2, stopAt: 1e-9}");
    assertThat(graft(early, "plan", new String[] {}).out())
        .contains("28 left", "At the most about");
    assertThat(graft(early, "run", new String[] {"--quiet", "--seeds", "1"}).code()).isZero();
    JsonNode runs =
        new ObjectMapper()
            .readTree(graft(early, "plan", new String[] {"--json"}).out())
            .get("runs");
    JsonNode pretraining = runs.get(0);
    assertThat(pretraining.get("done").intValue()).isEqualTo(1);
    assertThat(pretraining.get("steps").intValue()).isEqualTo(6);
    assertThat(pretraining.get("typicalSteps").doubleValue()).isLessThan(6);
    assertThat(graft(early, "plan", new String[] {}).out())
        .contains("if runs stop as early as those in the store.");
  }

  @Test
  void whatIsThereIsNotCountedAgain() throws IOException {
    assertThat(graft("run", "--quiet").code()).isZero();
    assertThat(graft("plan").out()).contains("Nothing is left to compute.");
    JsonNode json = new ObjectMapper().readTree(graft("plan", "--json").out());
    assertThat(json.get("seconds").doubleValue()).isZero();
    assertThat(json.get("bytes").longValue()).isZero();
    assertThat(json.get("runs").get(1).get("done").intValue()).isEqualTo(4);
    assertThat(json.get("runs").get(0).get("pretraining").booleanValue()).isTrue();
  }
}
