package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import graft.engine.KernelCheck.Kernel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class KernelCheckTest {
  private static final Kernel GOOD = new Kernel("a", 1, 1.1, 0, true);
  private static final Kernel SLOW = new Kernel("a", 9, 9.1, 0, true);
  private static final Kernel ALLOCATES = new Kernel("b", 1, 1.1, 16, true);
  private static final Kernel OPEN = new Kernel("c", 9, 9.1, 16, false);

  @Test
  void badIsSlowOrAllocatesOnceTheCompilerIsDone() {
    assertThat(List.of(GOOD, SLOW, ALLOCATES, OPEN))
        .extracting(Kernel::bad)
        .containsExactly(false, true, true, false);
    assertThat(List.of(GOOD, SLOW, ALLOCATES, OPEN))
        .extracting(Kernel::well)
        .containsExactly(true, false, false, false);
  }

  @Test
  void goodOnesAreLeftAlone() {
    KernelCheck check =
        KernelCheck.of(
            () -> List.of(GOOD, OPEN),
            () -> {
              throw new AssertionError("compiled anew");
            });
    assertThat(check).isEqualTo(new KernelCheck(List.of(GOOD, OPEN), List.of(), null));
  }

  @Test
  void badOnesAreCompiledAnewAndMeasuredAgain() {
    Queue<List<Kernel>> measures =
        new ArrayDeque<>(List.of(List.of(SLOW, ALLOCATES), List.of(GOOD)));
    KernelCheck check = KernelCheck.of(measures::remove, () -> null);
    assertThat(check).isEqualTo(new KernelCheck(List.of(GOOD), List.of(SLOW, ALLOCATES), null));
    assertThat(check.bad()).isEmpty();
  }

  @Test
  void whatCannotBeMendedStaysBad() {
    Queue<List<Kernel>> measures = new ArrayDeque<>(List.of(List.of(SLOW, GOOD)));
    KernelCheck check = KernelCheck.of(measures::remove, () -> "not here");
    assertThat(check.obstacle()).isEqualTo("not here");
    assertThat(check.bad()).containsExactly(SLOW);
  }

  @Test
  void anEngineMayHaveNone() {
    assertThat(Engines.create("reference").checkKernels(Duration.ofDays(1)))
        .isEqualTo(KernelCheck.NONE);
  }
}
