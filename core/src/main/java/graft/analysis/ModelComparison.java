package graft.analysis;

import graft.model.GptConfig;
import java.util.List;

/**
 * What was found by holding another model against a model.
 *
 * @param config the other's shape
 * @param untouched how the other does as it is
 * @param probes of the other
 * @param cka by layer of the model and layer of the other, see {@link Cka#between}
 * @param intoModel by site: the model with what the other adds there; empty if their shapes differ
 * @param intoOther by site: the other with what the model adds there; empty if their shapes differ
 */
public record ModelComparison(
    GptConfig config,
    Outcome untouched,
    List<ProbeScore> probes,
    List<List<Double>> cka,
    List<Effect> intoModel,
    List<Effect> intoOther) {
  public ModelComparison {
    probes = List.copyOf(probes);
    cka = cka.stream().map(List::copyOf).toList();
    intoModel = List.copyOf(intoModel);
    intoOther = List.copyOf(intoOther);
  }
}
