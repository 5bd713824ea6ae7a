package graft.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.engine.KernelCheck.Kernel;
import graft.engine.vector.KernelCases.Case;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** A clock that only the kernels turn, and kernels that only turn the clock. */
class KernelTimerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Machine machine = new Machine();
  private final Case reference = machine.kernel("reference", 1, call -> 1000);

  private static final class Machine implements Meter {
    private long nanos = Long.MAX_VALUE - 500_000_000;
    private long allocated;
    private boolean compiling;
    private int asked;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public long allocated() {
      return allocated;
    }

    @Override
    public boolean compiling() {
      asked++;
      return compiling;
    }

    Case kernel(String name, double usual, LongUnaryOperator nanosOfCall) {
      return kernel(name, usual, nanosOfCall, call -> 0);
    }

    Case kernel(String name, double usual, LongUnaryOperator nanosOf, LongUnaryOperator bytesOf) {
      long[] calls = {0};
      Runnable call =
          () -> {
            nanos += nanosOf.applyAsLong(calls[0]);
            allocated += bytesOf.applyAsLong(calls[0]++);
          };
      return new Case(name, usual, () -> {}, call);
    }
  }

  private Kernel measure(Case kernel) {
    Case other = machine.kernel("other", 1, call -> 1000);
    return measure(List.of(kernel, other, other)).getFirst();
  }

  private List<Kernel> measure(List<Case> kernels) {
    return KernelTimer.measure(reference, kernels, machine, SECOND);
  }

  @Test
  void endsEarlyWhenAllIsWell() {
    long start = machine.nanos;
    Kernel kernel = measure(machine.kernel("k", 2, call -> 2200));
    assertThat(kernel.well()).isTrue();
    assertThat(kernel.cost()).isCloseTo(2.2, within(1e-9));
    assertThat(kernel.factor()).isCloseTo(1.1, within(1e-9));
    assertThat(machine.nanos - start).isLessThan(SECOND.toNanos() / 100);
    assertThat(machine.asked).isZero();
  }

  @Test
  void aSlowKernelIsBad() {
    long start = machine.nanos;
    Kernel kernel = measure(machine.kernel("k", 2, call -> 20_000));
    assertThat(kernel.bad()).isTrue();
    assertThat(kernel.factor()).isCloseTo(10, within(1e-9));
    assertThat(machine.nanos - start).isBetween(SECOND.toNanos(), SECOND.toNanos() * 11 / 10);
  }

  @Test
  void aKernelThatAllocatesIsBad() {
    Kernel kernel = measure(machine.kernel("k", 2, call -> 2000, call -> 16));
    assertThat(kernel.bad()).isTrue();
    assertThat(kernel.allocated()).isEqualTo(16);
  }

  @Test
  void aKernelMayTakeItsTimeToBecomeFast() {
    Kernel kernel =
        measure(
            machine.kernel(
                "k", 2, call -> call < 300 ? 400_000 : 2000, call -> call < 300 ? 16 : 0));
    assertThat(kernel.well()).isTrue();
    assertThat(kernel.factor()).isCloseTo(1, within(1e-9));
  }

  @Test
  void oneThatBecameFasterAMomentAgoIsNotJudged() {
    Kernel kernel = measure(machine.kernel("k", 2, call -> call < 8000 ? 30_000 : 20_000));
    assertThat(kernel.judged()).isFalse();
    assertThat(kernel.bad()).isFalse();
  }

  @Test
  void nothingIsJudgedWhileTheCompilerIsBusy() {
    machine.compiling = true;
    Kernel kernel = measure(machine.kernel("k", 2, call -> 20_000));
    assertThat(machine.asked).isEqualTo(1);
    assertThat(kernel.bad()).isFalse();
    assertThat(kernel.well()).isFalse();
  }

  @Test
  void interruptionsDoNotAlarm() {
    Kernel kernel = measure(machine.kernel("k", 2, call -> call % 100 < 90 ? 50_000 : 2000));
    assertThat(kernel.well()).isTrue();
  }

  @Test
  void whatHoldsForMostKernelsIsTheProcessor() {
    Case slow = machine.kernel("k", 1, call -> 3000);
    Case slower = machine.kernel("k", 1, call -> 6000);
    Case bad = machine.kernel("k", 1, call -> 15_000);
    assertThat(measure(List.of(slow, slow, slow, slower, bad)))
        .extracting(Kernel::factor)
        .containsExactly(1.0, 1.0, 1.0, 2.0, 5.0);
  }

  @Test
  void memoryIsPreparedBeforeEveryTurn() {
    int[] prepared = {0};
    Case kernel = new Case("k", 1, () -> prepared[0]++, () -> machine.nanos += 1000);
    measure(List.of(kernel));
    assertThat(prepared[0]).isEqualTo(20);
  }
}
