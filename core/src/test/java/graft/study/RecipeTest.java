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
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.perturb.GaussianNoise;
import graft.surgery.perturb.Redraw;
import graft.training.Schedule;
import graft.training.TrainingSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

  private static final Recipe DONOR = recipe(new Identity(30, 8));

  private static Recipe.Trained tuned(Recipe from, Selector... frozen) {
    return new Recipe.Trained(new Identity(30, 8), SETTINGS, 1, "vector-2", from, List.of(frozen));
  }

  private static Recipe transplanted(Selector selector, @Nullable EmbeddingStrategy embedding) {
    GptConfig config = new GptConfig(2, 2, 16, 40, 20, false);
    return new Recipe.Transplanted(
        selector, embedding, DONOR, new Recipe.Fresh(config, 1, "target"));
  }

  /** The names that results had when arms could take whole components of one donor only. */
  @Test
  void transplantsOfComponentsKeepTheNamesOfTheirResults() {
    assertThat(DONOR.id()).isEqualTo("2ef66850e6a68d524ce6");
    Selector attention = Selector.of(List.of(Part.ATTENTION));
    assertThat(tuned(transplanted(attention, null)).id()).isEqualTo("0fe80dbde5470e0531b1");
    Selector halves = Selector.of(List.of(Part.VALUE_OUTPUT, Part.QUERY_KEY));
    assertThat(tuned(transplanted(halves, null)).id()).isEqualTo("0fe80dbde5470e0531b1");
    assertThat(tuned(transplanted(Selector.everything(), EmbeddingStrategy.AVERAGE)).id())
        .isEqualTo("ced58b7b81c460c18967");
  }

  @Test
  void whatNarrowsATransplantIsSpeltOut() {
    Selector head = new Selector(Set.of(Part.QUERY_KEY), 1, Selector.LAST, Set.of(2, 0));
    assertThat(transplanted(head, null).json().toString())
        .startsWith(
            "{\"kind\":\"transplant\",\"take\":[\"query-key\"],\"layers\":{\"from\":1,\"to\":null},"
                + "\"heads\":[0,2],\"embedding\":null,\"donor\":{\"kind\":\"train\",");
  }

  @Test
  void perturbedAndFrozenWeightsAreSpeltOut() {
    Selector attention = Selector.of(List.of(Part.ATTENTION));
    Recipe fresh = new Recipe.Fresh(new GptConfig(1, 1, 2, 3, 4, true), 5, "target");
    assertThat(new Recipe.Perturbed(new GaussianNoise(attention, 0.1, 7), fresh).json())
        .hasToString(
            "{\"kind\":\"perturb\",\"operation\":{\"operation\":\"gaussian-noise\",\"selector\":"
                + "{\"take\":[\"attention\"],\"from\":0,\"to\":null,\"heads\":[]},\"strength\":0.1,"
                + "\"seed\":7},\"of\":"
                + fresh.json()
                + "}");
    assertThat(
            tuned(fresh, attention, new Selector(Set.of(Part.MLP), 0, 1, Set.of()))
                .json()
                .get("freeze"))
        .hasToString(
            "[{\"take\":[\"attention\"]},{\"take\":[\"mlp\"],\"layers\":{\"from\":0,\"to\":1}}]");
    assertThat(tuned(fresh).json().has("freeze")).isFalse();
  }

  @Test
  void everyChangeOfAnArmHasAnotherName() {
    Selector attention = Selector.of(List.of(Part.ATTENTION));
    Recipe plain = transplanted(attention, null);
    Set<String> ids = new HashSet<>();
    for (Recipe recipe :
        List.of(
            tuned(plain),
            tuned(plain, attention),
            tuned(plain, new Selector(Set.of(Part.ATTENTION), 0, 0, Set.of())),
            tuned(transplanted(new Selector(Set.of(Part.ATTENTION), 0, 0, Set.of()), null)),
            tuned(transplanted(new Selector(Set.of(Part.ATTENTION), 0, 0, Set.of(1)), null)),
            tuned(new Recipe.Perturbed(new GaussianNoise(attention, 0, 1), plain)),
            tuned(new Recipe.Perturbed(new GaussianNoise(attention, 0.5, 1), plain)),
            tuned(new Recipe.Perturbed(new Redraw(attention, 1), plain)))) {
      ids.add(recipe.id());
    }
    assertThat(ids).hasSize(8);
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
