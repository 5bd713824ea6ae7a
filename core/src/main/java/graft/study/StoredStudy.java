package graft.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A study as the store has it. Nothing is computed: trials without a result are missing in the
 * table, with the reason if their last run failed.
 *
 * @param result the table and every finished trial
 * @param curves one per finished trial
 * @param pretrainings one per finished pretraining and seed
 * @param analyses all that the study asks for, finished or not
 */
public record StoredStudy(
    StudyResult result,
    List<Curve> curves,
    List<Pretraining> pretrainings,
    List<StudyAnalysis> analyses) {

  /** A study without analyses. */
  public StoredStudy(StudyResult result, List<Curve> curves, List<Pretraining> pretrainings) {
    this(result, curves, pretrainings, List.of());
  }

  /**
   * Reads a study.
   *
   * @param arithmetic of the engine whose results are meant, see {@link
   *     graft.engine.Engine#arithmetic}
   * @throws InputException if the store cannot be read
   */
  public static StoredStudy read(Study study, String arithmetic, Store store) {
    Plan plan = new Plan(study, arithmetic);
    Table table = new Table(study, plan, store);
    try {
      List<StudyResult.Trial> trials = table.trials();
      Map<String, String> failed = failed(plan, store);
      List<StudyAnalysis> analyses = StudyAnalysis.all(study, plan, store);
      List<String> failures = new ArrayList<>(failed.values().stream().distinct().toList());
      failures.addAll(failures(analyses));
      StudyResult result =
          new StudyResult(
              study.name(),
              table.rows(trials, failed),
              trials,
              List.copyOf(failures),
              0,
              study.changes(),
              Contrasts.of(study, trials),
              count(analyses));
      return new StoredStudy(result, table.curves(), table.pretrainings(), analyses);
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
  }

  /**
   * The names in a store of the results of a study's trials, finished or not.
   *
   * @param arithmetic see {@link #read}
   */
  public static Set<String> names(Study study, String arithmetic) {
    return new Plan(study, arithmetic)
        .trials().stream().map(trial -> trial.recipe().id()).collect(Collectors.toSet());
  }

  private static List<String> failures(List<StudyAnalysis> analyses) {
    return analyses.stream()
        .filter(one -> one.failure() != null)
        .collect(
            Collectors.toMap(
                StudyAnalysis::id,
                one -> one.label() + ": " + one.failure(),
                (one, same) -> one,
                LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  /** How many analyses there are, each once. */
  static StudyResult.Analyses count(List<StudyAnalysis> analyses) {
    long planned = analyses.stream().map(StudyAnalysis::id).distinct().count();
    long there =
        analyses.stream()
            .filter(one -> one.findings() != null)
            .map(StudyAnalysis::id)
            .distinct()
            .count();
    return new StudyResult.Analyses((int) planned, (int) there, 0);
  }

  /** Every result that the store has of a study's runs, those that trials share included. */
  public static List<Result> results(Study study, String arithmetic, Store store) {
    List<Result> results = new ArrayList<>();
    try {
      for (Plan.Node node : new Plan(study, arithmetic).nodes()) {
        Result result = store.find(node.id());
        if (result != null) {
          results.add(result);
        }
      }
      return results;
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
  }

  /** The files of every whole analysis that the store has of a study. */
  public static List<Path> analyses(Study study, String arithmetic, Store store) {
    try {
      return StudyAnalysis.all(study, new Plan(study, arithmetic), store).stream()
          .filter(one -> one.findings() != null)
          .map(one -> store.analysis(one.id()))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
  }

  /** Why runs failed, by recipe; a run whose donor failed did so for the donor's reason. */
  private static Map<String, String> failed(Plan plan, Store store) throws IOException {
    Map<String, String> failed = new LinkedHashMap<>();
    for (Plan.Node node : plan.nodes()) {
      String reason = store.failure(node.id());
      String donors =
          node.donors().stream()
              .filter(failed::containsKey)
              .findFirst()
              .map(failed::get)
              .orElse(null);
      if (reason != null) {
        failed.put(node.id(), node.label() + ": " + reason);
      } else if (donors != null && store.find(node.id()) == null) {
        failed.put(node.id(), donors);
      }
    }
    return failed;
  }
}
