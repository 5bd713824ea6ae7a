package graft.app.report.page;

import graft.analysis.AttentionScores;
import graft.analysis.Effect;
import graft.analysis.Outcome;
import graft.analysis.ProbeScore;
import graft.analysis.Site;
import graft.app.report.CsvLines;
import graft.app.report.Json;
import graft.statistics.Interval;
import graft.study.AnalysisFigure;
import graft.study.AnalysisRow;
import graft.study.Findings;
import graft.study.StudyAnalysis;
import graft.study.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was found inside a study's models as comma-separated values: every figure of every seed, or
 * figures over seeds. Shares are from 0 to 1 in the first, percentages in the second, as in the
 * table.
 */
final class AnalysesCsv {
  private AnalysesCsv() {}

  /** A figure of one seed. Where there are no findings there is one line, whose state says why. */
  private record Line(
      String analysis,
      String pretrain,
      String arm,
      String task,
      @Nullable String otherPretrain,
      @Nullable String otherArm,
      @Nullable String otherTask,
      long seed,
      String procedure,
      int samples,
      @Nullable String layer,
      @Nullable String part,
      @Nullable Integer head,
      @Nullable String measure,
      @Nullable Double value,
      @Nullable Double reference,
      String model,
      @Nullable String otherModel,
      String state) {}

  /** A figure over seeds. */
  private record Row(
      String analysis,
      String pretrain,
      String arm,
      String task,
      @Nullable String otherPretrain,
      @Nullable String otherArm,
      @Nullable String otherTask,
      String site,
      String measure,
      @Nullable Double mean,
      @Nullable Double sd,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double reference,
      int seeds,
      int planned) {}

  /** Every figure of every seed, of every single head too. */
  static String each(List<StudyAnalysis> analyses) {
    List<Line> lines = new ArrayList<>();
    analyses.forEach(one -> new Lines(one, lines).add());
    return CsvLines.of(lines, Line.class);
  }

  /** The figures over seeds. */
  static String overSeeds(List<AnalysisRow> rows) {
    return CsvLines.of(rows.stream().map(AnalysesCsv::row).toList(), Row.class);
  }

  private static Row row(AnalysisRow row) {
    Subject other = row.other();
    Interval interval = row.summary().interval();
    return new Row(
        row.kind().word(),
        row.subject().pretrain(),
        row.subject().arm(),
        row.subject().task(),
        other == null ? null : other.pretrain(),
        other == null ? null : other.arm(),
        other == null ? null : other.task(),
        row.site(),
        row.measure(),
        Json.figure(row.summary().mean()),
        row.summary().sd(),
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        Json.figure(row.reference()),
        row.summary().count(),
        row.planned());
  }

  /** Writes down one analysis. */
  private record Lines(StudyAnalysis one, List<Line> lines) {
    void add() {
      switch (one.findings()) {
        case null -> line(null, null, null, null, Double.NaN, Double.NaN);
        case Findings.Heads heads -> heads(heads);
        case Findings.Probes probes -> probes.scores().forEach(this::probe);
        case Findings.Similarity similarity -> similarity(similarity.cka());
        case Findings.Patching patching -> {
          effects("into it", patching.intoModel(), patching.model());
          effects("into the other", patching.intoOther(), patching.other());
        }
      }
    }

    private void heads(Findings.Heads found) {
      AttentionScores uniform = found.scores().uniform();
      for (int layer = 0; layer < found.scores().heads().size(); layer++) {
        List<AttentionScores> heads = found.scores().heads().get(layer);
        for (int head = 0; head < heads.size(); head++) {
          AttentionScores s = heads.get(head);
          head(layer, head, "entropy, nats", s.entropy(), uniform.entropy());
          head(layer, head, "entropy share", s.entropyShare(), uniform.entropyShare());
          head(layer, head, "previous", s.previous(), uniform.previous());
          head(layer, head, "duplicate", s.duplicate(), uniform.duplicate());
          head(layer, head, "induction", s.induction(), uniform.induction());
          head(layer, head, "target", s.target(), uniform.target());
        }
      }
    }

    private void head(int layer, int head, String measure, double value, double uniform) {
      line("layer " + layer, "head", head, measure, value, uniform);
    }

    private void probe(ProbeScore probe) {
      String measure = probe.trait().id() + (probe.trait().isClass() ? ", accuracy" : ", R^2");
      String place = AnalysisFigure.place(probe.layer());
      line(place, "stream", null, measure, probe.score(), probe.shuffled());
      line(place, "stream", null, measure + " by chance", probe.chance(), Double.NaN);
    }

    private void similarity(List<List<Double>> cka) {
      for (int layer = 0; layer < cka.size(); layer++) {
        for (int other = 0; other < cka.get(layer).size(); other++) {
          String measure = "CKA with " + AnalysisFigure.place(other);
          double value = cka.get(layer).get(other);
          line(AnalysisFigure.place(layer), "stream", null, measure, value, Double.NaN);
        }
      }
    }

    private void effects(String measure, List<Effect> effects, Outcome untouched) {
      for (Effect effect : effects) {
        Site site = effect.site();
        String layer = "layer " + site.layer();
        String part = site.part().name().toLowerCase(Locale.ROOT);
        Integer head = site.part() == Site.Part.HEAD ? (Integer) site.head() : null;
        Outcome outcome = effect.outcome();
        line(layer, part, head, "accuracy, " + measure, outcome.accuracy(), untouched.accuracy());
        line(layer, part, head, "loss, " + measure, outcome.loss(), untouched.loss());
      }
    }

    private void line(
        @Nullable String layer,
        @Nullable String part,
        @Nullable Integer head,
        @Nullable String measure,
        double value,
        double reference) {
      Subject other = one.other();
      lines.add(
          new Line(
              one.kind().word(),
              one.subject().pretrain(),
              one.subject().arm(),
              one.subject().task(),
              other == null ? null : other.pretrain(),
              other == null ? null : other.arm(),
              other == null ? null : other.task(),
              one.seed(),
              one.procedure().name(),
              one.samples(),
              layer,
              part,
              head,
              measure,
              Json.figure(value),
              Json.figure(reference),
              one.model(),
              one.otherModel(),
              state()));
    }

    private String state() {
      return one.findings() != null
          ? "finished"
          : one.failure() == null ? "unfinished" : "none: " + one.failure();
    }
  }
}
