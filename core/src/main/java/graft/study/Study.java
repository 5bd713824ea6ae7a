package graft.study;

import graft.model.Component;
import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.surgery.EmbeddingStrategy;
import graft.training.Reading;
import graft.training.TrainingSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as data: every pretraining x arm x task x seed.
 *
 * @param name the study's name
 * @param question what it answers, in a sentence; may be empty
 * @param seeds one replicate each
 * @param shape of every model in it
 * @param pretrainings what the donors are pretrained on
 * @param arms what is transplanted from a donor
 * @param tasks what the resulting models are fine-tuned on
 * @param metrics what is reported: {@code accuracy} (per counted token), {@code exact} (per
 *     sequence), {@code generated} (per answer that the model writes by itself), {@code loss}
 * @param published figures to print beside ours
 * @param baseline what everything is compared with, seed by seed; null compares nothing
 * @param quick how it is made quick, as far as it says so itself
 * @param changes one sentence for each way in which it differs from its file; see {@link Cut}
 */
public record Study(
    String name,
    String question,
    List<Long> seeds,
    Shape shape,
    List<Use> pretrainings,
    List<Arm> arms,
    List<Use> tasks,
    List<String> metrics,
    List<Published> published,
    @Nullable Baseline baseline,
    Cut quick,
    List<String> changes) {

  /** Layers, heads and width shared by all models of a study. */
  public record Shape(int layers, int heads, int width) {}

  /**
   * A procedure in use: pretraining rule or task.
   *
   * @param label what rows of the table call it
   * @param procedure makes its sequences
   * @param tied whether the model's head is tied to its token embedding
   * @param positions of the model; at least those of the procedure's longest sequence
   * @param training how it is trained on
   */
  public record Use(
      String label, Procedure procedure, boolean tied, int positions, TrainingSettings training) {

    /** Shape of the model that is trained. */
    public GptConfig config(Shape shape) {
      return new GptConfig(
          shape.layers(),
          shape.heads(),
          shape.width(),
          Reading.of(procedure).vocabulary(),
          positions,
          tied);
    }
  }

  /**
   * What is taken from the donor; nothing at all is the random baseline.
   *
   * @param label what rows of the table call it
   * @param take the components
   * @param embedding what becomes of token embedding and head if EMBEDDING is taken; null chooses
   *     {@code RETAIN} for equal vocabularies and {@code AVERAGE} otherwise
   */
  public record Arm(String label, Set<Component> take, @Nullable EmbeddingStrategy embedding) {}

  /**
   * A figure that somebody published, in the unit of the metric (percent for shares).
   *
   * @param pretrain label, or null for any
   */
  public record Published(
      @Nullable String pretrain, String arm, String task, String metric, double value) {}

  /**
   * The rows of the table that the others are compared with, for the same task, metric and seeds.
   *
   * @param pretrain label, or null for the pretraining of the row that is compared
   * @param arm label
   */
  public record Baseline(@Nullable String pretrain, String arm) {}
}
