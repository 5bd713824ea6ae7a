package graft.study;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A study as the store has it. Nothing is computed: trials without a result are missing in the
 * table.
 *
 * @param result the table and every finished trial
 * @param curves one per finished trial
 */
public record StoredStudy(StudyResult result, List<Curve> curves) {

  /**
   * Reads a study.
   *
   * @param arithmetic of the engine whose results are meant, see {@link
   *     graft.engine.Engine#arithmetic}
   * @throws InputException if the store cannot be read
   */
  public static StoredStudy read(Study study, String arithmetic, Store store) {
    Table table = new Table(study, new Plan(study, arithmetic), store);
    try {
      List<StudyResult.Trial> trials = table.trials();
      StudyResult result =
          new StudyResult(study.name(), table.rows(trials, Map.of()), trials, List.of(), 0);
      return new StoredStudy(result, table.curves());
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
  }
}
