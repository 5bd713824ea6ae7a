package graft.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.study.Outline;
import graft.study.Standing;
import graft.study.Study;
import graft.study.StudyReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the surgery table is told, what it may change, and what it may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurgeryApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECALL = "{\"study\":\"other\",\"task\":\"recall\"}";

  private Fixture web;
  private String copy;
  private String reverse;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    web = new Fixture(folder);
    web.compute("other");
    Path wide = web.studies().resolve("wide.yaml");
    String text = Files.readString(web.studies().resolve("other.yaml"));
    Files.writeString(
        wide, text.replace("width: 8", "width: 4").replace("study: other", "study: wide"));
    copy = id("copy");
    reverse = id("reverse");
  }

  @AfterAll
  void stop() {
    web.close();
    assertThat(web.err()).isEmpty();
  }

  private JsonNode table() throws Exception {
    return JSON.readTree(web.get("/api/surgery").body());
  }

  private String id(String label) throws Exception {
    for (JsonNode donor : table().path("donors")) {
      if (donor.path("label").asText().equals(label)) {
        return donor.path("id").asText();
      }
    }
    throw new AssertionError("no donor " + label);
  }

  private static String gift(String donor, String part, String rest) {
    return "{\"donor\":\"%s\",\"part\":\"%s\"%s}".formatted(donor, part, rest);
  }

  private static String body(String target, String rest, String... gifts) {
    return "{\"target\":%s,\"gifts\":[%s]%s}".formatted(target, String.join(",", gifts), rest);
  }

  private String attention() {
    return gift(copy, "attention", "");
  }

  private HttpResponse<String> post(String action, String body) throws Exception {
    return web.post("/api/surgery/" + action, body);
  }

  private JsonNode done(String action, String body) throws Exception {
    HttpResponse<String> answer = post(action, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private long studies() throws Exception {
    try (Stream<Path> files = Files.list(web.studies())) {
      return files.count();
    }
  }

  @Test
  void donorsAreNamedAsStudiesNameThem() throws Exception {
    JsonNode table = table();
    assertThat(table.path("donors")).hasSize(2);
    JsonNode donor = table.path("donors").get(0);
    assertThat(donor.path("studies").toString()).isEqualTo("[\"other\",\"small\"]");
    assertThat(donor.path("seeds").toString()).isEqualTo("[1,2]");
    assertThat(donor.path("fault").asText()).isEmpty();
    assertThat(table.path("targets")).hasSize(8);
  }

  @Test
  void partsOfTwoDonorsAreComposed() throws Exception {
    JsonNode composed =
        done(
            "compose",
            body(
                RECALL,
                "",
                attention(),
                gift(reverse, "mlp", ",\"layer\":0"),
                gift(copy, "embedding", ",\"embedding\":\"average\"")));
    JsonNode tensors = composed.path("tensors");
    assertThat(tensors).hasSize(17);
    assertThat(tensors.get(0).path("how").asText()).isEqualTo("mean");
    assertThat(tensors.get(0).path("shape").asText()).isEqualTo("256 \u00d7 8");
    assertThat(tensors.get(0).path("source").asText()).isEqualTo("10 \u00d7 8");
    for (JsonNode tensor : tensors) {
      String from = tensor.path("part").asText().equals("mlp") ? "reverse" : "copy";
      if (tensor.path("part").asText().matches("attention|mlp")) {
        assertThat(tensor.path("from").asText()).isEqualTo(from);
      }
    }
    Study read = StudyReader.read(composed.path("yaml").asText(), "composed");
    Standing standing =
        Standing.of(
            Outline.of(read, Fixture.ARITHMETIC), Standing.Names.of(web.store()), web.store());
    assertThat(standing.ids(Standing.State.FINISHED))
        .as("the donors of both seeds, and the random models, need not be computed again")
        .hasSize(6);
  }

  @Test
  void evaluatingUsesTheDonorsOfTheStore() throws Exception {
    JsonNode begun = done("evaluate", body(RECALL, ",\"steps\":20", attention()));
    String key = begun.path("key").asText();
    assertThat(key).matches("surgery-[0-9a-f]{10}");
    for (int i = 0; i < 400 && !line(key).path("state").asText().equals("finished"); i++) {
      Thread.sleep(25);
    }
    JsonNode line = line(key);
    assertThat(line.path("state").asText()).isEqualTo("finished");
    assertThat(line.path("runs").asInt()).as("a donor, random, composed").isEqualTo(3);
    JsonNode composed =
        JSON.readTree(web.get("/api/studies/" + key + "/curves?pretrain=named%20in%20arm").body());
    assertThat(composed.path("curves").get(0).path("points")).hasSize(11);
    String trial =
        JSON.readTree(web.get("/api/studies/" + key + "/trials?arm=composed").body())
            .path("trials")
            .get(0)
            .path("id")
            .asText();
    JsonNode result = JSON.readTree(web.get("/api/results/" + trial).body());
    assertThat(result.path("places").get(0).path("key").asText()).isEqualTo(key);
    assertThat(web.get("/api/studies").body()).doesNotContain(key);
    assertThat(Files.exists(web.studies().resolve(key + ".yaml"))).isFalse();
  }

  private JsonNode line(String key) throws Exception {
    return JSON.readTree(web.get("/api/studies/" + key).body());
  }

  @Test
  void savingWritesAStudyThatIsListed() throws Exception {
    String rest = ",\"name\":\"my-study-1\",\"question\":\"Does it's work?\"";
    assertThat(done("save", body(RECALL, rest, attention())).path("key").asText())
        .isEqualTo("my-study-1");
    Path file = web.studies().resolve("my-study-1.yaml");
    String text = Files.readString(file);
    Study read = StudyReader.read(file);
    assertThat(read.question()).isEqualTo("Does it's work?");
    assertThat(read.seeds()).containsExactly(1L, 2L);
    assertThat(Outline.of(read, Fixture.ARITHMETIC).ids()).contains(copy);
    assertThat(line("my-study-1").path("finished").asInt()).isEqualTo(6);
    HttpResponse<String> again =
        post("save", body(RECALL, ",\"name\":\"my-study-1\"", gift(reverse, "mlp", "")));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("already");
    assertThat(Files.readString(file)).isEqualTo(text);
    Files.delete(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "..",
        "a/b",
        "a\\\\b",
        "small.yaml",
        "A",
        "",
        "-a",
        "a b",
        "a\\u0000",
        "a\\n",
        "\u00e9",
        "con.",
        "/etc/cron",
        "a:b",
        "%2e%2e",
        "x.yaml"
      })
  void namesThatAreNoneAreRefused(String name) throws Exception {
    long before = studies();
    HttpResponse<String> answer =
        post("save", body(RECALL, ",\"name\":\"" + name + "\"", attention()));
    assertThat(answer.statusCode()).as(name).isEqualTo(400);
    assertThat(studies()).isEqualTo(before);
  }

  @Test
  void noFileIsOverwritten() throws Exception {
    for (String name : List.of("small", "other", "slow", "broken")) {
      Path file = web.studies().resolve(name + ".yaml");
      String before = Files.readString(file);
      HttpResponse<String> answer =
          post("save", body(RECALL, ",\"name\":\"" + name + "\"", attention()));
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(Files.readString(file)).isEqualTo(before);
    }
    Path link = web.studies().resolve("link.yaml");
    Path elsewhere = web.studies().resolveSibling("elsewhere.yaml");
    Files.createSymbolicLink(link, elsewhere);
    assertThat(post("save", body(RECALL, ",\"name\":\"link\"", attention())).statusCode())
        .isEqualTo(409);
    assertThat(Files.exists(elsewhere)).isFalse();
    Files.delete(link);
    long before = studies();
    post("save", body(RECALL, ",\"name\":\"" + "a".repeat(61) + "\"", attention()));
    post(
        "save",
        body(RECALL, ",\"name\":\"q\",\"question\":\"" + "x".repeat(201) + "\"", attention()));
    assertThat(studies()).isEqualTo(before);
  }

  @Test
  void aQuestionCannotAddToTheFile() throws Exception {
    String rest = ",\"name\":\"hostile\",\"question\":\"x'\\nseeds: 9999\\u2028a: b # {[\"";
    done("save", body(RECALL, rest, attention()));
    Path file = web.studies().resolve("hostile.yaml");
    assertThat(StudyReader.read(file).seeds()).hasSize(2);
    Files.delete(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "5001",
        "1e9",
        "NaN",
        "\"NaN\"",
        "\"300\"",
        "1.5",
        "null",
        "true",
        "[300]",
        "99999999999999999999",
        "300.0",
        "{}"
      })
  void stepsOutOfRangeAreRefused(String steps) throws Exception {
    HttpResponse<String> answer =
        post("evaluate", body(RECALL, ",\"steps\":" + steps, attention()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("graft.", "com.fasterxml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"layer\":1 | 400 | no layer 1",
        "\"layer\":-1 | 400 | whole number",
        "\"layer\":0.5 | 400 | whole number",
        "\"layer\":\"0\" | 400 | whole number",
        "\"layer\":NaN | 400 | JSON",
        "\"layer\":1e99 | 400 | whole number",
        "\"embedding\":\"average\" | 400 | strategy",
        "\"heads\":[0] | 400 | unknown: heads"
      })
  void giftsThatDoNotFitAreRefused(String rest, int status, String words) throws Exception {
    HttpResponse<String> answer =
        post("compose", body(RECALL, "", gift(copy, "attention", "," + rest)));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    String id = "0123456789abcdef0123";
    assertThat(post("compose", body(RECALL, "", gift(id, "mlp", ""))).statusCode()).isEqualTo(404);
    String path = gift("../../secret", "mlp", "");
    assertThat(post("compose", body(RECALL, "", path)).statusCode()).isEqualTo(404);
    for (String target :
        List.of(
            "{\"study\":\"../secret\",\"task\":\"recall\"}",
            "{\"study\":\"other\",\"task\":\"..\"}",
            "{}",
            "[]",
            "null")) {
      assertThat(post("compose", body(target, "", attention())).statusCode()).isEqualTo(404);
    }
    assertThat(post("compose", body(RECALL, "", "7")).statusCode()).isEqualTo(400);
    assertThat(post("compose", body(RECALL, "")).statusCode()).isEqualTo(400);
    assertThat(post("compose", body(RECALL, ",\"file\":\"x\"", attention())).statusCode())
        .isEqualTo(400);
    String part = gift(copy, "query-key", "");
    assertThat(post("compose", body(RECALL, "", part)).body()).contains("choose one of");
    String retain = gift(copy, "embedding", ",\"embedding\":\"retain\"");
    assertThat(post("compose", body(RECALL, "", retain)).body()).contains("equal vocabularies");
    String[] many = Stream.generate(this::attention).limit(65).toArray(String[]::new);
    assertThat(post("compose", body(RECALL, "", many)).statusCode()).isEqualTo(400);
    assertThat(post("compose", "{\"gifts\":\"" + "x".repeat(70_000) + "\"}").statusCode())
        .isEqualTo(413);
  }

  @Test
  void shapesThatDoNotFitAreBothNamed() throws Exception {
    String target = "{\"study\":\"wide\",\"task\":\"recall\"}";
    HttpResponse<String> answer = post("compose", body(target, "", attention()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("'copy' has 1 layer, 2 heads and width 8")
        .contains("1 layer, 2 heads and width 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose", "evaluate", "save"})
  void changesOfOtherSitesAreRefused(String action) throws Exception {
    String body = body(RECALL, ",\"name\":\"stolen\",\"steps\":20", attention());
    for (String header : List.of("Origin: http://evil.example", "Sec-Fetch-Site: cross-site")) {
      HttpResponse<String> answer =
          Fixture.send(
              HttpRequest.newBuilder(web.uri().resolve("/api/surgery/" + action))
                  .header("Content-Type", "application/json")
                  .header(header.split(": ")[0], header.split(": ")[1])
                  .POST(HttpRequest.BodyPublishers.ofString(body)));
      assertThat(answer.statusCode()).isEqualTo(403);
    }
    assertThat(web.get("/api/surgery/" + action).statusCode()).isBetween(404, 405);
    assertThat(Files.exists(web.studies().resolve("stolen.yaml"))).isFalse();
  }

  @Test
  void anEmptyStoreHasNoDonors(@TempDir Path other) throws Exception {
    try (Fixture empty = new Fixture(other)) {
      JsonNode table = JSON.readTree(empty.get("/api/surgery").body());
      assertThat(table.path("donors")).isEmpty();
      assertThat(table.path("targets")).hasSize(6);
    }
  }
}
