package graft.analysis;

import graft.engine.reference.ReferenceForward.Prediction;
import graft.model.GptConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What parts of a model are good for, found out by intervening at one site at a time, on all
 * positions of every sample, and scoring the predictions that count.
 */
public final class Effects {
  private final InstrumentedModel model;
  private final List<Sample> samples;
  private final Runnable seen;

  /**
   * Prepares for a model and samples that it fits.
   *
   * @param samples at least one
   * @param seen told, by any thread, that one more sample is done with; for progress
   */
  public Effects(InstrumentedModel model, List<Sample> samples, Runnable seen) {
    this.model = model;
    this.samples = List.copyOf(samples);
    this.seen = seen;
  }

  /** The model as it is. */
  public Outcome untouched() {
    return outcomes(1, sample -> List.of(model.predict(sample))).getFirst();
  }

  /** Zero ablation: a site adds nothing. */
  public List<Effect> zeroAblation() {
    return of(sample -> Intervention::zero);
  }

  /**
   * Mean ablation: a site adds the mean of what it adds over all positions of all samples, so that
   * what reads the residual stream finds it of the usual scale but without information (as arXiv
   * 2211.00593 does, there by template).
   */
  public List<Effect> meanAblation() {
    SiteMeans means = SiteMeans.of(model, samples);
    return of(sample -> site -> Intervention.constant(site, means.of(site)));
  }

  /**
   * Activation patching (arXiv 2202.05262; between models, as here, arXiv 2402.14811): a site adds
   * what the same site of the donor adds on the same sample.
   *
   * @throws IllegalArgumentException if the two models differ in layers, heads or width, or a
   *     sample does not fit the donor
   */
  public List<Effect> patchedFrom(InstrumentedModel donor) {
    requireSameShape(model.config(), donor.config());
    return of(
        sample -> {
          Recording recording = donor.record(sample.input());
          return site -> Intervention.patch(site, recording);
        });
  }

  private static void requireSameShape(GptConfig into, GptConfig donor) {
    if (!haveSameShape(into, donor)) {
      throw new IllegalArgumentException(
          "patching needs models that agree in layers, heads and width: one is %s, the other %s"
              .formatted(into, donor));
    }
  }

  /** Whether what a site of one adds can take the place of what the same site of the other adds. */
  static boolean haveSameShape(GptConfig one, GptConfig other) {
    return one.layers() == other.layers()
        && one.heads() == other.heads()
        && one.width() == other.width();
  }

  private List<Effect> of(Function<Sample, Function<Site, Intervention>> plan) {
    List<Site> sites = Site.all(model.config());
    List<Outcome> outcomes =
        outcomes(
            sites.size(),
            sample -> {
              Function<Site, Intervention> intervention = plan.apply(sample);
              return sites.stream()
                  .map(site -> model.predict(sample, intervention.apply(site)))
                  .toList();
            });
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < sites.size(); i++) {
      effects.add(new Effect(sites.get(i), outcomes.get(i)));
    }
    return List.copyOf(effects);
  }

  /** For each of {@code count} variants the outcome over all samples, summed in their order. */
  private List<Outcome> outcomes(int count, Function<Sample, List<List<Prediction>>> variants) {
    List<List<Score>> scores =
        samples.parallelStream()
            .map(
                sample -> {
                  List<Score> found =
                      variants.apply(sample).stream().map(p -> Score.of(sample, p)).toList();
                  seen.run();
                  return found;
                })
            .toList();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int variant = i;
      outcomes.add(Score.total(scores.stream().map(of -> of.get(variant)).toList()));
    }
    return outcomes;
  }

  /** What one sample contributes. */
  private record Score(double loss, int right, int predictions) {
    static Score of(Sample sample, List<Prediction> predictions) {
      double loss = 0;
      int right = 0;
      for (int i = 0; i < predictions.size(); i++) {
        loss += predictions.get(i).loss();
        right += predictions.get(i).answer() == sample.target(i) ? 1 : 0;
      }
      return new Score(loss, right, predictions.size());
    }

    static Outcome total(List<Score> scores) {
      double loss = 0;
      long right = 0;
      long predictions = 0;
      int whole = 0;
      for (Score score : scores) {
        loss += score.loss;
        right += score.right;
        predictions += score.predictions;
        whole += score.right == score.predictions ? 1 : 0;
      }
      return new Outcome(
          loss / predictions, (double) right / predictions, (double) whole / scores.size());
    }
  }
}
