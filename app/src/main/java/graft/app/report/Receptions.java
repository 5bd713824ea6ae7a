package graft.app.report;

import graft.study.Reception;
import graft.study.Reception.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What became of results that a store was offered, as text and for programs. */
public final class Receptions {
  private Receptions() {}

  /**
   * Prints it: what was refused or is odd to {@code err}, the rest to {@code out}.
   *
   * @return whether nothing was refused
   */
  public static boolean print(
      PrintWriter out, PrintWriter err, List<Reception> receptions, Path store, boolean json) {
    for (Reception reception : receptions) {
      if (!reception.remark().isEmpty()) {
        boolean refused = reception.outcome() == Outcome.REFUSED;
        err.println(
            (refused ? "refused: " : "warning: ") + reception.id() + ": " + reception.remark());
      }
    }
    List<Reception> refused = with(Outcome.REFUSED, receptions);
    out.println(json ? json(receptions) : summary(receptions, store));
    return refused.isEmpty();
  }

  private static String summary(List<Reception> receptions, Path store) {
    return "%d new, %d known, %d refused; results are in %s"
        .formatted(
            with(Outcome.NEW, receptions).size(),
            with(Outcome.KNOWN, receptions).size(),
            with(Outcome.REFUSED, receptions).size(),
            store.toAbsolutePath().normalize());
  }

  private static String json(List<Reception> receptions) {
    return Json.text(
        Json.object(
            "new", ids(with(Outcome.NEW, receptions)),
            "known", ids(with(Outcome.KNOWN, receptions)),
            "refused", ids(with(Outcome.REFUSED, receptions)),
            "remarks",
                receptions.stream()
                    .filter(reception -> !reception.remark().isEmpty())
                    .map(r -> Json.object("id", r.id(), "remark", r.remark()))
                    .toList()));
  }

  private static List<Reception> with(Outcome outcome, List<Reception> receptions) {
    return receptions.stream().filter(reception -> reception.outcome() == outcome).toList();
  }

  private static List<String> ids(List<Reception> receptions) {
    return receptions.stream().map(Reception::id).toList();
  }
}
