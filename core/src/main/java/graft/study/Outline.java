package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A study spelt out for those who only look: every training run once, and which trial each
 * fine-tuning is. Nothing is read from a store.
 *
 * @param runs what a run needs stands before it
 * @param trials in the study's order, seed by seed
 * @param analyses names of the analyses that follow the runs
 */
public record Outline(Map<String, Run> runs, List<Trial> trials, Set<String> analyses) {
  private static final List<String> METRICS = List.of("accuracy", "exact", "generated", "loss");

  /**
   * One training run.
   *
   * @param id name of its result in a store
   * @param label for example {@code attention > haystack, seed 1}
   * @param steps optimizer steps at the most
   * @param recipe its canonical form
   */
  public record Run(String id, String label, long steps, JsonNode recipe) {}

  /**
   * One cell of the matrix for one seed.
   *
   * @param pretrain label of the pretraining, or {@link Study#NAMED}
   * @param run name of its result
   */
  public record Trial(String pretrain, String arm, String task, long seed, String run) {}

  /**
   * Spells a study out.
   *
   * @param arithmetic of the engine whose results are meant, see {@link
   *     graft.engine.Engine#arithmetic}
   */
  public static Outline of(Study study, String arithmetic) {
    Plan plan = new Plan(study, arithmetic);
    Map<String, Run> runs = new LinkedHashMap<>();
    for (Plan.Node node : plan.nodes()) {
      runs.put(node.id(), new Run(node.id(), node.label(), node.steps(), node.recipe().json()));
    }
    List<Trial> trials =
        plan.trials().stream()
            .map(
                trial ->
                    new Trial(
                        trial.cell().source(),
                        trial.cell().arm().label(),
                        trial.cell().task().label(),
                        trial.seed(),
                        trial.recipe().id()))
            .toList();
    Set<String> analyses =
        new AnalysisPlan(study, plan)
            .distinct().stream()
                .map(AnalysisPlan.Planned::id)
                .collect(Collectors.toUnmodifiableSet());
    return new Outline(Collections.unmodifiableMap(runs), trials, analyses);
  }

  /** The run of that name, or null if the study has none. */
  public @Nullable Run run(String id) {
    return runs.get(id);
  }

  /**
   * Curves of trials that are not finished, from what their work folders hold so far.
   *
   * @param ids names of the runs that are meant
   */
  public List<Curve> unfinished(Set<String> ids, Store store) {
    Map<String, List<Curve.Point>> points = new TreeMap<>();
    List<Curve> curves = new ArrayList<>();
    for (Trial trial : trials) {
      if (ids.contains(trial.run())) {
        List<Curve.Point> here = points.computeIfAbsent(trial.run(), id -> points(store, id));
        if (!here.isEmpty()) {
          curves.add(new Curve(trial.pretrain(), trial.arm(), trial.task(), trial.seed(), here));
        }
      }
    }
    return curves;
  }

  private static List<Curve.Point> points(Store store, String id) {
    return WorkFolder.measurements(store, id).stream()
        .map(m -> new Curve.Point(m.step(), Table.figures(m, METRICS)))
        .toList();
  }

  /** The names of all runs. */
  public Set<String> ids() {
    return runs.keySet().stream().collect(Collectors.toUnmodifiableSet());
  }
}
