package graft.surgery;

import static org.assertj.core.api.Assertions.assertThat;

import graft.model.Component;
import graft.surgery.merge.Compose;
import graft.surgery.merge.Dare;
import graft.surgery.merge.Linear;
import graft.surgery.merge.Slerp;
import graft.surgery.merge.TaskArithmetic;
import graft.surgery.merge.Ties;
import graft.surgery.perturb.GaussianNoise;
import graft.surgery.perturb.LowRank;
import graft.surgery.perturb.MagnitudePrune;
import graft.surgery.perturb.Redraw;
import graft.surgery.perturb.ShuffleLayers;
import graft.surgery.perturb.ShuffleTensors;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Written out, so that renaming a record or a component cannot rename results unnoticed. */
class OperationJsonTest {
  private static final Selector MLP = Selector.allLayers(Set.of(Component.MLP));
  private static final String SELECTOR =
      "\"selector\":{\"take\":[\"mlp\"],\"from\":0,\"to\":null,\"heads\":[]}";

  private static void assertJson(Record operation, String name, String parameters) {
    assertThat(OperationJson.of(operation).toString())
        .isEqualTo("{\"operation\":\"" + name + "\"," + SELECTOR + parameters + "}");
  }

  @Test
  void perturbations() {
    assertJson(new GaussianNoise(MLP, 0.5, 7), "gaussian-noise", ",\"strength\":0.5,\"seed\":7");
    assertJson(new ShuffleTensors(MLP, 7), "shuffle-tensors", ",\"seed\":7");
    assertJson(new ShuffleLayers(MLP, 7), "shuffle-layers", ",\"seed\":7");
    assertJson(new Redraw(MLP, 7), "redraw", ",\"seed\":7");
    assertJson(new MagnitudePrune(MLP, 0.5), "magnitude-prune", ",\"fraction\":0.5");
    assertJson(new LowRank(MLP, 2), "low-rank", ",\"rank\":2");
  }

  @Test
  void merges() {
    List<Double> halves = List.of(0.5, 0.5);
    assertJson(
        new Linear(MLP, halves, true, null),
        "linear",
        ",\"weights\":[0.5,0.5],\"normalise\":true,\"embedding\":null");
    assertJson(new Slerp(MLP, 0.5, null), "slerp", ",\"t\":0.5,\"embedding\":null");
    assertJson(
        new TaskArithmetic(MLP, halves, null),
        "task-arithmetic",
        ",\"lambdas\":[0.5,0.5],\"embedding\":null");
    assertJson(
        new Ties(MLP, 0.2, halves, 1, null),
        "ties",
        ",\"density\":0.2,\"weights\":[0.5,0.5],\"lambda\":1.0,\"embedding\":null");
    assertJson(
        new Dare(MLP, 0.9, halves, 7, null),
        "dare",
        ",\"drop\":0.9,\"lambdas\":[0.5,0.5],\"seed\":7,\"embedding\":null");
  }

  @Test
  void compositionsAndSelectors() {
    Selector selector = new Selector(Set.of(Part.EMBEDDING, Part.QUERY_KEY), 0, 1, Set.of(3, 0));
    assertThat(
            OperationJson.of(
                    new Compose(List.of(new Transplant(selector, EmbeddingStrategy.AVERAGE))))
                .toString())
        .isEqualTo(
            "{\"operation\":\"compose\",\"transplants\":[{\"operation\":\"transplant\","
                + "\"selector\":{\"take\":[\"query-key\",\"embedding\"],\"from\":0,\"to\":1,"
                + "\"heads\":[0,3]},\"embedding\":\"average\"}]}");
  }
}
