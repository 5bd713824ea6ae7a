package graft.study;

import graft.analysis.Cka;
import graft.analysis.Effects;
import graft.analysis.HeadScores;
import graft.analysis.InstrumentedModel;
import graft.analysis.ProbeScore;
import graft.analysis.Probing;
import graft.analysis.Sample;
import graft.model.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out an analysis on models of a store. The number of threads changes no bit. */
final class AnalysisRun {
  private final Analysis analysis;
  private final Store store;
  private final Runnable seen;

  /**
   * An analysis to be carried out.
   *
   * @param seen told, by any thread, that one more sample is done with; not by every kind
   */
  AnalysisRun(Analysis analysis, Store store, Runnable seen) {
    this.analysis = analysis;
    this.store = store;
    this.seen = seen;
  }

  /**
   * Looks.
   *
   * @throws IOException if a model cannot be read
   * @throws IllegalArgumentException if the samples do not permit it
   */
  Findings findings() throws IOException {
    InstrumentedModel model = model(analysis.model());
    String other = analysis.other();
    return look(analysis, model, other == null ? null : model(other), seen);
  }

  /**
   * Looks at a model.
   *
   * @param other the model that it is held against; may be null for kinds that look at one
   * @param seen told, by any thread, that one more sample is done with; not by every kind
   * @throws IllegalArgumentException if the samples do not permit it
   */
  static Findings look(
      Analysis analysis,
      InstrumentedModel model,
      @Nullable InstrumentedModel other,
      Runnable seen) {
    List<Sample> samples =
        Sample.heldOut(analysis.procedure(), analysis.seed(), analysis.samples());
    return switch (analysis.kind()) {
      case HEADS -> new Findings.Heads(HeadScores.of(model, samples));
      case PROBES -> probes(analysis, model, samples);
      case SIMILARITY ->
          new Findings.Similarity(Cka.between(model, required(analysis, other), samples));
      case PATCHING -> patching(model, required(analysis, other), samples, seen);
    };
  }

  private static Findings probes(Analysis analysis, InstrumentedModel model, List<Sample> samples) {
    Probing probing = new Probing(model, analysis.procedure(), samples, analysis.seed());
    List<ProbeScore> scores = new ArrayList<>();
    analysis.traits().forEach(trait -> scores.addAll(probing.of(trait)));
    return new Findings.Probes(scores);
  }

  private static Findings patching(
      InstrumentedModel model, InstrumentedModel other, List<Sample> samples, Runnable seen) {
    Effects ofModel = new Effects(model, samples, seen);
    Effects ofOther = new Effects(other, samples, seen);
    return new Findings.Patching(
        ofModel.untouched(),
        ofOther.untouched(),
        ofModel.patchedFrom(other),
        ofOther.patchedFrom(model));
  }

  private static InstrumentedModel required(Analysis analysis, @Nullable InstrumentedModel other) {
    if (other == null) {
      throw new IllegalStateException(analysis.kind() + " needs two models");
    }
    return other;
  }

  private InstrumentedModel model(String recipe) throws IOException {
    Result result = store.find(recipe);
    if (result == null) {
      throw new IOException("the result " + recipe + " has gone from the store");
    }
    Weights weights = result.weights();
    return new InstrumentedModel(weights);
  }
}
