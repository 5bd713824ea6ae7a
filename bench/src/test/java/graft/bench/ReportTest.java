package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Row GRAFT =
      new Row(
          "haystack_30", "graft", 2, 6, 5.5, 7, 166_667, 144, 200, 0.72, 512L, 1.0, 500, 5.5, "v");
  private static final Row ALONE =
      new Row(
          "haystack_30",
          "tuned",
          2,
          450,
          440,
          460,
          2222,
          1.9,
          200,
          0.01,
          null,
          null,
          15,
          5.5,
          "a, b");

  @Test
  void jsonHasTheAgreedKeys() throws Exception {
    JsonNode rows = new ObjectMapper().readTree(Report.json(List.of(GRAFT, ALONE))).get("rows");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("shape").asText()).isEqualTo("haystack_30");
    assertThat(rows.get(0).get("engine").asText()).isEqualTo("graft");
    assertThat(rows.get(0).get("threads").asInt()).isEqualTo(2);
    assertThat(rows.get(0).get("msPerStep").asDouble()).isEqualTo(6);
    assertThat(rows.get(0).get("gflops").asDouble()).isEqualTo(144);
    assertThat(rows.get(0).get("ratioToGraft").asDouble()).isEqualTo(1);
    assertThat(rows.get(1).get("ratioToGraft").isNull()).isTrue();
  }
}
