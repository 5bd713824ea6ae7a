package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path folder;

  @Test
  void aHealthyMachinePasses() throws IOException {
    Path store = folder.resolve("new").resolve("store");
    Run doctor = Run.of("doctor", "--json", "--store", store.toString());
    assertThat(doctor.code()).as(doctor.out()).isZero();
    JsonNode json = new ObjectMapper().readTree(doctor.out());
    assertThat(json.get("ok").booleanValue()).isTrue();
    assertThat(json.get("engine").textValue()).startsWith("vector (");
    assertThat(json.get("selfCheck").get("gradientError").doubleValue()).isLessThan(1e-5);
    assertThat(json.get("kernels").get("kernels")).isNotEmpty();
    assertThat(json.get("store").get("path").textValue()).isEqualTo(store.toString());
    assertThat(json.get("cores").intValue()).isPositive();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStoreThatCannotBeIsCode1() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Run doctor = Run.of("doctor", "--store", file.resolve("store").toString());
    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out()).contains("WRONG: ", "is not a folder", "--store");
    assertThat(doctor.err()).isEmpty();
  }
}
