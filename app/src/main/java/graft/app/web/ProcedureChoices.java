package graft.app.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.analysis.Playground;
import graft.app.report.Json;
import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Procedures as JSON objects of their name and settings, and those whose sequences a model can
 * read.
 */
final class ProcedureChoices {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> SETTINGS =
      new TypeReference<>() {};
  private static final int MOST_CHARACTERS = 4_000;

  private ProcedureChoices() {}

  /**
   * The procedure that a page asks for.
   *
   * @throws Refusal if it is none, naming what is wrong
   */
  static Procedure read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new Refusal(400, "'procedure' may have " + MOST_CHARACTERS + " characters at the most");
    }
    try {
      return of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw notAnObject();
    }
  }

  private static Refusal notAnObject() {
    return new Refusal(
        400, "'procedure' must be a JSON object like {\"name\":\"haystack\",\"pairs\":3}");
  }

  /** The procedure of a canonical form. */
  static Procedure of(JsonNode json) {
    if (!json.isObject() || !json.path("name").isTextual()) {
      throw notAnObject();
    }
    Map<String, Object> settings = JSON.convertValue(json, SETTINGS);
    settings.remove("name");
    try {
      return Procedures.create(json.path("name").asText(), settings);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, String.valueOf(e.getMessage()));
    }
  }

  /** The form that {@link #read} takes. */
  static Map<String, @Nullable Object> json(Procedure procedure) {
    Map<String, @Nullable Object> json = Json.object("name", procedure.name());
    json.putAll(Procedures.settings(procedure));
    return json;
  }

  /** A choice for the page: its form, and in words where it comes from. */
  private static Map<String, @Nullable Object> choice(Procedure procedure, String from) {
    return Json.object("procedure", json(procedure), "name", procedure.name(), "from", from);
  }

  /**
   * What a model was trained on first, then what its donors were trained on, then every registered
   * procedure with its defaults, as far as it fits.
   */
  static List<Object> fitting(JsonNode recipe, GptConfig config) {
    Map<Procedure, String> found = new LinkedHashMap<>();
    found.put(of(recipe.path("procedure")), "trained on it");
    donors(recipe.path("from"), found);
    for (Procedures.Entry entry : Procedures.entries()) {
      found.putIfAbsent(Procedures.create(entry.name(), Map.of()), "defaults");
    }
    List<Object> choices = new ArrayList<>();
    found.forEach(
        (procedure, from) -> {
          if (fits(config, procedure)) {
            choices.add(choice(procedure, from));
          }
        });
    return choices;
  }

  private static void donors(JsonNode recipe, Map<Procedure, String> found) {
    if (recipe.path("kind").asText().equals("train")) {
      found.putIfAbsent(of(recipe.path("procedure")), "donor trained on it");
    }
    for (JsonNode part : recipe) {
      if (part.isContainerNode()) {
        donors(part, found);
      }
    }
  }

  private static boolean fits(GptConfig config, Procedure procedure) {
    try {
      Playground.requireFits("the model", config, procedure);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The settings that a person may change, in the order in which they are declared. */
  static List<Object> settings(Procedure procedure) {
    Map<String, Object> values = Procedures.settings(procedure);
    return Procedures.entry(procedure.name()).settings().stream()
        .filter(setting -> !isNested(values.get(setting.name())))
        .<Object>map(
            setting ->
                Json.object(
                    "name", setting.name(),
                    "value", values.get(setting.name()),
                    "type", setting.typeName(),
                    "about", setting.about()))
        .toList();
  }

  private static boolean isNested(@Nullable Object value) {
    return value instanceof Map || value instanceof List;
  }
}
