package graft.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a process of its own, since it changes how the process compiles. */
class JitTest {
  /** What that process does. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      new KernelCases().all().forEach(kernel -> kernel.call().run());
      System.out.println("obstacle: " + Jit.recompile());
      new KernelCases().all().forEach(kernel -> kernel.call().run());
      System.out.println("compiling: " + Jit.compiling());
    }
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void compilesAnewInTheRunningProcess() throws Exception {
    assertThat(run("-XX:+EnableDynamicAgentLoading"))
        .contains("obstacle: null\n")
        .containsPattern("compiling: (true|false)\n")
        .doesNotContain("Exception", "agent");
  }

  @Test
  void saysWhyItCannot() throws Exception {
    assertThat(run("-XX:-EnableDynamicAgentLoading"))
        .contains("obstacle: Dynamic agent loading is not enabled");
  }

  @Test
  void kernelsAreOutOfLineAndWhatTheyShareIsInside() {
    assertThat(Jit.directives())
        .startsWith(
            "[{match: [\"graft/engine/vector/*.*\"], inline: [\"+graft/engine/vector/Lanes.exp2\"")
        .endsWith(", \"-graft/engine/vector/SoftmaxKernels.*\"]}]");
  }
}
