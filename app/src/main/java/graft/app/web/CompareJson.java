package graft.app.web;

import graft.app.report.Figures;
import graft.app.report.Json;
import graft.study.StudyResult;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two studies side by side, row by row where both have it. */
final class CompareJson {
  private CompareJson() {}

  /** What tells a row from others. */
  private record Place(String pretrain, String arm, String task, String metric) {
    static Place of(Row row) {
      return new Place(row.pretrain(), row.arm(), row.task(), row.metric());
    }
  }

  /**
   * Two studies side by side.
   *
   * @param names of the one and the other
   */
  static Map<String, @Nullable Object> of(StudyResult one, StudyResult other, List<String> names) {
    Map<Place, Row> others = new LinkedHashMap<>();
    other.rows().forEach(row -> others.put(Place.of(row), row));
    List<List<String>> rows = new ArrayList<>();
    for (Row row : one.rows()) {
      Row same = others.remove(Place.of(row));
      if (same != null) {
        rows.add(cells(row, same));
      }
    }
    return Json.object(
        "head",
            List.of(
                "pretrain",
                "arm",
                "task",
                "metric",
                names.getFirst(),
                "95 % interval",
                "seeds",
                names.getLast(),
                "95 % interval",
                "seeds",
                "paper"),
        "right", List.of(false, false, false, false, true, false, true, true, false, true, true),
        "rows", rows,
        "onlyOne", one.rows().size() - rows.size(),
        "onlyOther", others.size());
  }

  private static List<String> cells(Row one, Row other) {
    List<String> cells =
        new ArrayList<>(List.of(one.pretrain(), one.arm(), one.task(), one.metric()));
    for (Row row : List.of(one, other)) {
      cells.add(Figures.of(row.metric(), row.mean(), row.summary().interval()));
      cells.add(Figures.interval(row.metric(), row.summary().interval()));
      cells.add(
          row.seeds() == row.planned()
              ? Integer.toString(row.seeds())
              : row.seeds() + " of " + row.planned());
    }
    cells.add(Figures.of(one.metric(), one.paper() == null ? other.paper() : one.paper()));
    return cells;
  }
}
