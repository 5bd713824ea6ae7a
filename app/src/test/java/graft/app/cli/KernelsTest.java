package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import graft.engine.KernelCheck;
import graft.engine.KernelCheck.Kernel;
import graft.study.NodePlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelsTest {
  private static final Kernel ADD = new Kernel("add", 0.1, 1.04, 0, true);
  private static final Kernel GELU = new Kernel("gelu", 2, 1.1, 0, true);
  private static final Kernel BAD_GELU = new Kernel("gelu", 88, 44, 512, true);
  private static final Kernel SLOW_ADD = new Kernel("add", 1, 5.25, 0, true);
  private static final Kernel LATE = new Kernel("outer", 900, 90, 64, false);

  private static KernelCheck check(List<Kernel> now, Kernel... before) {
    return new KernelCheck(now, List.of(before), null);
  }

  private static List<String> warnings(double work, boolean done, KernelCheck check) {
    List<String> warnings = new ArrayList<>();
    NodePlan node = new NodePlan("a", "a", 1, work, done);
    Kernels.lookBefore(List.of(node), () -> check, warnings::add);
    return warnings;
  }

  @Test
  void doctorSaysHowFastTheyAre() {
    Finding finding = Kernels.finding(check(List.of(ADD, GELU)));
    assertThat(finding.ok()).isTrue();
    assertThat(finding.text()).isEqualTo("2 at their usual speed (slowest: gelu 1.1x)");
  }

  @Test
  void doctorSaysWhatWasNotCompiledInTime() {
    Finding finding = Kernels.finding(check(List.of(ADD, LATE)));
    assertThat(finding.ok()).isTrue();
    assertThat(finding.text())
        .isEqualTo("1 at their usual speed (slowest: add 1.0x); not compiled in time: outer");
  }

  @Test
  void doctorIsContentWhenTheyAreMended() {
    Finding finding = Kernels.finding(check(List.of(ADD, GELU), BAD_GELU));
    assertThat(finding.ok()).isTrue();
    assertThat(finding.text())
        .isEqualTo(
            "2 at their usual speed (slowest: gelu 1.1x); the JIT compiled badly: gelu (44x its"
                + " usual time, allocates); compiled anew");
  }

  @Test
  void doctorIsNotContentWithOneThatStaysBad() {
    Finding finding = Kernels.finding(check(List.of(SLOW_ADD, GELU), BAD_GELU, SLOW_ADD));
    assertThat(finding.ok()).isFalse();
    assertThat(finding.text())
        .isEqualTo(
            "1 at their usual speed (slowest: gelu 1.1x); the JIT compiled badly: gelu (44x its"
                + " usual time, allocates), add (5.3x its usual time); compiled anew, still bad: add"
                + " (5.3x its usual time); another start may do better");
  }

  @Test
  void aRunSaysNothingWhenAllIsWell() {
    assertThat(warnings(1e15, false, check(List.of(ADD, LATE)))).isEmpty();
  }

  @Test
  void aRunSaysInOneLineWhatWasDone() {
    assertThat(warnings(1e15, false, check(List.of(GELU), BAD_GELU)))
        .containsExactly(
            "the JIT compiled badly: gelu (44x its usual time, allocates); compiled anew");
    assertThat(
            warnings(
                1e15, false, new KernelCheck(List.of(BAD_GELU), List.of(BAD_GELU), "no agents")))
        .containsExactly(
            "the JIT compiled badly: gelu (44x its usual time, allocates); cannot have it compiled"
                + " anew: no agents; this run may take much longer: stop it and start it again, what"
                + " is finished is kept");
  }

  @Test
  void aRunLooksOnlyBeforeMuchWork() {
    KernelCheck bad = check(List.of(BAD_GELU), BAD_GELU);
    assertThat(warnings(Kernels.LEAST_WORK, false, bad)).hasSize(1);
    assertThat(warnings(Kernels.LEAST_WORK / 2, false, bad)).isEmpty();
    assertThat(warnings(1e15, true, bad)).isEmpty();
  }
}
