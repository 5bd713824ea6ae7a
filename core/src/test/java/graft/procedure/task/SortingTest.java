package graft.procedure.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.procedure.Vocabulary;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortingTest {
  private static int[] ints(int... values) {
    return values;
  }

  private static SplitMix random(int index) {
    return Seeds.generator(1, "sorting", "test", index);
  }

  /** Drawn numbers 0..8 are the tokens 1..9; the separator is 10. */
  @Test
  void byHand() {
    Sorting task = new Sorting(10, 5);
    Example example = Scripted.draw(task, 6, 0, 8, 6, 2);
    assertThat(example.tokens()).isEqualTo(ints(7, 1, 9, 7, 3, 10, 1, 3, 7, 7, 9));
    assertThat(example.counted()).isEqualTo(ints(5, 6, 7, 8, 9));
    assertThat(task.answerStart(example)).isEqualTo(6);
    assertThat(task.length()).isEqualTo(11);
    assertThat(task.vocabulary().size()).isEqualTo(12);
    assertThat(task.vocabulary().pad()).isEqualTo(11);
    assertThat(task.vocabulary().stop()).isEqualTo(Vocabulary.NO_STOP);
  }

  @Test
  void oneTokenByHand() {
    Example example = Scripted.draw(new Sorting(2, 1), 0);
    assertThat(example.tokens()).isEqualTo(ints(1, 2, 1));
    assertThat(example.counted()).isEqualTo(ints(1));
  }

  @ParameterizedTest
  @CsvSource({
    "2,1,100",
    "2,50,100",
    "3,1,100",
    "100,20,1000",
    "1000000,1,1000",
    "1000000,300,100",
    "2,100000,2",
    "3,100000,2",
    "1000000,100000,2"
  })
  void theOutputIsTheSortedInput(int symbols, int n, int draws) {
    SplitMix random = random(n);
    Example example = new Example();
    for (int i = 0; i < draws; i++) {
      example.clear();
      new Sorting(symbols, n).draw(random, example);
      int[] tokens = example.tokens();
      assertThat(tokens).hasSize(2 * n + 1);
      assertThat(tokens[n]).isEqualTo(symbols);
      assertThat(Arrays.copyOfRange(tokens, n + 1, 2 * n + 1))
          .isEqualTo(IntStream.of(tokens).limit(n).sorted().toArray());
      assertThat(example.counted()).isEqualTo(IntStream.range(n, 2 * n).toArray());
    }
  }

  @Test
  void inputTokensAreUniform() {
    SplitMix random = random(0);
    long[] counts = new long[99];
    long[] first = new long[99];
    Example example = new Example();
    for (int i = 0; i < 20_000; i++) {
      example.clear();
      new Sorting(100, 20).draw(random, example);
      Arrays.stream(example.tokens()).limit(20).forEach(token -> counts[token - 1]++);
      first[example.token(0) - 1]++;
    }
    assertThat(ChiSquare.deviations(counts)).isLessThan(4);
    assertThat(ChiSquare.deviations(first)).isLessThan(4);
  }

  @Test
  void drawingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SplitMix random = random(3);
    Sorting task = new Sorting(100, 20);
    Example example = new Example();
    task.draw(random, example);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1000; i++) {
      example.clear();
      task.draw(random, example);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }

  @Test
  void symbols() {
    Vocabulary vocabulary = new Sorting(10, 4).vocabulary();
    assertThat(vocabulary.symbol(7)).isEqualTo("7");
    assertThat(vocabulary.symbol(10)).isEqualTo("|");
    assertThat(vocabulary.symbol(11)).isEqualTo("·");
  }
}
