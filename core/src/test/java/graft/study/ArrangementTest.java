package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.engine.Engine;
import graft.engine.Engines;
import graft.study.Arrangement.Comparison;
import graft.study.Plan.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrangementTest {
  /** Donor and target of one seed and nothing else: they can only run one after the other. */
  private static final String CHAIN =
      Studies.SMALL
          .replace("seeds: [1, 2]", "seeds: [1]")
          .replace("  random: {take: nothing}\n  full: {take: all, embedding: average}\n", "")
          .replace("arm: random", "arm: attention");

  private static final long ROOM = 1L << 30;
  private static final Comparison EQUAL = (waiting, trials, threads, alone) -> 1;
  private static final Comparison NEVER =
      (waiting, trials, threads, alone) -> {
        throw new AssertionError("nothing needs measuring");
      };

  @TempDir Path folder;
  private final Engine engine = Engines.create("vector");

  private Collection<Node> nodes(String study) throws IOException {
    return new Plan(StudyReader.read(Studies.write(folder, study)), engine.arithmetic()).nodes();
  }

  private Arrangement choose(String study, int cores, long heap, Comparison comparison)
      throws Exception {
    Collection<Node> nodes = nodes(study);
    return Arrangement.choose(nodes, new Capacity(engine, nodes, cores, heap), comparison);
  }

  private Arrangement measured(double gain) throws Exception {
    return choose(Studies.SMALL, 2, ROOM, (waiting, trials, threads, alone) -> gain);
  }

  @Test
  void oneAtATimeMustBeClearlyFaster() throws Exception {
    Capacity capacity = new Capacity(engine, nodes(Studies.SMALL), 2, ROOM);
    assertThat(measured(0.94)).isEqualTo(new Arrangement(1, 2, capacity.memory(2), 0.94));
    assertThat(measured(0.96)).isEqualTo(new Arrangement(2, 1, capacity.memory(1), 0.96));
    assertThat(measured(Double.NaN))
        .isEqualTo(new Arrangement(2, 1, capacity.memory(1), Double.NaN));
  }

  @Test
  void whatWouldRunIsCompared() throws Exception {
    List<String> asked = new ArrayList<>();
    Comparison comparison =
        (waiting, trials, threads, alone) -> {
          asked.add(waiting.size() + " runs: " + trials + " x " + threads + " or 1 x " + alone);
          return 1;
        };
    choose(Studies.SMALL, 2, ROOM, comparison);
    choose(Studies.SMALL, 13, ROOM, comparison);
    assertThat(asked).containsExactly("8 runs: 2 x 1 or 1 x 2", "8 runs: 6 x 2 or 1 x 13");
  }

  @Test
  void whereThereIsNoChoiceNothingIsCompared() throws Exception {
    assertThat(choose(Studies.SMALL, 1, ROOM, NEVER).threads()).isEqualTo(1);
    Arrangement chain = choose(CHAIN, 2, ROOM, NEVER);
    assertThat(chain.trials()).isEqualTo(1);
    assertThat(chain.threads()).isEqualTo(2);
    assertThat(chain.gain()).isNaN();
  }

  @Test
  void memoryBoundsTrialsAndThreads() throws Exception {
    long one = new Capacity(engine, nodes(Studies.SMALL), 8, ROOM).memory(1);
    Arrangement three = choose(Studies.SMALL, 8, 5 * one, EQUAL);
    assertThat(three.trials()).isEqualTo(3);
    assertThat(three.trials() * three.memory()).isLessThan((long) (0.7 * 5 * one));
    assertThat(choose(Studies.SMALL, 8, one, NEVER))
        .isEqualTo(new Arrangement(1, 1, one, Double.NaN));
  }

  @Test
  void aTrialThatCannotFitIsRefusedWithTheMend() {
    String wide = Studies.SMALL.replace("width: 8", "width: 4096");
    assertThatThrownBy(() -> choose(wide, 2, ROOM, NEVER))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "'pretrain copy, seed 1' needs about \\d+\\.\\d GiB of memory, and the JVM may take"
                + " 1\\.0 GiB: allow it more, with GRAFT_OPTS=-Xmx\\d+g if the machine has that, or"
                + " choose a smaller batch, sequence length or width");
    String wider = Studies.SMALL.replace("width: 8", "width: 65536");
    assertThatThrownBy(() -> choose(wider, 2, ROOM, NEVER))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'pretrain copy, seed 1' has more parameters than fit");
  }
}
