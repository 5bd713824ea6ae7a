package graft.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelCasesTest {
  /** Not vectors, and for evaluation only. */
  private static final String SCALAR = "largest";

  private static List<KernelCases.Case> all() {
    return new KernelCases().all();
  }

  @Test
  void everyKernelIsThereOnce() {
    assertThat(all())
        .extracting(KernelCases.Case::name)
        .containsExactlyInAnyOrderElementsOf(
            KernelCases.CLASSES.stream()
                .flatMap(kernels -> Arrays.stream(kernels.getDeclaredMethods()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals(SCALAR))
                .toList());
  }

  @Test
  void everyClassOfKernelsIsThere() throws IOException {
    try (Stream<Path> classes = Files.list(Path.of("target/classes/graft/engine/vector"))) {
      assertThat(classes.map(path -> path.getFileName().toString()))
          .filteredOn(name -> name.endsWith("Kernels.class"))
          .containsExactlyInAnyOrderElementsOf(
              KernelCases.CLASSES.stream()
                  .map(kernels -> kernels.getSimpleName() + ".class")
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void runsAgainAndAgain(KernelCases.Case kernel) {
    assertThat(kernel.usual()).isPositive();
    for (int i = 0; i < 3; i++) {
      kernel.prepare().run();
      kernel.call().run();
      kernel.call().run();
    }
  }
}
