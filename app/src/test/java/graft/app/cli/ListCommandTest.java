package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.procedure.Procedures;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ListCommandTest {
  @Test
  void listsEveryProcedureWithItsDefaults() {
    Run list = Run.of("list", "procedures");
    assertThat(list.code()).isZero();
    assertThat(list.out()).contains(Procedures.names()).contains("(rule)", "(task)", "pairs=30");
    assertThat(list.out())
        .contains("mixture (combinator): ", "of=[identity, reverse] ", "(list of procedures)");
  }

  @Test
  void jsonIsOneObject() throws IOException {
    Run list = Run.of("list", "--json");
    JsonNode json = new ObjectMapper().readTree(list.out());
    assertThat(json.get("studies").isArray()).isTrue();
    JsonNode first = json.get("procedures").get(0);
    assertThat(first.get("name").textValue()).isEqualTo(Procedures.names().getFirst());
    assertThat(first.get("kind").textValue()).isIn("rule", "task", "combinator");
    assertThat(first.get("settings").get(0).fieldNames())
        .toIterable()
        .containsExactly("name", "type", "default", "description");
    assertThat(list.out().strip().lines()).hasSize(1);
  }

  @Test
  void listsOnlyWhatIsAskedFor() throws IOException {
    JsonNode json = new ObjectMapper().readTree(Run.of("list", "studies", "--json").out());
    assertThat(json.has("procedures")).isFalse();
  }

  @Test
  void anotherWordIsCode2() {
    Run list = Run.of("list", "proceedings");
    assertThat(list.code()).isEqualTo(2);
    assertThat(list.err()).contains("PROCEDURES");
  }
}
