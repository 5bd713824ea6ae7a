package graft.analysis;

import graft.engine.reference.ReferenceForward;
import graft.engine.reference.Tap;
import graft.model.GptConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries out interventions while a sequence goes through the model, and lets another tap see the
 * outcome. Heads are exchanged within the sum that the attention adds: new minus old, so that a
 * head that is replaced by itself changes no bit.
 */
final class Operator implements Tap {
  private final ReferenceForward forward;
  private final List<Intervention> interventions;
  private final int tokens;
  private final int width;
  private final Tap next;
  private final double[] own;
  private double[] mixed = {};

  Operator(
      GptConfig config,
      ReferenceForward forward,
      int tokens,
      List<Intervention> interventions,
      Tap next) {
    Set<Site> seen = new HashSet<>();
    for (Intervention intervention : interventions) {
      intervention.site().requireIn(config);
      if (!seen.add(intervention.site())) {
        throw new IllegalArgumentException(
            intervention.site() + " is replaced twice: give one intervention per site");
      }
    }
    this.forward = forward;
    this.interventions = interventions;
    this.tokens = tokens;
    this.width = config.width();
    this.next = next;
    this.own = new double[tokens * width];
  }

  @Override
  public void stream(int layer, double[] values) {
    next.stream(layer, values);
  }

  @Override
  public void attention(int layer, double[] probability, double[] mixedByHeads) {
    mixed = mixedByHeads;
    next.attention(layer, probability, mixedByHeads);
  }

  @Override
  public void attentionOutput(int layer, double[] values) {
    for (Intervention intervention : interventions) {
      Site site = intervention.site();
      if (site.layer() == layer && site.part() == Site.Part.HEAD) {
        forward.headOutput(layer, site.head(), mixed, tokens, own);
        exchange(intervention, values);
      }
    }
    replace(Site.attention(layer), values);
    next.attentionOutput(layer, values);
  }

  @Override
  public void mlpOutput(int layer, double[] values) {
    replace(Site.mlp(layer), values);
    next.mlpOutput(layer, values);
  }

  private void exchange(Intervention intervention, double[] values) {
    for (int t = 0; t < tokens; t++) {
      for (int i = 0; i < width && intervention.positions().test(t); i++) {
        int at = t * width + i;
        values[at] += intervention.values().at(t, i) - own[at];
      }
    }
  }

  private void replace(Site site, double[] values) {
    for (Intervention intervention : interventions) {
      for (int t = 0; t < tokens && intervention.site().equals(site); t++) {
        for (int i = 0; i < width && intervention.positions().test(t); i++) {
          values[t * width + i] = intervention.values().at(t, i);
        }
      }
    }
  }
}
