package graft.analysis;

import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at models on the same samples of a procedure: held-out examples, the first that an
 * experiment of that seed has. The same arguments give the same numbers on any number of cores.
 */
public final class Analyzer {
  private final Procedure procedure;
  private final List<Sample> samples;
  private final long seed;
  private final Set<Trait> traits;
  private final Listener listener;

  /** Told how an analysis goes on, by any thread. */
  public interface Listener {
    /** Something that goes through {@code samples} samples begins. */
    void began(String what, int samples);

    /** One more sample is done. */
    void sampled();
  }

  /**
   * Draws the samples.
   *
   * @param count of samples
   * @param traits to probe for, which takes two samples at least; may be empty
   * @throws IllegalArgumentException if the procedure has too few sequences, or not such a trait
   */
  public Analyzer(Procedure procedure, long seed, int count, Set<Trait> traits, Listener listener) {
    this.procedure = procedure;
    this.samples = Sample.heldOut(procedure, seed, count);
    this.seed = seed;
    this.traits = new TreeSet<>(traits);
    this.listener = listener;
    traits.forEach(trait -> trait.labels(procedure));
  }

  /** Number of counted predictions in all samples. */
  public int predictions() {
    return samples.stream().mapToInt(Sample::predictions).sum();
  }

  /**
   * Checks that a model can read the procedure's sequences.
   *
   * @param name of the model in the message
   * @throws IllegalArgumentException naming both sizes
   */
  public void requireFits(String name, GptConfig config) {
    requireFits(name, config, procedure);
  }

  /**
   * Checks that a model can read a procedure's sequences.
   *
   * @param name of the model in the message
   * @throws IllegalArgumentException naming both sizes
   */
  public static void requireFits(String name, GptConfig config, Procedure procedure) {
    Procedure drawn = Curriculum.drawn(procedure);
    require(
        name, "a vocabulary of %d tokens", config.vocabulary(), drawn, drawn.vocabulary().size());
    require(name, "%d positions", config.positions(), drawn, drawn.length());
  }

  private static void require(String name, String what, int has, Procedure drawn, int needs) {
    if (has < needs) {
      throw new IllegalArgumentException(
          "%s has %s, but %s with these settings needs %d: take the procedure that the model was trained on, with its settings"
              .formatted(name, what.formatted(has), drawn.name(), needs));
    }
  }

  /**
   * Looks at a model alone.
   *
   * @throws IllegalArgumentException if a sample does not fit it, or too few have a trait
   */
  public ModelAnalysis analyze(InstrumentedModel model) {
    HeadScores heads = HeadScores.of(model, samples);
    return new ModelAnalysis(
        model.config(),
        effects("the model as it is", model).untouched(),
        heads,
        effects("zero ablation", model).zeroAblation(),
        effects("mean ablation", model).meanAblation(),
        probes(model));
  }

  /**
   * Holds another model against a model.
   *
   * @throws IllegalArgumentException if a sample does not fit one of them
   */
  public ModelComparison compare(InstrumentedModel model, InstrumentedModel other) {
    boolean isSameShape = Effects.haveSameShape(model.config(), other.config());
    return new ModelComparison(
        other.config(),
        effects("the other as it is", other).untouched(),
        probes(other),
        Cka.between(model, other, samples),
        isSameShape ? effects("patching the model", model).patchedFrom(other) : List.of(),
        isSameShape ? effects("patching the other", other).patchedFrom(model) : List.of());
  }

  private Effects effects(String what, InstrumentedModel model) {
    listener.began(what, samples.size());
    return new Effects(model, samples, listener::sampled);
  }

  private List<ProbeScore> probes(InstrumentedModel model) {
    if (traits.isEmpty()) {
      return List.of();
    }
    Probing probing = new Probing(model, procedure, samples, seed);
    return traits.stream().flatMap(trait -> probing.of(trait).stream()).toList();
  }
}
