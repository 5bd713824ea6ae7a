package graft.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.task.Addition;
import graft.procedure.task.Multiplication;
import graft.procedure.task.ReversedAddition;
import graft.procedure.task.Scoring;
import graft.procedure.task.Sorting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExampleSourceTest {
  private static final Identity PAIRS = new Identity(11, 2);

  private final Example example = new Example();

  private String train(ExampleSource source, long index) {
    source.train(index, example);
    return Arrays.toString(example.tokens());
  }

  private String heldOut(ExampleSource source, int index) {
    source.heldOut(index, example);
    return Arrays.toString(example.tokens());
  }

  @Test
  void anExampleDependsOnSeedSplitAndIndexAlone() {
    ExampleSource source = new ExampleSource(new Identity(100, 20), 5, 10);
    ExampleSource again = new ExampleSource(new Identity(100, 20), 5, 10);
    List<String> forwards = new ArrayList<>();
    for (int index = 0; index < 10; index++) {
      forwards.add(train(source, index) + heldOut(source, index));
    }
    for (int index = 9; index >= 0; index--) {
      assertThat(train(again, index) + heldOut(again, index)).isEqualTo(forwards.get(index));
    }
    assertThat(train(new ExampleSource(new Identity(100, 20), 6, 10), 0))
        .isNotEqualTo(train(source, 0));
    assertThat(train(source, 0)).isNotEqualTo(heldOut(source, 0));
    assertThat(train(source, Long.MIN_VALUE)).isNotEqualTo(train(source, Long.MAX_VALUE));
  }

  @Test
  void theNumberHeldOutChangesNoOtherExample() {
    ExampleSource few = new ExampleSource(new Identity(100, 20), 5, 1);
    ExampleSource many = new ExampleSource(new Identity(100, 20), 5, 4000);
    assertThat(heldOut(few, 0)).isEqualTo(heldOut(many, 0));
    assertThat(train(few, 3)).isEqualTo(train(many, 3));
  }

  /** 100 sequences, about 63 of them held out, so most draws must be repeated. */
  @Test
  void trainsOnExactlyWhatIsNotHeldOut() {
    ExampleSource source = new ExampleSource(PAIRS, 1, 100);
    Set<String> held = new HashSet<>();
    for (int index = 0; index < 100; index++) {
      held.add(heldOut(source, index));
    }
    Set<String> trained = new HashSet<>();
    for (int index = 0; index < 3000; index++) {
      trained.add(train(source, index));
    }
    assertThat(held).hasSizeBetween(45, 80);
    assertThat(trained).hasSize(100 - held.size()).doesNotContainAnyElementsOf(held);
  }

  @Test
  void tooSmallASpaceIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExampleSource(new Identity(2, 1), 1, 1))
        .withMessage(
            "the space of identity {length=1, vocabulary=2} is too small for 1 held-out sequences:"
                + " nothing is left to train on; hold out fewer, or raise length or vocabulary");
    assertThat(train(new ExampleSource(new Identity(2, 1), 1, 0), 0)).isEqualTo("[1, 2, 1]");
  }

  /** 81 pairs of digits, about half of them held out by 50 draws; a sum's example is its pair. */
  @Test
  void smallTasksTrainOnExactlyWhatIsNotHeldOut() {
    for (Procedure task :
        new Procedure[] {
          new Addition(1, Scoring.PUBLISHED),
          new ReversedAddition(1, Scoring.ANSWER),
          new Multiplication(1, Scoring.PUBLISHED),
          new Sorting(4, 4)
        }) {
      ExampleSource source = new ExampleSource(task, 1, 50);
      Set<String> held = new HashSet<>();
      for (int index = 0; index < 50; index++) {
        held.add(heldOut(source, index));
      }
      Set<String> trained = new HashSet<>();
      for (int index = 0; index < 2000; index++) {
        trained.add(train(source, index));
      }
      assertThat(held).hasSizeBetween(30, 50);
      assertThat(trained).hasSize(81 - held.size()).doesNotContainAnyElementsOf(held);
    }
  }

  /** Raising a choice or a probability is no advice. */
  @Test
  void tooSmallASpaceNamesTheSettingsThatAreSizes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExampleSource(new Addition(1, Scoring.PUBLISHED), 1, 4000))
        .withMessage(
            "the space of addition {digits=1, scoring=published} is too small for 4000 held-out"
                + " sequences: nothing is left to train on; hold out fewer, or raise digits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExampleSource(new KDyck(1, 2, 0.5), 1, 1))
        .withMessageEndingWith("hold out fewer, or raise k or length");
  }

  @Test
  void badNumbersAreNamed() {
    for (int bad : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ExampleSource(PAIRS, 1, bad))
          .withMessageContaining("held-out")
          .withMessageContaining(String.valueOf(bad));
    }
    ExampleSource source = new ExampleSource(PAIRS, 1, 3);
    for (int bad : new int[] {-1, 3}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> source.heldOut(bad, example));
    }
  }
}
