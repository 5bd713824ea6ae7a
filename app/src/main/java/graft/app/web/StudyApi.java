package graft.app.web;

import graft.app.report.Figures;
import graft.app.report.Json;
import graft.app.report.TrialLine;
import graft.study.Standing.State;
import graft.study.StoredStudy;
import graft.study.StudyResult.Row;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One study: its table, its trials, its curves, its files. */
final class StudyApi {
  private static final int PER_PAGE = 50;
  private static final int MOST_PAGES = 100_000;

  private final Catalogue catalogue;
  private final Library library;

  StudyApi(Catalogue catalogue, Library library) {
    this.catalogue = catalogue;
    this.library = library;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/studies/{study}/table", this::table);
    routes.get("/api/studies/{study}/trials", this::trials);
    routes.get("/api/studies/{study}/curves", this::curves);
    routes.get("/api/studies/{study}/files", this::files);
    routes.get("/api/studies/{study}/files/{file}", this::file);
    routes.get("/api/studies/{study}/figures/{file}", this::figure);
    routes.get("/api/compare", this::compare);
  }

  private Listed.Usable study(Context request) {
    return catalogue.find(request.pathParam("study")).usable();
  }

  private void table(Context request) {
    Listed.Usable study = study(request);
    StoredStudy stored = library.read(study);
    String metric = metric(request, study);
    Answer.json(request, new TableJson(study.study(), stored.result(), metric).json());
  }

  /** The metric that is asked for, or the study's first. */
  private static String metric(Context request, Listed.Usable study) {
    return known("metric", request.queryParam("metric"), study.study().metrics());
  }

  /** What is asked for if it is one of these, the first of them if nothing is. */
  private static String known(String what, @Nullable String asked, List<String> all) {
    if (asked == null || asked.isEmpty()) {
      return all.isEmpty() ? "" : all.getFirst();
    }
    if (!all.contains(asked)) {
      throw Refusal.notFound("the study has no such " + what);
    }
    return asked;
  }

  private void trials(Context request) {
    Listed.Usable study = study(request);
    String metric = metric(request, study);
    List<TrialLine> found =
        TrialLine.all(library.read(study).result()).stream()
            .filter(line -> line.metric().equals(metric))
            .filter(line -> matches(request.queryParam("pretrain"), line.pretrain()))
            .filter(line -> matches(request.queryParam("arm"), line.arm()))
            .filter(line -> matches(request.queryParam("task"), line.task()))
            .toList();
    int page = page(request);
    Map<String, State> states = library.standing(study).states();
    Answer.json(
        request,
        Json.object(
            "total",
            found.size(),
            "page",
            page,
            "perPage",
            PER_PAGE,
            "trials",
            found.stream()
                .skip((long) page * PER_PAGE)
                .limit(PER_PAGE)
                .map(line -> trial(line, states))
                .toList()));
  }

  private static boolean matches(@Nullable String asked, String label) {
    return asked == null || asked.equals(label);
  }

  private static int page(Context request) {
    String page = request.queryParam("page");
    if (page == null) {
      return 0;
    }
    if (!page.matches("[0-9]{1,6}") || Integer.parseInt(page) > MOST_PAGES) {
      throw new Refusal(400, "'page' must be a number from 0 to " + MOST_PAGES);
    }
    return Integer.parseInt(page);
  }

  private static Map<String, @Nullable Object> trial(TrialLine line, Map<String, State> states) {
    State state = states.getOrDefault(line.recipe(), State.WAITING);
    return Json.object(
        "pretrain", line.pretrain(),
        "arm", line.arm(),
        "task", line.task(),
        "seed", line.seed(),
        "figure", Figures.of(line.metric(), line.value()),
        "steps", line.steps(),
        "state", line.isFinished() ? "finished" : Words.of(state),
        "remark", line.state().startsWith("none: ") ? line.state().substring(6) : "",
        "id", line.recipe());
  }

  private void curves(Context request) {
    Listed.Usable study = study(request);
    StoredStudy stored = library.read(study);
    String metric = metric(request, study);
    List<Row> rows = stored.result().rows();
    String pretrain =
        known(
            "pretraining",
            request.queryParam("pretrain"),
            rows.stream().map(Row::pretrain).distinct().toList());
    String task =
        known("task", request.queryParam("task"), rows.stream().map(Row::task).distinct().toList());
    CurvesJson curves = new CurvesJson(rows, metric, pretrain, task);
    Answer.json(
        request,
        curves.json(
            stored.curves(),
            study
                .outline()
                .unfinished(library.standing(study).ids(State.RUNNING), library.store())));
  }

  private void files(Context request) {
    Answer.json(
        request, Json.object("files", library.report(study(request)).keySet().stream().toList()));
  }

  private void file(Context request) throws IOException {
    send(request, request.pathParam("file"));
  }

  private void figure(Context request) throws IOException {
    send(request, "figures/" + request.pathParam("file"));
  }

  /** A name is looked up among the report's files, never made into a path. */
  private void send(Context request, String name) throws IOException {
    Listed.Usable study = study(request);
    Path file = library.report(study).get(name);
    if (file == null) {
      throw Refusal.notFound("the report has no file of that name");
    }
    Answer.file(request, file, study.key() + "-" + file.getFileName());
  }

  private void compare(Context request) {
    Listed.Usable one = catalogue.find(String.valueOf(request.queryParam("a"))).usable();
    Listed.Usable other = catalogue.find(String.valueOf(request.queryParam("b"))).usable();
    Answer.json(
        request,
        CompareJson.of(
            library.read(one).result(),
            library.read(other).result(),
            List.of(one.name(), other.name())));
  }
}
