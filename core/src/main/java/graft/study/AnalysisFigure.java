package graft.study;

import graft.analysis.Effect;
import graft.analysis.HeadScores;
import graft.analysis.Outcome;
import graft.analysis.ProbeScore;
import graft.analysis.Site;
import graft.analysis.Site.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One figure of one analysis that means the same for every seed. A single head's does not, since
 * head 0 of one seed is not head 0 of another; so of heads there is the best of a layer.
 *
 * @param site where in the model, for example {@code layer 0} or {@code layer 1 mlp}
 * @param measure what is measured there
 * @param metric decides the digits: {@code accuracy} for percentages, {@code loss} for others
 * @param value in percent, or as a ratio
 * @param reference what it is held against, in the same unit: heads, what uniform attention scores;
 *     probes, the score with shuffled labels; patching, the untouched model's accuracy; NaN where
 *     there is none
 */
public record AnalysisFigure(
    String site, String measure, String metric, double value, double reference) {
  private static final String PERCENT = "accuracy";
  private static final String RATIO = "loss";

  /** The figures of some findings, site by site. */
  public static List<AnalysisFigure> of(Findings findings) {
    return switch (findings) {
      case Findings.Heads heads -> heads(heads.scores());
      case Findings.Probes probes -> probes.scores().stream().map(AnalysisFigure::probe).toList();
      case Findings.Similarity similarity -> similarity(similarity.cka());
      case Findings.Patching patching -> patching(patching);
    };
  }

  /** What the stream in front of block 0, or behind block {@code layer - 1}, is called. */
  public static String place(int layer) {
    return layer == 0 ? "embeddings" : "layer " + (layer - 1);
  }

  private static List<AnalysisFigure> heads(HeadScores scores) {
    List<AnalysisFigure> figures = new ArrayList<>();
    for (int layer = 0; layer < scores.heads().size(); layer++) {
      for (HeadMeasure measure : HeadMeasure.values()) {
        double best = measure.best(scores.heads().get(layer));
        double uniform = measure.of(scores.uniform());
        figures.add(
            new AnalysisFigure("layer " + layer, "best " + measure.word(), PERCENT, best, uniform));
      }
    }
    return figures;
  }

  private static AnalysisFigure probe(ProbeScore probe) {
    boolean isClass = probe.trait().isClass();
    double unit = isClass ? 100 : 1;
    return new AnalysisFigure(
        place(probe.layer()),
        probe.trait().id() + (isClass ? "" : ", R^2"),
        isClass ? PERCENT : RATIO,
        unit * probe.score(),
        unit * probe.shuffled());
  }

  private static List<AnalysisFigure> similarity(List<List<Double>> cka) {
    List<AnalysisFigure> figures = new ArrayList<>();
    for (int layer = 0; layer < cka.size(); layer++) {
      for (int other = 0; other < cka.get(layer).size(); other++) {
        String site = place(layer) + " : " + place(other);
        figures.add(new AnalysisFigure(site, "CKA", RATIO, cka.get(layer).get(other), Double.NaN));
      }
    }
    return figures;
  }

  private static List<AnalysisFigure> patching(Findings.Patching patching) {
    List<AnalysisFigure> figures = new ArrayList<>();
    figures.addAll(effects("into it", patching.model(), patching.intoModel(), false));
    figures.addAll(effects("into the other", patching.other(), patching.intoOther(), true));
    return figures;
  }

  /** Changes of the accuracy, in points; of a layer's heads the one that harms or helps most. */
  private static List<AnalysisFigure> effects(
      String measure, Outcome untouched, List<Effect> effects, boolean best) {
    List<AnalysisFigure> figures = new ArrayList<>();
    int layers = effects.stream().mapToInt(effect -> effect.site().layer() + 1).max().orElse(0);
    for (int layer : IntStream.range(0, layers).toArray()) {
      for (Part part : Part.values()) {
        Comparator<Effect> order = Comparator.comparingDouble(e -> e.outcome().accuracy());
        List<Effect> here =
            effects.stream().filter(e -> isAt(e.site(), layer, part)).sorted(order).toList();
        Effect chosen = best ? here.getLast() : here.getFirst();
        String head = best ? " best head" : " worst head";
        figures.add(
            new AnalysisFigure(
                "layer " + layer + (part == Part.HEAD ? head : " " + Words.of(part)),
                measure,
                PERCENT,
                100 * (chosen.outcome().accuracy() - untouched.accuracy()),
                100 * untouched.accuracy()));
      }
    }
    return figures;
  }

  private static boolean isAt(Site site, int layer, Part part) {
    return site.layer() == layer && site.part() == part;
  }
}
