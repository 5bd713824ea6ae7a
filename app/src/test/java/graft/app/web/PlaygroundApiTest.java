package graft.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the playground is told, and what it is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaygroundApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixture web;
  private String brackets;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    web = new Fixture(folder);
    assertThat(get("/api/playground").path("studies")).isEmpty();
    assertThat(get("/api/playground").path("first").isNull()).isTrue();
    Pictures.compute(web);
    brackets = Pictures.brackets(web);
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

  private JsonNode read(String id, String parameters) throws Exception {
    return get("/api/playground/reading?model=" + id + parameters);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void modelsAreListedByStudyAndHaveRivals() throws Exception {
    JsonNode all = get("/api/playground");
    JsonNode models = all.path("studies").get(0).path("models");
    assertThat(all.path("studies").get(0).path("key").asText()).isEqualTo("pictures");
    assertThat(models.findValuesAsText("label"))
        .contains("pretrain brackets, seed 1", "brackets attention > recall, seed 1");
    JsonNode first = get("/api/playground/models/" + all.path("first").asText());
    assertThat(first.path("label").asText()).contains("attention > recall");
    assertThat(first.path("rival").path("label").asText()).isEqualTo("random > recall, seed 1");
    JsonNode rival = get("/api/playground/models/" + first.path("rival").path("id").asText());
    assertThat(rival.path("rival").path("label").asText()).contains("attention > recall");
    assertThat(get("/api/playground/models/" + brackets).path("rival").isNull()).isTrue();
  }

  @Test
  void proceduresAreThoseOfTheRecipeAndThoseThatFit() throws Exception {
    String id = get("/api/playground").path("first").asText();
    JsonNode choices = get("/api/playground/models/" + id).path("procedures");
    assertThat(choices.get(0).path("from").asText()).isEqualTo("trained on it");
    assertThat(choices.get(0).path("procedure").path("pairs").asInt()).isEqualTo(12);
    assertThat(choices.findValuesAsText("name")).doesNotContain("eca-vector", "multiplication");
    Set<String> names = new HashSet<>();
    get("/api/playground/models/" + brackets)
        .path("procedures")
        .forEach(choice -> names.add(choice.path("name").asText()));
    assertThat(names).contains("k-dyck").doesNotContain("haystack", "sorting");
  }

  @Test
  void aSampleIsReadAsItWasKeptOutOfTraining() throws Exception {
    JsonNode found = read(brackets, "");
    JsonNode sequence = found.path("sequence");
    assertThat(sequence.path("keptOut").asBoolean()).isTrue();
    assertThat(sequence.path("tokens")).hasSize(32);
    assertThat(sequence.path("scored")).hasSize(31);
    assertThat(sequence.path("text").asText()).hasSize(32).matches("[(\\[{<>}\\])]+");
    JsonNode model = found.path("models").get(0);
    assertThat(model.path("predictions")).hasSize(32);
    int right = 0;
    for (JsonNode position : model.path("predictions")) {
      double sum = 0;
      for (JsonNode guess : position.path("best")) {
        sum += guess.get(1).asDouble();
      }
      assertThat(sum).isBetween(0.4, 1.0003);
      assertThat(position.path("best")).hasSize(5);
      right += position.path("right").asBoolean() ? 1 : 0;
    }
    assertThat(model.path("right").asInt()).isEqualTo(right).isGreaterThan(8);
    assertThat(model.path("predictions").get(31).path("truth").isNull()).isTrue();
    assertThat(model.path("before").isNull()).isTrue();
    assertThat(read(brackets, "&sample=1").path("sequence").path("text"))
        .isNotEqualTo(sequence.path("text"));
    assertThat(read(brackets, "&sample=40").path("sequence").path("keptOut").asBoolean()).isFalse();
    assertThat(read(brackets, "&seed=2").path("sequence").path("keptOut").asBoolean()).isFalse();
  }

  @Test
  void attentionIsATriangleWhoseLinesAreWhole() throws Exception {
    JsonNode attention = read(brackets, "").path("models").get(0).path("attention");
    assertThat(attention).hasSize(2);
    assertThat(attention.get(1)).hasSize(4);
    byte[] shares = Base64.getDecoder().decode(attention.get(1).get(3).asText());
    assertThat(shares).hasSize(32 * 33 / 2);
    int at = 0;
    for (int query = 0; query < 32; query++) {
      double sum = 0;
      for (int key = 0; key <= query; key++) {
        sum += (shares[at++] & 0xff) / 255.0;
      }
      assertThat(sum).isBetween(0.9, 1.1);
    }
  }

  @Test
  void whatIsTypedIsReadAndScoredByItsLength() throws Exception {
    JsonNode short4 = read(brackets, "&text=" + encoded("([])")).path("sequence");
    assertThat(short4.path("tokens").toString()).isEqualTo("[0,1,5,4]");
    assertThat(short4.path("scoring").asText()).isEqualTo("all");
    assertThat(short4.path("scored").toString()).isEqualTo("[0,1,2]");
    JsonNode whole = read(brackets, "&text=" + encoded("()".repeat(16))).path("sequence");
    assertThat(whole.path("scoring").asText()).isEqualTo("length");
    assertThat(whole.path("scored")).hasSize(31);
    JsonNode grid = read(Pictures.automaton(web), "").path("sequence");
    assertThat(grid.path("picture").toString()).isEqualTo("[12,6]");
    assertThat(grid.path("tokens")).hasSize(77);
  }

  @Test
  void silencedPartsChangeAnswersAndLeaveTheOthersToCompareWith() throws Exception {
    JsonNode whole = read(brackets, "").path("models").get(0);
    JsonNode cut = read(brackets, "&off=0.attention,1.2,1.mlp&how=zero").path("models").get(0);
    assertThat(cut.path("before")).isEqualTo(whole.path("predictions"));
    assertThat(cut.path("rightBefore")).isEqualTo(whole.path("right"));
    assertThat(cut.path("predictions")).isNotEqualTo(cut.path("before"));
    assertThat(cut.path("silenced").toString()).isEqualTo("[\"0.attention\",\"1.2\",\"1.mlp\"]");
    JsonNode mean = read(brackets, "&off=0.attention,1.2,1.mlp").path("models").get(0);
    assertThat(mean.path("predictions")).isNotEqualTo(cut.path("predictions"));
    assertThat(mean.path("meanSamples").asInt()).isEqualTo(64);
  }

  @Test
  void twoModelsReadTheSameSequenceAndOneThatCannotSaysWhy() throws Exception {
    String id = get("/api/playground").path("first").asText();
    String rival = get("/api/playground/models/" + id).path("rival").path("id").asText();
    JsonNode both = read(id, "&against=" + rival);
    assertThat(both.path("models")).hasSize(2);
    assertThat(both.path("models").get(0).path("predictions"))
        .isNotEqualTo(both.path("models").get(1).path("predictions"));
    JsonNode misfit = read(id, "&against=" + brackets).path("models").get(1);
    assertThat(misfit.path("fault").asText()).contains("has a vocabulary of 9 tokens");
    assertThat(misfit.has("predictions")).isFalse();
  }

  @Test
  void anotherProcedureAndItsSettings() throws Exception {
    String procedure = encoded("{\"name\":\"k-dyck-shuffle\",\"k\":4,\"length\":\"20\"}");
    JsonNode found = read(brackets, "&procedure=" + procedure);
    assertThat(found.path("sequence").path("tokens")).hasSize(20);
    assertThat(found.path("sequence").path("keptOut").asBoolean()).isFalse();
    assertThat(found.path("settings").findValuesAsText("name")).contains("k", "length");
  }

  /** Attacks and slips: refused in one line, without a fault at the server. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "&against=..%2F..%2Fsecret",
        "&against=0123456789abcdef0123",
        "&against=0123456789ABCDEF0123",
        "&procedure=secret",
        "&procedure=%7B%22name%22%3A%22nothing%22%7D",
        "&procedure=%7B%22name%22%3A%22..%2F..%2Fetc%2Fpasswd%22%7D",
        "&procedure=%7B%22name%22%3A7%7D",
        "&procedure=%5B%5D",
        "&procedure=%7B",
        "&procedure=null",
        "&procedure=%7B%22name%22%3A%22k-dyck%22%2C%22k%22%3A1e9%7D",
        "&procedure=%7B%22name%22%3A%22k-dyck%22%2C%22k%22%3A4%2C%22length%22%3A100000%7D",
        "&procedure=%7B%22name%22%3A%22k-dyck%22%2C%22file%22%3A%22x%22%7D",
        "&procedure=%7B%22name%22%3A%22eca-vector%22%7D",
        "&procedure=%7B%22name%22%3A%22haystack%22%7D",
        "&text=x",
        "&text=..%2F..%2Fetc%2Fpasswd",
        "&text=%3Cscript%3E",
        "&text=%00",
        "&text=%20",
        "&text=%2399999999999999999999",
        "&off=9.0",
        "&off=0.9",
        "&off=0.head",
        "&off=-1.0",
        "&off=0.0,",
        "&off=99999999999.0",
        "&off=..%2Fsecret",
        "&how=patch",
        "&seed=-1",
        "&seed=1e3",
        "&seed=99999999999999999999",
        "&sample=4000",
        "&sample=x"
      })
  void whatIsWrongIsRefused(String parameters) throws Exception {
    assertRefused(web.get("/api/playground/reading?model=" + brackets + parameters), parameters);
  }

  private void assertRefused(HttpResponse<String> answer, String what) {
    assertThat(answer.statusCode()).as(what).isBetween(400, 404);
    assertThat(answer.body())
        .as(what)
        .startsWith("{\"error\":")
        .doesNotContain("Exception", "graft.", "java.", "root:", "study: secret");
    assertThat(answer.body().length()).as(what).isLessThan(600);
    assertThat(web.err()).isEmpty();
  }

  @Test
  void hugeRequestsAndBadNamesAreRefused() throws Exception {
    for (String text : List.of("(".repeat(33), "(".repeat(5_000))) {
      HttpResponse<String> answer =
          web.get("/api/playground/reading?model=" + brackets + "&text=" + text);
      assertRefused(answer, "long text");
      assertThat(answer.body()).contains("too long");
    }
    for (String parameters :
        List.of("&procedure=" + encoded("[".repeat(1_500)), "&off=" + "0.0,".repeat(1_100))) {
      assertRefused(
          web.get("/api/playground/reading?model=" + brackets + parameters), "long parameter");
    }
    assertThat(
            web.get("/api/playground/reading?model=" + brackets + "&text=" + "(".repeat(20_000))
                .statusCode())
        .isBetween(400, 499);
    for (String id :
        List.of(
            "..%2F..%2Fsecret", "0123456789abcdef0123", "0123456789abcdef012z", "secret.yaml")) {
      assertRefused(web.get("/api/playground/models/" + id), id);
      assertRefused(web.get("/api/playground/reading?model=" + id), id);
    }
    assertRefused(web.get("/api/playground/reading"), "no model");
  }
}
