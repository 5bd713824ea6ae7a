package graft.app.web;

import graft.analysis.Ablation;
import graft.analysis.Site;
import graft.app.report.Json;
import graft.app.web.PlaygroundModels.Loaded;
import graft.model.GptConfig;
import graft.procedure.Procedure;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Models that read one sequence, which is chosen or typed on the page. */
final class PlaygroundApi {
  private static final int MOST_SAMPLES = 4_000;
  private static final int PATIENCE_SECONDS = 30;

  private final PlaygroundModels models;

  /** One sequence at a time is read, so that a page cannot take all cores and memory. */
  private final Semaphore turn = new Semaphore(1, true);

  PlaygroundApi(PlaygroundModels models) {
    this.models = models;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/playground", request -> Answer.json(request, models.json()));
    routes.get("/api/playground/models/{id}", this::model);
    routes.get("/api/playground/reading", this::reading);
  }

  private void model(Context request) throws IOException {
    Loaded loaded = models.load(id("id", request.pathParam("id")));
    GptConfig config = loaded.config();
    Answer.json(
        request,
        Json.object(
            "id", loaded.id(),
            "label", loaded.label(),
            "layers", config.layers(),
            "heads", config.heads(),
            "width", config.width(),
            "rival", models.rival(loaded.id()),
            "procedures", ProcedureChoices.fitting(loaded.recipe(), config)));
  }

  private static String id(String what, @Nullable String given) {
    if (given == null || !given.matches(ResultApi.ID)) {
      throw new Refusal(
          404, "'" + what + "' must be a result's name: it has twenty hexadecimal digits");
    }
    return given;
  }

  private void reading(Context request) throws IOException, InterruptedException {
    if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new Refusal(503, "another sequence is being read, and takes long: try again");
    }
    try {
      Answer.json(request, read(request));
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, String.valueOf(e.getMessage()));
    } finally {
      turn.release();
    }
  }

  private Map<String, @Nullable Object> read(Context request) throws IOException {
    List<Loaded> loaded = loaded(request);
    List<Site> off = SiteNames.read(given(request, "off", ""));
    requireSites(off, loaded);
    Ablation ablation = ablation(given(request, "how", "mean"));
    Procedure procedure = procedure(request, loaded.getFirst());
    PlaygroundSequence sequence = sequence(request, procedure, loaded.getFirst());
    List<Object> answers = new ArrayList<>();
    for (Loaded each : loaded) {
      answers.add(new ReadingJson(each, sequence).json(off, ablation));
    }
    return Json.object(
        "procedure", ProcedureChoices.json(procedure),
        "settings", ProcedureChoices.settings(procedure),
        "sequence", sequence.json(),
        "how", ablation.name().toLowerCase(Locale.ROOT),
        "models", answers);
  }

  private List<Loaded> loaded(Context request) throws IOException {
    String id = id("model", request.queryParam("model"));
    String other = request.queryParam("against");
    List<Loaded> loaded = new ArrayList<>(List.of(models.load(id)));
    if (other != null && !other.isEmpty()) {
      loaded.add(models.load(id("against", other)));
    }
    return loaded;
  }

  private static Procedure procedure(Context request, Loaded first) {
    String text = request.queryParam("procedure");
    return text == null || text.isEmpty()
        ? ProcedureChoices.of(first.recipe().path("procedure"))
        : ProcedureChoices.read(text);
  }

  private static PlaygroundSequence sequence(Context request, Procedure procedure, Loaded first) {
    // Before anything is drawn, since what does not fit may be very large.
    first.playground(procedure);
    String text = request.queryParam("text");
    if (text != null) {
      return PlaygroundSequence.typed(text, procedure, first.config());
    }
    long seed =
        number(request, "seed", 999_999_999_999_999L, first.recipe().path("seed").asLong(1));
    return PlaygroundSequence.drawn(
        procedure, seed, (int) number(request, "sample", MOST_SAMPLES - 1, 0), first);
  }

  private static long number(Context request, String name, long most, long fallback) {
    String text = request.queryParam(name);
    if (text == null || text.isEmpty()) {
      return fallback;
    }
    if (!text.matches("[0-9]{1,15}") || Long.parseLong(text) > most) {
      throw new Refusal(400, "'%s' must be a number from 0 to %d".formatted(name, most));
    }
    return Long.parseLong(text);
  }

  private static String given(Context request, String name, String fallback) {
    String text = request.queryParam(name);
    return text == null ? fallback : text;
  }

  private static Ablation ablation(String how) {
    return switch (how) {
      case "mean" -> Ablation.MEAN;
      case "zero" -> Ablation.ZERO;
      default -> throw new Refusal(400, "'how' must be mean or zero");
    };
  }

  private static void requireSites(List<Site> sites, List<Loaded> loaded) {
    for (Site site : sites) {
      if (loaded.stream().noneMatch(each -> ReadingJson.has(each.config(), site))) {
        throw new Refusal(
            400, "no model here has %s: layers and heads are counted from 0".formatted(site));
      }
    }
  }
}
