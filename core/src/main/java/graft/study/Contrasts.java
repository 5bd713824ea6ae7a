package graft.study;

import graft.statistics.Holm;
import graft.statistics.PairedComparison;
import graft.study.Matrix.Cell;
import graft.study.Study.Arm;
import graft.study.Study.Contrast;
import graft.study.Study.Term;
import graft.study.Study.Use;
import graft.study.StudyResult.ContrastRow;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The planned contrasts of a study, seed by seed. */
final class Contrasts {
  /** A figure's place in the table. */
  private record Place(String source, String arm, String task, String metric) {}

  private final Study study;
  private final Set<Place> places = new HashSet<>();
  private final Map<Place, Map<Long, Double>> figures = new HashMap<>();

  private Contrasts(Study study, List<Trial> trials) {
    this.study = study;
    for (Cell cell : Matrix.cells(study)) {
      for (String metric : study.metrics()) {
        places.add(new Place(cell.source(), cell.arm().label(), cell.task().label(), metric));
      }
    }
    for (Trial t : trials) {
      figures
          .computeIfAbsent(
              new Place(t.pretrain(), t.arm(), t.task(), t.metric()), place -> new HashMap<>())
          .put(t.seed(), t.value());
    }
  }

  /**
   * Every contrast for every pretraining, task and metric that has all of its rows, corrected for
   * one another.
   */
  static List<ContrastRow> of(Study study, List<Trial> trials) {
    Contrasts contrasts = new Contrasts(study, trials);
    List<ContrastRow> rows = new ArrayList<>();
    study.contrasts().forEach(contrast -> contrasts.add(contrast, rows));
    double[] holm = Holm.adjust(rows.stream().mapToDouble(row -> row.paired().p()).toArray());
    for (int i = 0; i < holm.length; i++) {
      rows.set(i, rows.get(i).corrected(holm[i]));
    }
    return List.copyOf(rows);
  }

  private void add(Contrast contrast, List<ContrastRow> rows) {
    List<String> pretrainings =
        varies(contrast) ? StudyReader.labels(study.pretrainings()) : List.of("");
    for (String pretrain : pretrainings) {
      for (Use task : study.tasks()) {
        for (String metric : study.metrics()) {
          List<Place> of = places(contrast.of(), pretrain, task, metric);
          List<Place> minus = places(contrast.minus(), pretrain, task, metric);
          if (places.containsAll(of) && places.containsAll(minus)) {
            PairedComparison paired = PairedComparison.of(means(of), means(minus));
            rows.add(
                new ContrastRow(
                    contrast.label(), pretrain, task.label(), metric, paired, Double.NaN));
          }
        }
      }
    }
  }

  /** Whether a row of it is one of the pretraining that it is looked at for. */
  private boolean varies(Contrast contrast) {
    return contrast.of().stream().anyMatch(this::varies)
        || contrast.minus().stream().anyMatch(this::varies);
  }

  private boolean varies(Term term) {
    return term.pretrain() == null && !namesDonors(term.arm());
  }

  private boolean namesDonors(String label) {
    return study.arms().stream().filter(Arm::namesDonors).anyMatch(a -> a.label().equals(label));
  }

  private List<Place> places(List<Term> terms, String pretrain, Use task, String metric) {
    return terms.stream()
        .map(term -> new Place(source(term, pretrain), term.arm(), task.label(), metric))
        .toList();
  }

  private String source(Term term, String pretrain) {
    if (namesDonors(term.arm())) {
      return Study.NAMED;
    }
    return term.pretrain() == null ? pretrain : term.pretrain();
  }

  /** For each seed of the study the mean over places; NaN where one is missing. */
  private double[] means(List<Place> places) {
    double[] means = new double[study.seeds().size()];
    for (int i = 0; i < means.length; i++) {
      long seed = study.seeds().get(i);
      means[i] =
          places.stream()
              .mapToDouble(
                  place -> figures.getOrDefault(place, Map.of()).getOrDefault(seed, Double.NaN))
              .average()
              .orElse(Double.NaN);
    }
    return means;
  }
}
