package graft.study;

import graft.analysis.Analyzer;
import graft.analysis.Trait;
import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import graft.study.Matrix.Cell;
import graft.study.Plan.Trial;
import graft.study.Study.Baseline;
import graft.study.Study.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The analyses of a study spelt out. Every model that reads tokens is looked at: the pretrained
 * ones that an arm needs, and those of every trial.
 */
final class AnalysisPlan {
  /** The plain loops take about so many times as long as the engine for a multiply-add. */
  private static final double SLOWNESS = 20;

  /**
   * One analysis with what it is about; several may be the same one, as arms may be.
   *
   * @param other what the subject is held against; null for kinds that look at one model
   * @param config shape of the subject's model
   */
  record Planned(
      Analysis analysis, Subject subject, @Nullable Subject other, long seed, GptConfig config) {
    String id() {
      return analysis.id();
    }

    String label() {
      return StudyAnalysis.label(analysis.kind(), subject, other, seed);
    }

    NodePlan plan(boolean done) {
      return new NodePlan(id(), label(), steps(), work(), done, false);
    }

    /** Samples, each as often as it is read. */
    long steps() {
      return (long) analysis.kind().sweeps() * analysis.samples();
    }

    private double work() {
      double c = config.width();
      double length = analysis.procedure().length();
      double perToken = config.layers() * (12 * c * c + length * c) + c * config.vocabulary();
      int sites = config.layers() * (config.heads() + 2);
      double passes = analysis.kind() == AnalysisKind.PATCHING ? sites / 2.0 + 1 : 1;
      return SLOWNESS * steps() * passes * perToken * length;
    }
  }

  /** A model of the study. */
  private record Model(Subject subject, Use use, String id) {}

  private final Study study;
  private final Plan plan;
  private final Inspection wanted;
  private final List<Planned> planned = new ArrayList<>();

  AnalysisPlan(Study study, Plan plan) {
    this.study = study;
    this.plan = plan;
    this.wanted = study.analyze();
    if (!wanted.isEmpty()) {
      for (long seed : study.seeds()) {
        add(seed);
      }
    }
  }

  /**
   * All that the study asks for, kind by kind and subject by subject, each seed after the other.
   */
  List<Planned> planned() {
    Map<List<Object>, List<Planned>> groups = new LinkedHashMap<>();
    planned.stream()
        .sorted(Comparator.comparing(one -> one.analysis().kind()))
        .forEach(
            one -> {
              Object other = one.other() == null ? "" : one.other();
              groups
                  .computeIfAbsent(
                      List.of(one.analysis().kind(), one.subject(), other), k -> new ArrayList<>())
                  .add(one);
            });
    return groups.values().stream().flatMap(List::stream).toList();
  }

  /** The same, each analysis once. */
  List<Planned> distinct() {
    Map<String, Planned> once = new LinkedHashMap<>();
    planned().forEach(one -> once.putIfAbsent(one.id(), one));
    return List.copyOf(once.values());
  }

  private void add(long seed) {
    Set<Model> models = new LinkedHashSet<>();
    Set<List<Model>> pairs = new LinkedHashSet<>();
    Set<List<Model>> lineages = new LinkedHashSet<>();
    List<Trial> trials = plan.trials().stream().filter(trial -> trial.seed() == seed).toList();
    for (Trial trial : trials) {
      plan.donors(trial.cell()).forEach(use -> models.add(donor(use, seed)));
    }
    for (Trial trial : trials) {
      Model model = model(trial);
      Model baseline = baseline(trial, trials);
      models.add(model);
      if (baseline != null && !baseline.id().equals(model.id())) {
        pairs.add(List.of(model, baseline));
      }
      for (Use use : plan.donors(trial.cell())) {
        lineages.add(List.of(donor(use, seed), model));
        if (baseline != null) {
          lineages.add(List.of(donor(use, seed), baseline));
        }
      }
    }
    models.stream().filter(model -> readsTokens(model)).forEach(model -> alone(model, seed));
    pairs.stream()
        .filter(pair -> pair.stream().allMatch(AnalysisPlan::readsTokens))
        .forEach(pair -> pair(pair.getFirst(), pair.getLast(), seed));
    lineages.stream()
        .filter(pair -> pair.stream().allMatch(AnalysisPlan::readsTokens))
        .forEach(pair -> lineage(pair.getFirst(), pair.getLast(), seed));
  }

  private static boolean readsTokens(Model model) {
    return !InspectionReader.readsBits(model.use());
  }

  private Model donor(Use use, long seed) {
    return new Model(Subject.donor(use.label()), use, plan.donor(use, seed).id());
  }

  private static Model model(Trial trial) {
    Cell cell = trial.cell();
    boolean takesNothing = cell.arm().donations().isEmpty();
    String source = takesNothing ? Subject.ANY : cell.source();
    Subject subject = new Subject(source, cell.arm().label(), cell.task().label());
    return new Model(subject, cell.task(), trial.recipe().id());
  }

  /** The model that the study compares a trial's with; null if there is none. */
  private @Nullable Model baseline(Trial trial, List<Trial> trials) {
    Baseline baseline = study.baseline();
    if (baseline == null) {
      return null;
    }
    String source = baseline.pretrain() == null ? trial.cell().source() : baseline.pretrain();
    return trials.stream()
        .filter(
            t ->
                t.cell().arm().label().equals(baseline.arm())
                    && t.cell().task().equals(trial.cell().task())
                    && (!t.cell().arm().varies() || t.cell().source().equals(source)))
        .findFirst()
        .map(AnalysisPlan::model)
        .orElse(null);
  }

  private void alone(Model model, long seed) {
    Procedure own = model.use().procedure();
    if (wanted.heads()) {
      add(AnalysisKind.HEADS, model, null, wanted.readByHeads(own), List.of(), seed);
    }
    List<Trait> traits =
        wanted.traits().stream()
            .filter(trait -> InspectionReader.isIn(trait, model.use()))
            .toList();
    if (!traits.isEmpty()) {
      add(AnalysisKind.PROBES, model, null, own, traits, seed);
    }
  }

  /** A trial's model and the baseline's, on the task. */
  private void pair(Model model, Model baseline, long seed) {
    Procedure task = model.use().procedure();
    if (wanted.similarity()) {
      add(AnalysisKind.SIMILARITY, model, baseline, task, List.of(), seed);
    }
    if (wanted.patching()) {
      add(AnalysisKind.PATCHING, model, baseline, task, List.of(), seed);
    }
  }

  /** A donor and a fine-tuned model, on sequences that both can read: the task's if possible. */
  private void lineage(Model donor, Model model, long seed) {
    if (!wanted.similarity()) {
      return;
    }
    if (fits(donor, model.use().procedure())) {
      add(AnalysisKind.SIMILARITY, donor, model, model.use().procedure(), List.of(), seed);
    } else if (fits(model, donor.use().procedure())) {
      add(AnalysisKind.SIMILARITY, donor, model, donor.use().procedure(), List.of(), seed);
    }
  }

  private boolean fits(Model model, Procedure procedure) {
    try {
      Analyzer.requireFits("", model.use().config(study.shape()), Curriculum.drawn(procedure));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void add(
      AnalysisKind kind,
      Model model,
      @Nullable Model other,
      Procedure procedure,
      List<Trait> traits,
      long seed) {
    Analysis analysis =
        new Analysis(
            kind,
            model.id(),
            other == null ? null : other.id(),
            procedure,
            seed,
            wanted.samples(),
            traits);
    GptConfig config = model.use().config(study.shape());
    planned.add(
        new Planned(
            analysis, model.subject(), other == null ? null : other.subject(), seed, config));
  }
}
