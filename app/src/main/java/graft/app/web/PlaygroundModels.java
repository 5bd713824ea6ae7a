package graft.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.analysis.InstrumentedModel;
import graft.analysis.Playground;
import graft.app.report.Json;
import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.study.Outline;
import graft.study.Result;
import graft.study.Standing.Names;
import graft.study.Store;
import graft.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The finished models of a store: how studies call them, which other one each is best held against,
 * and the last few of them in memory.
 */
final class PlaygroundModels {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_LISTED = 2_000;
  private static final int MOST_KEPT = 4;
  private static final int MOST_PROCEDURES = 4;

  /** Of single precision; in memory there are twice as many. */
  private static final long MOST_BYTES = 200L << 20;

  private static final int LARGE = 10_000_000;

  private final Catalogue catalogue;
  private final Store store;
  private final Map<String, Loaded> kept = lastFew(MOST_KEPT);

  /** A model that can be asked, and how it came to be. */
  static final class Loaded {
    private final String id;
    private final String label;
    private final InstrumentedModel model;
    private final JsonNode recipe;
    private final Map<Procedure, Playground> playgrounds = lastFew(MOST_PROCEDURES);

    private Loaded(String id, String label, InstrumentedModel model, JsonNode recipe) {
      this.id = id;
      this.label = label;
      this.model = model;
      this.recipe = recipe;
    }

    String id() {
      return id;
    }

    String label() {
      return label;
    }

    GptConfig config() {
      return model.config();
    }

    JsonNode recipe() {
      return recipe;
    }

    /** So large that it is kept alone. */
    private boolean isLarge() {
      return model.parameters() > LARGE;
    }

    /**
     * The model before sequences of a procedure.
     *
     * @throws IllegalArgumentException if it cannot read them
     */
    synchronized Playground playground(Procedure procedure) {
      return playgrounds.computeIfAbsent(procedure, key -> new Playground("it", model, key));
    }
  }

  /** Those that were asked for last. */
  private static <K, V> Map<K, V> lastFew(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  PlaygroundModels(Catalogue catalogue, Store store) {
    this.catalogue = catalogue;
    this.store = store;
  }

  /** Every study's finished models, and those that no study has. */
  Map<String, @Nullable Object> json() {
    Names names = Names.of(store);
    Set<String> others = new HashSet<>(names.finished());
    List<Object> studies = new ArrayList<>();
    for (Listed listed : catalogue.everything()) {
      Outline outline = listed.outline();
      if (outline != null) {
        List<Outline.Run> runs =
            outline.runs().values().stream()
                .filter(run -> names.finished().contains(run.id()))
                .toList();
        runs.forEach(run -> others.remove(run.id()));
        add(studies, listed.key(), runs.stream().map(run -> model(run.id(), run.label())).toList());
      }
    }
    add(
        studies,
        "",
        others.stream()
            .filter(id -> id.matches(ResultApi.ID))
            .sorted()
            .limit(MOST_LISTED)
            .map(id -> model(id, id))
            .toList());
    return Json.object("studies", studies, "first", first(names));
  }

  private static void add(
      List<Object> studies, String key, List<Map<String, @Nullable Object>> models) {
    if (!models.isEmpty()) {
      studies.add(
          Json.object(
              "key",
              key,
              "models",
              models.stream().limit(MOST_LISTED).toList(),
              "more",
              Math.max(0, models.size() - MOST_LISTED)));
    }
  }

  private static Map<String, @Nullable Object> model(String id, String label) {
    return Json.object("id", id, "label", label);
  }

  /** What to begin with: a transplanted model whose baseline is there too, or any. */
  private @Nullable String first(Names names) {
    String any = null;
    for (Listed listed : catalogue.everything()) {
      Outline outline = listed.outline();
      for (Outline.Trial trial : outline == null ? List.<Outline.Trial>of() : outline.trials()) {
        if (names.finished().contains(trial.run())) {
          any = any == null ? trial.run() : any;
          if (rival(listed, trial, names) != null && !isBaseline(listed, trial)) {
            return trial.run();
          }
        }
      }
    }
    return any == null ? names.finished().stream().sorted().findFirst().orElse(null) : any;
  }

  /**
   * The model that one is best held against: the same trial's baseline; of that one another arm.
   */
  @Nullable Map<String, @Nullable Object> rival(String id) {
    Names names = Names.of(store);
    for (Listed listed : catalogue.everything()) {
      Outline outline = listed.outline();
      if (outline != null) {
        for (Outline.Trial trial : outline.trials()) {
          if (trial.run().equals(id)) {
            Outline.Trial rival = rival(listed, trial, names);
            Outline.Run run = rival == null ? null : outline.run(rival.run());
            if (run != null) {
              return model(run.id(), run.label());
            }
          }
        }
      }
    }
    return null;
  }

  private static Outline.@Nullable Trial rival(Listed listed, Outline.Trial trial, Names names) {
    Outline outline = listed.outline();
    if (outline == null) {
      return null;
    }
    boolean wantsBaseline = !isBaseline(listed, trial);
    return outline.trials().stream()
        .filter(other -> other.seed() == trial.seed() && other.task().equals(trial.task()))
        .filter(other -> isBaseline(listed, other) == wantsBaseline)
        .filter(other -> !other.run().equals(trial.run()))
        .filter(other -> names.finished().contains(other.run()))
        .findFirst()
        .orElse(null);
  }

  /** Whether a trial is the model that nothing was put into. */
  private static boolean isBaseline(Listed listed, Outline.Trial trial) {
    Study study = listed.study();
    return study != null
        && study.arms().stream().anyMatch(arm -> arm.label().equals(trial.arm()) && arm.isFresh());
  }

  /**
   * The model of that name.
   *
   * @param id twenty hexadecimal digits
   * @throws Refusal if the store has no such result, or one that is too large to be looked into
   */
  synchronized Loaded load(String id) throws IOException {
    Loaded known = kept.get(id);
    if (known != null) {
      return known;
    }
    Result result = store.find(id);
    if (result == null) {
      throw Refusal.notFound("the store has no whole result of that name");
    }
    long bytes = Files.size(result.folder().resolve("weights.safetensors"));
    if (bytes > MOST_BYTES) {
      throw new Refusal(
          409,
          "this model has %s of weights, and the playground takes up to %s: 'graft analyze %s' looks into it"
              .formatted(Words.bytes(bytes), Words.bytes(MOST_BYTES), id));
    }
    JsonNode recipe = JSON.readTree(Files.readString(result.folder().resolve("recipe.json")));
    Loaded loaded =
        new Loaded(id, label(id, recipe), new InstrumentedModel(result.weights()), recipe);
    kept.values().removeIf(other -> other.isLarge() || loaded.isLarge());
    kept.put(id, loaded);
    return loaded;
  }

  private String label(String id, JsonNode recipe) {
    for (Listed listed : catalogue.everything()) {
      Outline outline = listed.outline();
      Outline.Run run = outline == null ? null : outline.run(id);
      if (run != null) {
        return run.label();
      }
    }
    return recipe.path("procedure").path("name").asText() + ", " + id.substring(0, 8);
  }
}
