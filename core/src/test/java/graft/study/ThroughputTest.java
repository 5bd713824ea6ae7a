package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.engine.Engine;
import graft.engine.Engines;
import graft.study.Plan.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughputTest {
  private static final String LONG = Studies.SMALL.replace("steps: 40", "steps: 100000000");

  /** Never over, so a test that measures with it must be stopped. */
  private static final Duration FOREVER = Duration.ofDays(1);

  @TempDir Path folder;
  private final Engine engine = Engines.create("vector");

  private Collection<Node> nodes(String study) throws IOException {
    return new Plan(StudyReader.read(Studies.write(folder, study)), engine.arithmetic()).nodes();
  }

  @Test
  void measuresOnceAndRemembers() throws Exception {
    Collection<Node> nodes = nodes(LONG);
    double gain = new Throughput(engine, Duration.ofMillis(50)).gain(nodes, 2, 1, 2);
    assertThat(gain).isBetween(0.01, 100.0);
    assertThat(new Throughput(engine, FOREVER).gain(nodes, 2, 1, 2)).isEqualTo(gain);
  }

  @Test
  void aShortStudyIsNotWorthIt() throws Exception {
    assertThat(new Throughput(engine, FOREVER).gain(nodes(Studies.SMALL), 2, 1, 2)).isNaN();
  }

  @Test
  void canBeInterrupted() throws Exception {
    Collection<Node> nodes = nodes(LONG.replace("batch: 16", "batch: 17"));
    Thread test = Thread.currentThread();
    Thread.ofVirtual().start(() -> interruptSoon(test));
    assertThatThrownBy(() -> new Throughput(engine, FOREVER).gain(nodes, 2, 1, 2))
        .isInstanceOf(InterruptedException.class);
  }

  private static void interruptSoon(Thread thread) {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this thread", e);
    }
    thread.interrupt();
  }
}
