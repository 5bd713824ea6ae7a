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
  private static final String STUDY =
      """
      study: tiny
      seeds: 2
      model: {layers: 1, heads: 1, width: 4}
      pretrain:
        copy:
          procedure: {name: identity, vocabulary: 6, length: 4}
          training: {steps: 6, batch: 4, warmup: 1, heldOut: 8, evaluateEvery: 2}
      arms:
        random: {take: nothing}
        attention: {take: attention}
      tasks:
        recall:
          procedure: {name: haystack, pairs: 2}
          positions: 12
          training: {steps: 4, batch: 4, warmup: 1, heldOut: 8, evaluateEvery: 2}
      """;

  @TempDir Path folder;

  private Run graft(String command, String... more) throws IOException {
    Path study = Files.writeString(folder.resolve("tiny.yaml"), STUDY);
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
