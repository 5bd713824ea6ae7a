package graft.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.StudyResult;
import graft.study.StudyResult.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
  @Test
  void figuresThatAreNoneAreNull() {
    Row row = Row.of("p", "a", "t", "loss", List.of(Double.NaN), null);
    assertThat(ResultJson.of(new StudyResult("s", List.of(row), List.of(), List.of(), 0)))
        .isEqualTo(
            "{\"study\":\"s\",\"rows\":[{\"pretrain\":\"p\",\"arm\":\"a\",\"task\":\"t\","
                + "\"metric\":\"loss\",\"mean\":null,\"sd\":null,\"seeds\":0,\"values\":[null],"
                + "\"median\":null,\"low\":null,\"high\":null,\"planned\":1,\"missing\":[]}]}");
  }

  @Test
  void anEmptyTableHasItsHead() {
    assertThat(ResultTable.of(new StudyResult("s", List.of(), List.of(), List.of(), 0)))
        .isEqualTo("pretrain  arm  task  metric  mean  sd  95 % interval  seeds  paper\n");
  }
}
