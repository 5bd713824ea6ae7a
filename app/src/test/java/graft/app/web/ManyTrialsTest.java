package graft.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A study of many trials stays smooth: what pages ask for is capped and soon there. 400 trials
 * here, and 5,000 with {@code -Dgraft.many=true}, which takes a minute for the files alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyTrialsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final boolean MANY = Boolean.getBoolean("graft.many");
  private static final int PRETRAININGS = MANY ? 25 : 5;
  private static final int SEEDS = MANY ? 10 : 4;
  private static final int TRIALS = PRETRAININGS * 5 * 4 * SEEDS;

  private Fixture web;

  @BeforeAll
  void fill(@TempDir Path folder) throws IOException {
    web = new Fixture(folder);
    Files.writeString(web.studies().resolve("many.yaml"), ManyTrials.yaml(PRETRAININGS, SEEDS));
    Listed.Usable many =
        new Catalogue(web.studies(), Fixture.ARITHMETIC, null).find("many").usable();
    assertThat(many.outline().trials()).hasSize(TRIALS);
    ManyTrials.write(many.outline(), web.store());
  }

  @AfterAll
  void stop() {
    web.close();
  }

  private JsonNode timed(String path, Duration most, int mostBytes) throws Exception {
    long start = System.nanoTime();
    String body = web.get(path).body();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        "%d trials: %s %d ms, %d bytes%n",
        TRIALS, path.replaceAll("\\?.*", ""), took.toMillis(), body.length());
    assertThat(took).as(path).isLessThan(most);
    assertThat(body.length()).as(path).isLessThan(mostBytes);
    return JSON.readTree(body);
  }

  @Test
  void whatPagesAskForIsCappedAndSoonThere() throws Exception {
    Duration first = Duration.ofSeconds(30);
    Duration later = Duration.ofSeconds(2);
    JsonNode studies = timed("/api/studies", first, 20_000);
    assertThat(studies.findValuesAsText("finished")).contains(MANY ? "4290" : "356");
    timed("/api/studies", later, 20_000);
    JsonNode table = timed("/api/studies/many/table", first, 400_000);
    assertThat(table.path("rows")).hasSize(PRETRAININGS * 20);
    timed("/api/studies/many/table?metric=loss", later, 400_000);
    JsonNode page = timed("/api/studies/many/trials?page=3", later, 40_000);
    assertThat(page.path("trials")).hasSize(50);
    assertThat(page.path("total").asInt()).isEqualTo(TRIALS);
    JsonNode curves = timed("/api/studies/many/curves?pretrain=rule-03&task=task-2", later, 60_000);
    assertThat(curves.path("curves")).hasSize(5);
  }
}
