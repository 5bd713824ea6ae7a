package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.study.Study.Shape;
import graft.study.Study.Use;
import graft.training.Schedule;
import graft.training.TrainingSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The canonical form of a pretraining's recipe, read back into what a study says of it.
 *
 * @param use how it is pretrained; its label is the procedure's name
 * @param shape of its model
 */
record DonorRecipe(Use use, Shape shape, long seed) {
  private static final Set<String> SURGERY = Set.of("transplant", "merge", "perturb");

  /** Whether a recipe is that of a pretraining: training that surgery had no part in. */
  static boolean isPretraining(JsonNode recipe) {
    JsonNode from = recipe.path("from");
    String kind = from.path("kind").asText();
    boolean isTarget = kind.equals("fresh") && from.path("purpose").asText().equals("target");
    return recipe.path("kind").asText().equals("train") && !isTarget && !SURGERY.contains(kind);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if this version cannot say it in a study: the message says why
   */
  static DonorRecipe read(JsonNode recipe) {
    if (!recipe.path("from").path("kind").asText().equals("fresh")) {
      throw new IllegalArgumentException(
          "it was trained from weights of another origin, which a study file cannot name");
    }
    JsonNode model = recipe.path("from").path("shape");
    Shape shape =
        new Shape(
            model.path("layers").asInt(), model.path("heads").asInt(), model.path("width").asInt());
    Procedure procedure = procedure(recipe);
    Use use =
        new Use(
            procedure.name(),
            procedure,
            model.path("tied").asBoolean(),
            model.path("positions").asInt(),
            training(recipe.path("training")));
    long seed = recipe.path("seed").asLong();
    Recipe.Fresh fresh = new Recipe.Fresh(use.config(shape), seed, "donor");
    Recipe again =
        new Recipe.Trained(
            procedure, use.training(), seed, recipe.path("arithmetic").asText(), fresh);
    if (!again.id().equals(Recipe.id(recipe))) {
      throw new IllegalArgumentException(
          "its recipe has something that no study of this version can say");
    }
    return new DonorRecipe(use, shape, seed);
  }

  private static Procedure procedure(JsonNode recipe) {
    JsonNode growth = recipe.path("training").path("curriculum");
    if (!growth.isObject()) {
      Map<String, Object> settings = map(recipe.path("procedure"));
      return Procedures.create(String.valueOf(settings.remove("name")), settings);
    }
    Map<String, Object> curriculum = map(growth);
    curriculum.put("of", map(recipe.path("procedure")));
    return Procedures.create("curriculum", curriculum);
  }

  private static Map<String, Object> map(JsonNode json) {
    Map<String, Object> map = new TreeMap<>();
    json.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
    return map;
  }

  private static Object plain(JsonNode json) {
    if (json.isObject()) {
      return map(json);
    }
    if (json.isArray()) {
      List<Object> items = new ArrayList<>();
      json.forEach(item -> items.add(plain(item)));
      return items;
    }
    return json.isNumber()
        ? json.numberValue()
        : json.isBoolean() ? (Object) json.booleanValue() : json.asText();
  }

  private static TrainingSettings training(JsonNode json) {
    JsonNode stopAt = json.path("stopAt");
    return new TrainingSettings(
        json.path("steps").asLong(),
        json.path("batch").asInt(),
        json.path("learningRate").asDouble(),
        schedule(json.path("schedule").asText()),
        json.path("warmup").asLong(),
        json.path("finalRate").asDouble(),
        json.path("weightDecay").asDouble(),
        json.path("clip").asDouble(),
        json.path("dropout").asDouble(),
        json.path("heldOut").asInt(),
        json.path("evaluateEvery").asLong(),
        stopAt.isNumber() ? (Double) stopAt.asDouble() : null,
        json.path("patience").asInt());
  }

  private static Schedule schedule(String word) {
    return Arrays.stream(Schedule.values())
        .filter(schedule -> Words.of(schedule).equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("its schedule '" + word + "' is not known"));
  }
}
