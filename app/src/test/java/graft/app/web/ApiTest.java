package graft.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.study.NodePlan;
import graft.study.Runner;
import graft.study.StudyResult;
import graft.training.Measurement;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What pages are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixture web;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    web = new Fixture(folder);
    web.compute("other");
  }

  @AfterAll
  void stop() {
    web.close();
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = web.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode study(String key) throws Exception {
    for (JsonNode study : get("/api/studies").path("studies")) {
      if (study.path("key").asText().equals(key)) {
        return study;
      }
    }
    throw new AssertionError("not listed: " + key);
  }

  @Test
  void studiesSayHowFarTheyAre() throws Exception {
    JsonNode other = study("other");
    assertThat(other.path("state").asText()).isEqualTo("finished");
    assertThat(other.path("finished").asInt()).isEqualTo(24).isEqualTo(other.path("runs").asInt());
    assertThat(other.path("setting").asText())
        .isEqualTo(
            "1 layer, 2 heads, width 8; 2 pretrainings, 3 arms, 2 tasks, 2 seeds: 24 trials");
    JsonNode small = study("small");
    assertThat(small.path("finished").asInt()).as("shared with the other study").isEqualTo(24);
    assertThat(small.path("state").asText()).isEqualTo("stopped");
    assertThat(study("slow").path("state").asText()).isEqualTo("new");
    JsonNode quick = study("slow").path("quick");
    assertThat(quick.path("key").asText()).isEqualTo("slow.quick");
    assertThat(quick.path("runs").intValue()).isEqualTo(study("slow").path("runs").intValue());
    JsonNode version = get("/api/studies/slow.quick");
    assertThat(version.path("name").asText()).isEqualTo("slow, quick");
    assertThat(version.path("whole").asText()).isEqualTo("slow");
    assertThat(version.path("quick").isNull()).isTrue();
    assertThat(version.path("changes").toString()).contains("at most 3000 fine-tuning steps");
    assertThat(study("small").path("quick").isNull()).isTrue();
    assertThat(web.get("/api/studies/small.quick").statusCode()).isEqualTo(404);
    assertThat(web.get("/api/studies/slow.quick.quick").statusCode()).isEqualTo(404);
    assertThat(study("broken").path("fault").asText()).contains("broken.yaml:1");
  }

  @Test
  void theTableIsThatOfTheReport() throws Exception {
    JsonNode table = get("/api/studies/other/table?metric=loss");
    assertThat(table.path("rows")).hasSize(12);
    assertThat(table.path("head").toString()).doesNotContain("metric").contains("95 % interval");
    JsonNode row = table.path("rows").get(1);
    assertThat(row.path("arm").asText()).isEqualTo("random");
    assertThat(row.path("task").asText()).isEqualTo("sorting");
    assertThat(row.path("cells").get(3)).isEqualTo(row.path("figure"));
    assertThat(row.path("fill").asText()).matches("#[0-9a-f]{6}");
    assertThat(table.path("contrasts").path("rows")).hasSize(8);
    assertThat(get("/api/studies/slow/table").path("rows").get(0).path("fill").isNull()).isTrue();
  }

  @Test
  void trialsAndCurvesOfACell() throws Exception {
    String cell = "?pretrain=copy&arm=full&task=recall&metric=accuracy";
    JsonNode trials = get("/api/studies/other/trials" + cell);
    assertThat(trials.path("total").asInt()).isEqualTo(2);
    String id = trials.path("trials").get(0).path("id").asText();
    JsonNode result = get("/api/results/" + id);
    assertThat(result.path("label").asText()).isEqualTo("copy full > recall, seed 1");
    assertThat(result.path("places").get(0).path("trials").get(0).path("arm").asText())
        .isEqualTo("full");
    assertThat(result.path("points")).hasSize(7);
    JsonNode donor = result.path("tree").path("children").get(0).path("node").path("children");
    assertThat(donor.get(0).path("role").asText()).isEqualTo("donor");
    String donorId = donor.get(0).path("node").path("id").asText();
    assertThat(get("/api/results/" + donorId).path("label").asText())
        .isEqualTo("pretrain copy, seed 1");
    JsonNode curves = get("/api/studies/other/curves" + cell);
    assertThat(curves.path("curves")).hasSize(3);
    assertThat(curves.path("curves").get(0).path("points")).hasSize(7);
    assertThat(curves.path("running")).isEmpty();
    JsonNode tensors = get("/api/results/" + id + "/tensors").path("tensors");
    JsonNode first = tensors.get(0);
    assertThat(first.path("name").asText()).isEqualTo("wte.weight");
    int values = 0;
    for (Iterator<JsonNode> counts = first.path("histogram").elements(); counts.hasNext(); ) {
      values += counts.next().asInt();
    }
    assertThat(values).isEqualTo(256 * 8);
  }

  @Test
  void plannedResultsHaveTheirRecipes() throws Exception {
    String id =
        get("/api/studies/slow/trials?arm=attention").path("trials").get(0).path("id").asText();
    JsonNode result = get("/api/results/" + id);
    assertThat(result.path("state").asText()).isEqualTo("not begun");
    assertThat(result.path("tree").path("title").asText()).isEqualTo("haystack");
    assertThat(web.get("/api/results/" + id + "/tensors").statusCode()).isEqualTo(404);
  }

  @Test
  void whatAnotherProcessRunsIsShownAsSuch() throws Exception {
    String id = get("/api/studies/slow/trials?arm=full").path("trials").get(0).path("id").asText();
    Path work = Files.createDirectories(web.store().root().resolve("work").resolve(id));
    Files.writeString(
        work.resolve("metrics.jsonl"),
        """
        {"step":0,"grade":4,"trainLoss":null,"loss":2.0,"accuracy":0.1,"exact":0.0,"learningRate":0.0}
        {"step":200,"grade":4,"trainLoss":1.0,"loss":1.0,"accuracy":0.5,"exact":0.0,"learningRate":0.1}
        """);
    try (FileChannel locks =
            FileChannel.open(
                web.store().root().resolve("locks"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = locks.lock(Long.parseLong(id.substring(0, 15), 16), 1, false)) {
      assertThat(held.isValid()).isTrue();
      assertThat(study("slow").path("state").asText()).isEqualTo("elsewhere");
      assertThat(get("/api/results/" + id).path("state").asText()).isEqualTo("running");
      JsonNode curves = get("/api/studies/slow/curves?metric=accuracy");
      assertThat(curves.path("running").get(0).path("points").toString())
          .isEqualTo("[[0.0,10.0],[200.0,50.0]]");
      assertThat(curves.path("curves").get(0).path("points").get(1).get(1).asDouble())
          .isEqualTo(50);
    }
    assertThat(get("/api/results/" + id).path("state").asText()).isEqualTo("stopped");
    Files.delete(work.resolve("metrics.jsonl"));
    Files.delete(work);
  }

  @Test
  void filesAreThoseOfTheReport() throws Exception {
    assertThat(get("/api/studies/other/files").path("files").toString())
        .contains("trials.parquet", "table.tex", "figures/heat-map-accuracy.png");
    assertThat(web.get("/api/studies/other/files/table.csv").body())
        .startsWith("pretrain,arm,task,metric,mean");
    HttpResponse<String> svg = web.get("/api/studies/other/figures/heat-map-loss.svg");
    assertThat(svg.body()).startsWith("<svg");
    assertThat(svg.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "sandbox");
  }

  @Test
  void aStudyThatIsEditedIsReadAnew() throws Exception {
    Path file = web.studies().resolve("edited.yaml");
    String text = Files.readString(web.studies().resolve("other.yaml"));
    Files.writeString(file, text);
    assertThat(get("/api/studies/edited/table").path("rows")).hasSize(12);
    Files.writeString(
        file,
        text.replace("  full: {take: all, embedding: average}\n", "")
            .replace("minus: full", "minus: random"));
    assertThat(get("/api/studies/edited/table").path("rows")).hasSize(8);
    Files.delete(file);
    assertThat(web.get("/api/studies/edited/table").statusCode()).isEqualTo(404);
  }

  @Test
  void oneStudyRunsAtATimeAndIsStoppedInOrder(@TempDir Path other) throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    Runner waits =
        (study, store, observer) -> {
          NodePlan node = new NodePlan("0123456789abcdef0123", "a run", 100, 1, false);
          observer.planned(List.of(node));
          observer.started(node, 0);
          observer.progressed(node, 50, 500);
          observer.measured(node, new Measurement(50, 1, 1, 1, 0.25, 0, 0, null));
          observer.warned("mind the step");
          try {
            new CountDownLatch(1).await();
          } finally {
            stopped.countDown();
          }
          return new StudyResult(study.name(), List.of(), List.of(), List.of(), 0);
        };
    try (Fixture mine = new Fixture(other)) {
      mine.restart(Address.loopback(0), waits);
      assertThat(mine.post("/api/studies/small/stop", "{}").statusCode()).isEqualTo(409);
      assertThat(mine.post("/api/studies/small/start", "{}").statusCode()).isEqualTo(200);
      HttpResponse<String> second = mine.post("/api/studies/other/start", "{}");
      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.body()).contains("'small' runs");
      JsonNode news = JSON.readTree(event(mine));
      JsonNode run = news.path("run");
      assertThat(run.path("study").asText()).isEqualTo("small");
      assertThat(run.path("share").asDouble()).isEqualTo(0.5);
      assertThat(run.path("running").get(0).path("accuracy").asDouble()).isEqualTo(25);
      assertThat(run.path("warnings").get(0).asText()).isEqualTo("mind the step");
      assertThat(mine.post("/api/studies/small/stop", "{}").statusCode()).isEqualTo(200);
      stopped.await();
      for (int i = 0; i < 100 && !JSON.readTree(event(mine)).path("run").isNull(); i++) {
        Thread.sleep(20);
      }
      assertThat(JSON.readTree(event(mine)).path("run").isNull()).isTrue();
    }
  }

  /** The first event that a page gets. */
  private static String event(Fixture web) throws Exception {
    for (int i = 0; i < 100; i++) {
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpRequest request =
            HttpRequest.newBuilder(web.uri().resolve("/api/events"))
                .header("Accept", "text/event-stream")
                .build();
        try (var lines = client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
          String data =
              lines
                  .filter(line -> line.startsWith("data: "))
                  .findFirst()
                  .orElseThrow()
                  .substring(6);
          client.shutdownNow();
          if (!data.contains("\"share\":0.0,")) {
            return data;
          }
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the run never got on");
  }

  @Test
  void theFirstPageIsSmall() throws Exception {
    long bytes = 0;
    List<String> parts =
        List.of(
            "/",
            "/assets/graft.css",
            "/assets/palette.css",
            "/assets/icon.svg",
            "/assets/dom.js",
            "/assets/api.js",
            "/assets/live.js",
            "/assets/pages/studies.js");
    for (String part : parts) {
      HttpResponse<String> answer = web.get(part);
      assertThat(answer.statusCode()).as(part).isEqualTo(200);
      bytes += answer.body().length();
    }
    assertThat(bytes).isLessThan(400_000);
    String tag = web.get("/assets/graft.css").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        Fixture.send(
            HttpRequest.newBuilder(web.uri().resolve("/assets/graft.css"))
                .header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
  }
}
