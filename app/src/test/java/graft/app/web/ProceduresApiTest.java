package graft.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedures;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gallery's pages are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProceduresApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixture web;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    web = new Fixture(folder);
  }

  @AfterAll
  void stop() {
    web.close();
    assertThat(web.err()).isEmpty();
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = web.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void everyProcedureIsShownWithASample() throws Exception {
    JsonNode list = get("/api/procedures").path("procedures");
    assertThat(list).hasSameSizeAs(Procedures.entries());
    for (JsonNode each : list) {
      assertThat(each.path("about").asText()).isNotEmpty();
      boolean drawn = each.path("sample").has("tokens") || each.path("sample").has("blocks");
      assertThat(drawn).as(each.path("name").asText()).isTrue();
    }
  }

  @Test
  void everyProcedureOpens() throws Exception {
    for (String name : Procedures.names()) {
      JsonNode one = get("/api/procedures/" + name);
      assertThat(one.has("fault")).as(one.toString()).isFalse();
      assertThat(one.path("samples")).hasSize(5);
      assertThat(one.path("guesses").size()).as(name).isIn(0, 3);
      for (JsonNode setting : one.path("settings")) {
        assertThat(setting.path("name").asText())
            .isNotEqualTo(ProceduresApi.SEED)
            .isNotEqualTo(ProceduresApi.SKIP);
        if (setting.path("kind").asText().matches("whole|real")) {
          assertThat(setting.path("reach").isNumber()).isTrue();
        }
      }
    }
  }

  @Test
  void samplesAreThoseOfTheCommand() throws Exception {
    JsonNode one = get("/api/procedures/haystack?pairs=3&draw=7&skip=2");
    assertThat(one.path("command").asText())
        .isEqualTo("./graft sample haystack --set pairs=3 --seed 7");
    assertThat(one.path("yaml").asText())
        .isEqualTo("tasks:\n  haystack:\n    procedure: {name: haystack, pairs: 3}\n");
    Example example = new Example();
    var procedure = Procedures.create("haystack", Map.of("pairs", 3));
    new ExampleSource(procedure, 7, 4000).train(2, example);
    JsonNode tokens = one.path("samples").get(0).path("tokens");
    assertThat(tokens).hasSize(example.length());
    for (int t = 0; t < example.length(); t++) {
      assertThat(tokens.get(t).get(0).asText())
          .isEqualTo(procedure.vocabulary().symbol(example.token(t)));
    }
    assertThat(tokens.get(example.length() - 1).get(2).asInt()).isEqualTo(1);
    assertThat(tokens.get(0).get(2).asInt()).isZero();
  }

  @Test
  void nestedSettingsAreQuotedForAShell() throws Exception {
    String of = "%7Bname:%20k-dyck,%20k:%204%7D";
    JsonNode one = get("/api/procedures/shuffled?of=" + of);
    assertThat(one.path("command").asText())
        .isEqualTo("./graft sample shuffled --set 'of={name: k-dyck, k: 4}'");
    assertThat(one.path("picture").asText()).isEqualTo("text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "identity?length=0 | length | length must be between 1 and 100000, not 0",
        "identity?length=NaN | length | length must be a whole number, not 'NaN'",
        "identity?length=1e99 | length | between -2147483648",
        "k-dyck?length=127 | length | even",
        "noisy?share=NaN | share | has no setting",
        "identity?lenght=3 | lenght | did you mean 'length'",
        "shuffled?of=nothing | of | there is no procedure",
        "mixture?of=%5Bidentity%2C%7Bname%3A%20k-dyck%2Ck%3A0%7D%5D | of | of[1].k",
        "identity?length=100000 | | draws up to 4096",
        "haystack?pairs=%3Cscript%3E | pairs | whole number"
      })
  void whatIsWrongIsSaidAtItsControl(String query, String at, String words) throws Exception {
    JsonNode one = get("/api/procedures/" + query);
    assertThat(one.path("fault").asText()).contains(words);
    assertThat(one.path("at").asText(null)).isEqualTo(at);
    assertThat(one.has("samples")).isFalse();
    assertThat(one.path("settings")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity?draw=-1",
        "identity?draw=x",
        "identity?draw=99999999999999999999",
        "identity?skip=10001",
        "identity?length=3&length=4",
        "nothing",
        "..%2Fidentity",
        "Identity",
        "identity%00"
      })
  void otherRequestsAreRefused(String query) throws Exception {
    HttpResponse<String> answer = web.get("/api/procedures/" + query);
    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(answer.body()).doesNotContain("graft.", "java.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eca?width=20&rows=20&steps=1000",
        "tm?width=4000",
        "regular?states=100000&symbols=1000000&length=4000",
        "set?vocabulary=1000000&length=1000",
        "mixture?of=%5Bset,%7Bname:set,vocabulary:900000%7D%5D"
      })
  void nothingHangsTheServer(String query) throws Exception {
    long start = System.nanoTime();
    web.get("/api/procedures/" + query);
    assertThat(System.nanoTime() - start).isLessThan(12_000_000_000L);
    assertThat(web.get("/api/procedures/identity").statusCode()).isEqualTo(200);
  }
}
