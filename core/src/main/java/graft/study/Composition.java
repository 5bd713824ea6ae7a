package graft.study;

import graft.model.GptConfig;
import graft.study.Study.Shape;
import graft.study.Study.Use;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import graft.training.TrainingSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parts of pretrained models put into the fresh model that a task needs: what a study with one arm
 * besides the random one says, before it is written.
 *
 * @param shape of the target
 * @param donors each with a label of its own
 * @param gifts what they give, in turn; at least one
 * @param task what the model is fine-tuned on
 * @param seeds at least one
 */
public record Composition(
    Shape shape, List<Donor> donors, List<Gift> gifts, Use task, List<Long> seeds) {
  /** The arm that takes nothing. */
  public static final String RANDOM = "random";

  /** The arm that takes the parts. */
  public static final String COMPOSED = "composed";

  /** The components as they are written. */
  public static final List<String> PARTS =
      List.of(Part.ATTENTION.word(), Part.MLP.word(), Part.LN.word(), Part.EMBEDDING.word());

  /** The ways in which an embedding moves, as they are written. */
  public static final List<String> STRATEGIES = Words.all(EmbeddingStrategy.class);

  /**
   * A pretraining.
   *
   * @param use its label is a word that a study file takes as it is
   */
  public record Donor(Use use, Shape shape) {}

  /**
   * A component that a donor gives.
   *
   * @param from label of the donor
   * @param part one of {@link #PARTS}
   * @param layer the only one, or null for all; null for the embedding, which has none
   * @param embedding one of {@link #STRATEGIES} for the embedding, null for the others
   */
  public record Gift(
      String from, String part, @Nullable Integer layer, @Nullable String embedding) {}

  /**
   * A composition.
   *
   * @throws IllegalArgumentException if something in it does not fit: the message says what
   */
  public Composition {
    donors = List.copyOf(donors);
    gifts = List.copyOf(gifts);
    seeds = List.copyOf(seeds);
    if (gifts.isEmpty() || seeds.isEmpty()) {
      throw new IllegalArgumentException("nothing is put into the target yet: choose a component");
    }
    for (Gift gift : gifts) {
      requireFits(gift, donor(gift.from(), donors), shape, task);
    }
  }

  private static void requireFits(Gift gift, Donor donor, Shape shape, Use task) {
    if (!donor.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "'%s' has %s, but the target has %s: parts can only be put into a model of the same shape"
              .formatted(gift.from(), words(donor.shape()), words(shape)));
    }
    Integer layer = gift.layer();
    if (layer != null && (layer < 0 || layer >= shape.layers())) {
      throw new IllegalArgumentException(
          "there is no layer %d: the models have layers 0 to %d"
              .formatted(layer, shape.layers() - 1));
    }
    try {
      transplant(gift, shape).requireFits(donor.use().config(shape), task.config(shape));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(gift.from() + ": " + e.getMessage(), e);
    }
  }

  private static String words(Shape shape) {
    return "%d %s, %d %s and width %d"
        .formatted(
            shape.layers(),
            shape.layers() == 1 ? "layer" : "layers",
            shape.heads(),
            shape.heads() == 1 ? "head" : "heads",
            shape.width());
  }

  private static Donor donor(String label, List<Donor> donors) {
    return donors.stream()
        .filter(donor -> donor.use().label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no donor '" + label + "'"));
  }

  private static Transplant transplant(Gift gift, Shape shape) {
    Part part = part(gift.part());
    boolean takesEmbedding = part == Part.EMBEDDING;
    if (takesEmbedding != (gift.embedding() != null) || (takesEmbedding && gift.layer() != null)) {
      throw new IllegalArgumentException(
          "the embedding has a strategy and no layer, other components have no strategy");
    }
    return new Transplant(selector(part, gift.layer(), shape), strategy(gift.embedding()));
  }

  private static Selector selector(Part part, @Nullable Integer layer, Shape shape) {
    if (layer == null) {
      return Selector.of(Set.of(part));
    }
    int to = layer == shape.layers() - 1 ? Selector.LAST : layer;
    return new Selector(Set.of(part), layer, to, Set.of());
  }

  private static Part part(String word) {
    return Arrays.stream(Part.values())
        .filter(part -> PARTS.contains(word) && part.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no component '" + word + "': choose one of " + PARTS));
  }

  private static @Nullable EmbeddingStrategy strategy(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return Arrays.stream(EmbeddingStrategy.values())
        .filter(strategy -> Words.of(strategy).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no embedding strategy '" + word + "': choose one of " + STRATEGIES));
  }

  /** Where each tensor of the target comes from, in storage order. */
  public List<TensorOrigin> tensors() {
    GptConfig config = task.config(shape);
    List<TensorOrigin> origins = new ArrayList<>(TensorOrigin.fresh(config));
    for (Gift gift : gifts) {
      Use donor = donor(gift.from(), donors).use();
      for (Transplant.Move move : transplant(gift, shape).moves(donor.config(shape), config)) {
        if (move.how() != Transplant.How.STAY) {
          origins.replaceAll(
              origin ->
                  origin.tensor().equals(move.target().parameter().name())
                      ? origin.from(gift.from(), move)
                      : origin);
        }
      }
    }
    return origins;
  }

  /** The same with so many fine-tuning steps, and a warm-up and evaluations that suit them. */
  public Composition shortened(long steps) {
    TrainingSettings own = task.training();
    TrainingSettings few =
        new TrainingSettings(
            steps,
            own.batch(),
            own.learningRate(),
            own.schedule(),
            Math.min(own.warmup(), steps / 10),
            own.finalRate(),
            own.weightDecay(),
            own.clip(),
            own.dropout(),
            own.heldOut(),
            Math.clamp(steps / 10, 1, own.evaluateEvery()),
            own.stopAt(),
            own.patience());
    Use shorter = new Use(task.label(), task.procedure(), task.tied(), task.positions(), few);
    return new Composition(shape, donors, gifts, shorter, seeds);
  }

  /** The same for other seeds. */
  public Composition withSeeds(List<Long> others) {
    return new Composition(shape, donors, gifts, task, others);
  }

  /** Those donors that give something. */
  List<Use> givers() {
    return donors.stream()
        .map(Donor::use)
        .filter(use -> gifts.stream().anyMatch(gift -> gift.from().equals(use.label())))
        .toList();
  }
}
