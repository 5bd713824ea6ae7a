package graft.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.StudyResult;
import graft.study.StudyResult.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
  @Test
  void figuresThatAreNoneAreNull() {
    Row row = new Row("p", "a", "t", "loss", Double.NaN, null, 1, List.of(Double.NaN), null);
    assertThat(ResultJson.of(new StudyResult("s", List.of(row), List.of(), List.of(), 0)))
        .isEqualTo(
            "{\"study\":\"s\",\"rows\":[{\"pretrain\":\"p\",\"arm\":\"a\",\"task\":\"t\","
                + "\"metric\":\"loss\",\"mean\":null,\"sd\":null,\"seeds\":1,\"values\":[null]}]}");
  }

  @Test
  void anEmptyTableHasItsHead() {
    assertThat(ResultTable.of(new StudyResult("s", List.of(), List.of(), List.of(), 0)))
        .isEqualTo("pretrain  arm  task  metric  mean  sd  seeds  paper\n");
  }
}
