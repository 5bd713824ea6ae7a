package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfCheckTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theVectorEnginePasses(int threads) {
    SelfCheck check = SelfCheck.run("vector", threads);
    assertThat(check.passed()).as(check.toString()).isTrue();
    assertThat(check.gradientError()).isPositive();
  }

  @Test
  void aWrongResultDoesNotPass() {
    assertThat(new SelfCheck("x", 0, 1e-4).passed()).isFalse();
    assertThat(new SelfCheck("x", 1e-4, 0).passed()).isFalse();
    assertThat(new SelfCheck("x", Double.NaN, 0).passed()).isFalse();
  }
}
