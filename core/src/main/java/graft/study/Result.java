package graft.study;

import graft.model.Safetensors;
import graft.model.Weights;
import graft.training.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A finished training run in the store: a folder that is never changed again.
 *
 * @param id the recipe's hash
 * @param folder holds {@code recipe.json}, {@code metrics.jsonl}, {@code weights.safetensors},
 *     {@code provenance.json} and the marker {@code complete.json}
 */
public record Result(String id, Path folder) {
  static final String RECIPE = "recipe.json";
  static final String METRICS = "metrics.jsonl";
  static final String WEIGHTS = "weights.safetensors";
  static final String PROVENANCE = "provenance.json";
  static final List<String> FILES = List.of(RECIPE, METRICS, WEIGHTS, PROVENANCE);

  /** The trained weights. */
  public Weights weights() throws IOException {
    return Safetensors.loadWeights(folder.resolve(WEIGHTS));
  }

  /** Everything measured on the way, the initial weights first. */
  public List<Measurement> measurements() throws IOException {
    return Metrics.read(folder.resolve(METRICS));
  }
}
