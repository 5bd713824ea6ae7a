package graft.app.web;

import graft.app.report.Figures;
import graft.app.report.Json;
import graft.study.Standing;
import graft.study.Standing.Names;
import graft.study.Standing.State;
import graft.study.Study;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of studies, and starting and stopping them. */
final class StudiesApi {
  private final Catalogue catalogue;
  private final Library library;
  private final Runs runs;

  StudiesApi(Catalogue catalogue, Library library, Runs runs) {
    this.catalogue = catalogue;
    this.library = library;
    this.runs = runs;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/studies", request -> Answer.json(request, list()));
    routes.get("/api/studies/{study}", request -> Answer.json(request, one(request)));
    routes.post("/api/studies/{study}/start", this::start);
    routes.post("/api/studies/{study}/stop", this::stop);
  }

  private Object list() {
    Names names = Names.of(library.store());
    return Json.object(
        "folder", catalogue.folder().toString(),
        "store", library.store().root().toString(),
        "studies", catalogue.all().stream().map(listed -> line(listed, names)).toList());
  }

  private Object one(Context request) {
    Listed listed = catalogue.find(request.pathParam("study"));
    Map<String, @Nullable Object> line = line(listed, Names.of(library.store()));
    line.put("text", listed.text());
    return line;
  }

  private Map<String, @Nullable Object> line(Listed listed, Names names) {
    Study study = listed.study();
    if (study == null) {
      return Json.object(
          "key", listed.key(), "name", listed.key(), "question", "", "fault", listed.fault());
    }
    Listed.Usable usable = listed.usable();
    Standing standing = library.standing(usable, names);
    Listed quick = catalogue.quick(listed);
    return Json.object(
        "key", listed.key(),
        "name", usable.name(),
        "whole", Catalogue.whole(listed.key()),
        "quick", quick == null ? null : quick(quick.usable(), names),
        "question", study.question(),
        "file", listed.file().toString(),
        "setting", setting(study, usable.outline().trials().size()),
        "changes", study.changes(),
        "runs", standing.planned(),
        "analyses", standing.analyses(),
        "finished", standing.done(),
        "failed", failed(standing),
        "running", standing.count(State.RUNNING),
        "stopped", standing.count(State.STOPPED),
        "disk", disk(standing),
        "state", state(listed.key(), standing),
        "outcome", runs.outcome(listed.key()));
  }

  /** The quick version of a study, in few words. */
  private Map<String, @Nullable Object> quick(Listed.Usable quick, Names names) {
    Standing standing = library.standing(quick, names);
    return Json.object(
        "key", quick.key(),
        "runs", standing.planned(),
        "finished", standing.done(),
        "state", state(quick.key(), standing));
  }

  private String disk(Standing standing) {
    Long bytes = library.bytes(standing);
    return bytes == null ? "\u2026" : bytes == 0 ? Figures.NONE : Words.bytes(bytes);
  }

  private static String setting(Study study, int trials) {
    Study.Shape shape = study.shape();
    return "%s, %s, width %d; %s, %s, %s, %s: %s"
        .formatted(
            Figures.counted(shape.layers(), "layer"),
            Figures.counted(shape.heads(), "head"),
            shape.width(),
            Figures.counted(study.pretrainings().size(), "pretraining"),
            Figures.counted(study.arms().size(), "arm"),
            Figures.counted(study.tasks().size(), "task"),
            Figures.counted(study.seeds().size(), "seed"),
            Figures.counted(trials, "trial"));
  }

  private String state(String key, Standing standing) {
    Runs.Current current = runs.current();
    if (current != null && current.study().equals(key)) {
      return current.stopping() ? "stopping" : "running";
    }
    if (standing.done() == standing.planned()) {
      return "finished";
    }
    boolean own =
        current != null && standing.ids(State.RUNNING).stream().allMatch(this::isOfCurrentRun);
    if (standing.count(State.RUNNING) > 0 && !own) {
      return "elsewhere";
    }
    boolean begun = standing.count(State.FINISHED) + standing.count(State.STOPPED) > 0;
    return failed(standing) > 0 ? "failed" : begun ? "stopped" : "new";
  }

  private static int failed(Standing standing) {
    return standing.count(State.FAILED) + standing.analysesFailed();
  }

  /** Studies share runs, so what goes on here may be a run of another study too. */
  private boolean isOfCurrentRun(String id) {
    Runs.Current current = runs.current();
    return current != null
        && current.follower().moment().running().stream().anyMatch(now -> now.id().equals(id));
  }

  private void start(Context request) {
    Body.empty(request);
    runs.start(catalogue.find(request.pathParam("study")).usable());
    Answer.json(request, Json.object("run", RunJson.of(runs.current())));
  }

  private void stop(Context request) {
    Body.empty(request);
    runs.stop(catalogue.find(request.pathParam("study")).key());
    Answer.json(request, Json.object("run", RunJson.of(runs.current())));
  }
}
