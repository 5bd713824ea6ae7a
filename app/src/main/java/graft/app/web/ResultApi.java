package graft.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.app.model.TensorSummary;
import graft.app.report.Figures;
import graft.app.report.Json;
import graft.model.Safetensors;
import graft.study.Outline;
import graft.study.Result;
import graft.study.RunLog;
import graft.study.Standing;
import graft.study.Standing.Names;
import graft.study.Store;
import graft.study.WorkFolder;
import graft.training.Measurement;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One training run, finished or not: recipe, curves, settings, provenance, weights. */
final class ResultApi {
  /** A name of twenty hexadecimal digits: whatever it is, it leads nowhere but into the store. */
  static final String ID = "[0-9a-f]{20}";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BINS = 31;
  private static final int MOST_PLACES = 50;

  private final Catalogue catalogue;
  private final Store store;

  ResultApi(Catalogue catalogue, Store store) {
    this.catalogue = catalogue;
    this.store = store;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/results/{id}", this::result);
    routes.get("/api/results/{id}/tensors", this::tensors);
    routes.get("/api/results/{id}/weights.safetensors", this::weights);
  }

  /** Where a run stands in a study. */
  private record Place(Listed listed, Outline.Run run, List<Outline.Trial> trials) {
    Map<String, @Nullable Object> json() {
      return Json.object(
          "key",
          listed.key(),
          "label",
          run.label(),
          "trials",
          trials.stream()
              .limit(MOST_PLACES)
              .map(
                  t ->
                      Json.object(
                          "pretrain",
                          t.pretrain(),
                          "arm",
                          t.arm(),
                          "task",
                          t.task(),
                          "seed",
                          t.seed()))
              .toList());
    }
  }

  private static String id(Context request) {
    String id = request.pathParam("id");
    if (!id.matches(ID)) {
      throw Refusal.notFound("a result's name has twenty hexadecimal digits");
    }
    return id;
  }

  private void result(Context request) throws IOException {
    String id = id(request);
    List<Place> places = places(id);
    Names names = Names.of(store);
    Result found = names.finished().contains(id) ? store.find(id) : null;
    if (found == null && places.isEmpty()) {
      throw Refusal.notFound("neither the store nor a study knows a result of that name");
    }
    JsonNode recipe =
        found == null ? places.getFirst().run().recipe() : read(found.folder(), "recipe.json");
    Map<String, @Nullable Object> json =
        Json.object(
            "id", id,
            "label",
                places.isEmpty()
                    ? recipe.path("procedure").path("name").asText()
                    : places.getFirst().run().label(),
            "places", places.stream().map(Place::json).toList(),
            "tree", new RecipeTree(name -> isKnown(name, names)).of(recipe),
            "procedure", RecipeTree.facts(recipe.path("procedure")),
            "training", RecipeTree.facts(recipe.path("training")),
            "arithmetic", recipe.path("arithmetic").asText(),
            "log", RunLog.read(store, id));
    if (found == null) {
      unfinished(id, names, json);
    } else {
      finished(found, json);
    }
    Answer.json(request, json);
  }

  private static void finished(Result found, Map<String, @Nullable Object> json)
      throws IOException {
    json.put("state", "finished");
    json.put("failure", "");
    json.put("provenance", RecipeTree.facts(read(found.folder(), "provenance.json")));
    json.put("points", points(found.measurements()));
    json.put("disk", Words.bytes(Files.size(weights(found))));
  }

  private void unfinished(String id, Names names, Map<String, @Nullable Object> json) {
    boolean begun = names.begun().contains(id);
    boolean running = begun && WorkFolder.isTaken(store, id);
    String failure = running ? "" : Standing.failure(store, id);
    boolean damaged = names.finished().contains(id);
    json.put(
        "state",
        damaged
            ? "damaged"
            : running ? "running" : failure.isEmpty() ? begun ? "stopped" : "not begun" : "failed");
    json.put("failure", failure);
    json.put("provenance", List.of());
    json.put("points", points(WorkFolder.measurements(store, id)));
  }

  private static List<Object> points(List<Measurement> measurements) {
    List<Object> points = new ArrayList<>();
    for (Measurement m : CurvesJson.thinned(measurements)) {
      Double generated = m.generated();
      points.add(
          Json.object(
              "step", m.step(),
              "accuracy", 100 * m.accuracy(),
              "exact", 100 * m.exact(),
              "generated", generated == null ? null : (Double) (100 * generated),
              "loss", Json.figure(m.loss()),
              "trainLoss", Json.figure(m.trainLoss()),
              "learningRate", m.learningRate(),
              "grade", m.grade()));
    }
    return points;
  }

  private List<Place> places(String id) {
    List<Place> places = new ArrayList<>();
    for (Listed listed : catalogue.everything()) {
      Outline outline = listed.outline();
      Outline.Run run = outline == null ? null : outline.run(id);
      if (outline != null && run != null) {
        places.add(
            new Place(
                listed,
                run,
                outline.trials().stream().filter(trial -> trial.run().equals(id)).toList()));
      }
    }
    return places;
  }

  private boolean isKnown(String id, Names names) {
    return names.finished().contains(id)
        || catalogue.everything().stream()
            .map(Listed::outline)
            .anyMatch(outline -> outline != null && outline.run(id) != null);
  }

  private Result found(Context request) throws IOException {
    Result found = store.find(id(request));
    if (found == null) {
      throw Refusal.notFound("the store has no whole result of that name");
    }
    return found;
  }

  private void tensors(Context request) throws IOException {
    Safetensors.Contents contents = Safetensors.read(weights(found(request)));
    Answer.json(
        request,
        Json.object(
            "tensors",
            contents.tensors().stream().map(TensorSummary::of).map(ResultApi::tensor).toList()));
  }

  private static Map<String, @Nullable Object> tensor(TensorSummary summary) {
    return Json.object(
        "name", summary.tensor().name(),
        "shape", summary.tensor().shape(),
        "mean", Figures.significant(summary.mean()),
        "deviation", Figures.significant(summary.deviation()),
        "norm", Figures.significant(summary.norm()),
        "largest", Figures.significant(summary.largest()),
        "zeros", summary.zeros(),
        "histogram", summary.histogram(BINS));
  }

  private void weights(Context request) throws IOException {
    Result found = found(request);
    Answer.file(request, weights(found), found.id() + ".safetensors");
  }

  private static Path weights(Result found) {
    return found.folder().resolve("weights.safetensors");
  }

  private static JsonNode read(Path folder, String name) throws IOException {
    return JSON.readTree(Files.readString(folder.resolve(name)));
  }
}
