package graft.study;

import static org.assertj.core.api.Assertions.assertThat;

import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import graft.procedure.combinator.Joining;
import graft.procedure.combinator.Mixture;
import graft.procedure.combinator.Shuffled;
import graft.procedure.rule.CellularAutomaton;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.training.Schedule;
import graft.training.TrainingSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final TrainingSettings SETTINGS =
      new TrainingSettings(
          600, 32, 3e-3, Schedule.CONSTANT, 20, 0.1, 0.01, 1, 0.1, 100, 20, null, 0);

  private static Recipe.Trained recipe(Procedure procedure) {
    GptConfig config = new GptConfig(2, 2, 16, 32, 17, false);
    return new Recipe.Trained(
        procedure, SETTINGS, 1, "vector-2", new Recipe.Fresh(config, 1, "donor"));
  }

  /** The name that the result had when a curriculum was a part of the training section. */
  @Test
  void aCurriculumKeepsTheNamesOfItsResults() {
    assertThat(recipe(new Curriculum(new Identity(30, 8), 2, 2, 0.3)).id())
        .isEqualTo("d27e39bebe1ed8a5d3fc");
  }

  /** The name that its results had when rows of cells could be read as tokens only. */
  @Test
  void anAutomatonReadAsTokensKeepsTheNamesOfItsResults() {
    assertThat(recipe(new CellularAutomaton(110, 32, 4)).json().get("procedure"))
        .hasToString("{\"name\":\"eca\",\"rows\":4,\"rule\":110,\"width\":32}");
    assertThat(recipe(new CellularAutomaton(110, 32, 4)).id()).isEqualTo("cf14546e5a0357c06f28");
  }

  @Test
  void nestedProceduresAreSpeltOut() {
    Procedure mixture =
        new Mixture(
            List.of(new Identity(30, 8), new Shuffled(new KDyck(4, 8, 0.5))),
            List.of(1.0, 2.0),
            Joining.SHARED);
    assertThat(recipe(mixture).json().get("procedure"))
        .hasToString(
            "{\"name\":\"mixture\",\"of\":[{\"length\":8,\"name\":\"identity\",\"vocabulary\":30},"
                + "{\"name\":\"shuffled\",\"of\":{\"k\":4,\"length\":8,\"name\":\"k-dyck\","
                + "\"openProbability\":0.5}}],\"vocabulary\":\"shared\",\"weights\":[1.0,2.0]}");
  }

  @Test
  void whateverIsDifferentInsideHasAnotherName() {
    Set<String> ids = new HashSet<>();
    for (Procedure procedure :
        List.of(
            new Identity(30, 8),
            new Shuffled(new Identity(30, 8)),
            new Shuffled(new Identity(30, 7)),
            new Curriculum(new Identity(30, 8), 2, 2, 0.3),
            new Curriculum(new Identity(30, 8), 2, 1, 0.3),
            new Curriculum(new Shuffled(new Identity(30, 8)), 2, 2, 0.3))) {
      ids.add(recipe(procedure).id());
    }
    assertThat(ids).hasSize(6);
  }
}
