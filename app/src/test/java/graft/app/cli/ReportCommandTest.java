package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String STUDY =
      """
      study: tiny
      seeds: 2
      model: {layers: 1, heads: 1, width: 4}
      pretrain:
        identity: {procedure: {name: identity, vocabulary: 6, length: 4}}
      arms:
        random: {take: nothing}
        attention: {take: attention}
      tasks:
        haystack:
          procedure: {name: haystack, pairs: 2}
          training: {steps: 4, batch: 4, warmup: 1, heldOut: 8, evaluateEvery: 2}
      """;

  @TempDir Path folder;

  private Run report(String... more) throws IOException {
    Path study = Files.writeString(folder.resolve("tiny.yaml"), STUDY);
    String[] arguments = new String[4 + more.length];
    arguments[0] = "report";
    arguments[1] = study.toString();
    arguments[2] = "--store";
    arguments[3] = folder.resolve("store").toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Run.of(arguments);
  }

  private String output() {
    return folder.resolve("report").toString();
  }

  @Test
  void trainsNothingAndSaysWhatIsMissing() throws IOException {
    Files.createDirectory(folder.resolve("store"));
    Run run = report("-o", output());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("0 of 2", "4 trials are not computed yet; 'graft run' does that.")
        .contains("The report is " + folder.resolve("report/index.html"));
    assertThat(folder.resolve("store")).isEmptyDirectory();
    assertThat(folder.resolve("report/trials.csv")).content().contains("unfinished");
  }

  @Test
  void saysWhatFailedAndHowTheStudyWasChanged() throws IOException {
    String wild = STUDY.replace("warmup: 1,", "warmup: 0, learningRate: 1000, weightDecay: 1000,");
    String text =
        wild.replace("steps: 4,", "steps: 90,")
            .replace(
                "length: 4}}",
                "length: 4}, training: {steps: 4, batch: 4, warmup: 1, heldOut: 8}}");
    Path study = Files.writeString(folder.resolve("tiny.yaml"), text);
    String store = folder.resolve("store").toString();
    String[] only = {study.toString(), "--seeds", "1", "--store", store};
    Run run =
        Run.of("run", only[0], only[1], only[2], only[3], only[4], "--quiet", "--threads", "1");
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    Run report = Run.of("report", only[0], only[1], only[2], only[3], only[4], "-o", output());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.err()).isEqualTo(run.err()).contains("failed: random > haystack, seed 1: ");
    assertThat(report.out())
        .doesNotContain("not computed yet")
        .contains("Not the study as its file has it: seed 1 instead of 1, 2.");
    assertThat(folder.resolve("report/index.html"))
        .content()
        .contains("<h2>Failed</h2>", "seed 1 instead of 1, 2", "study tiny, changed");
    assertThat(folder.resolve("report/trials.csv")).content().contains("none: random >");
    assertThat(folder.resolve("report/table.md")).content().contains("Not the study as its file");
  }

  @Test
  void whatCannotBeUsedIsCode2() throws IOException {
    Run none = report("-o", output());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("there is no store").contains("graft run");
    Files.createDirectory(folder.resolve("store"));
    Run taken = report("-o", Files.writeString(folder.resolve("file"), "").toString());
    assertThat(taken.code()).isEqualTo(2);
    assertThat(taken.err()).contains("cannot write to").contains("choose another -o");
    assertThat(report().code()).isEqualTo(2);
    assertThat(report("-o", output(), "--engine", "vectro").err())
        .contains("did you mean 'vector'");
  }
}
