package graft.procedure.combinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.SettingException;
import graft.procedure.rule.Identity;
import graft.procedure.rule.Union;
import graft.procedure.task.Haystack;
import graft.random.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurriculumTest {
  private static final Procedure IDENTITY = new Identity(9, 6);

  @Test
  void drawnAloneItHasItsLastLength() {
    Procedure curriculum = new Curriculum(IDENTITY, 2, 2, 0.5);
    Example found = new Example();
    Example expected = new Example();
    curriculum.draw(Seeds.generator(1, "a", "b", 0), found);
    IDENTITY.draw(Seeds.generator(1, "a", "b", 0), expected);
    assertThat(found.tokens()).isEqualTo(expected.tokens());
    assertThat(found.counted()).isEqualTo(expected.counted());
    assertThat(curriculum.length()).isEqualTo(13);
    assertThat(Curriculum.drawn(curriculum)).isEqualTo(IDENTITY);
    assertThat(Curriculum.drawn(IDENTITY)).isEqualTo(IDENTITY);
  }

  @Test
  void whatCannotGrowIsRefused() {
    assertRefused(new Haystack(3), 2, 2, 1, "of", "of cannot be haystack: it has no input length");
    assertRefused(
        new Shuffled(new Haystack(3)), 2, 2, 1, "of", "of cannot be shuffled: it has no input");
    assertRefused(IDENTITY, 7, 2, 1, "from", "from must be between 1 and 6, not 7");
    assertRefused(IDENTITY, 0, 2, 1, "from", "from must be between 1 and 6, not 0");
    assertRefused(IDENTITY, 2, 0, 1, "step", "step must be between 1 and 2147483647, not 0");
    for (double bad : new double[] {0, -1, 1.01, Double.NaN}) {
      assertRefused(IDENTITY, 2, 2, bad, "mastery", "mastery must be an accuracy above 0");
    }
  }

  @Test
  void aLengthThatTheProcedureCannotHaveIsRefused() {
    Procedure union = new Union(9, 6);
    assertRefused(
        union,
        2,
        1,
        1,
        "step",
        "step cannot be 1: it takes union to length 3, but length must be even");
    assertRefused(union, 3, 2, 1, "from", "from cannot be 3: it takes union to length 3, but");
    assertThat(new Curriculum(union, 2, 4, 1).from()).isEqualTo(2);
  }

  /** Training would never see it there. */
  @Test
  void aCurriculumInsideIsRefused() {
    Procedure curriculum = new Curriculum(IDENTITY, 2, 2, 1);
    assertThatThrownBy(() -> new Shuffled(curriculum))
        .hasMessageStartingWith("of cannot be a curriculum")
        .hasMessageContaining("write it outermost");
    assertThatThrownBy(() -> new Curriculum(curriculum, 2, 2, 1))
        .hasMessageStartingWith("of cannot be a curriculum");
    assertThatThrownBy(() -> new Sequence(List.of(IDENTITY, curriculum), Joining.SHARED))
        .hasMessageStartingWith("of[1] cannot be a curriculum");
  }

  private static void assertRefused(
      Procedure of, int from, int step, double mastery, String setting, String message) {
    assertThatThrownBy(() -> new Curriculum(of, from, step, mastery))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(setting))
        .hasMessageStartingWith(message);
  }
}
