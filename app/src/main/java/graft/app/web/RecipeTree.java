package graft.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.app.report.Json;
import graft.study.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A recipe's canonical form as a tree to be drawn: how the weights of a result came to be. */
final class RecipeTree {
  private final Predicate<String> known;

  /**
   * A way to draw trees.
   *
   * @param known whether there is a page about the run of that name
   */
  RecipeTree(Predicate<String> known) {
    this.known = known;
  }

  /** The tree of a recipe. */
  Map<String, @Nullable Object> of(JsonNode recipe) {
    return switch (recipe.path("kind").asText()) {
      case "train" -> trained(recipe);
      case "transplant" ->
          node(
              "transplant",
              words(recipe.path("take")),
              without(recipe, "kind", "take", "donor", "into"),
              List.of(child("donor", recipe.path("donor")), child("into", recipe.path("into"))));
      case "merge" -> merged(recipe);
      case "perturb" ->
          node(
              "perturb",
              recipe.path("operation").path("name").asText("perturb"),
              facts(recipe.path("operation")),
              List.of(child("of", recipe.path("of"))));
      case "fresh" -> node("fresh", "fresh model", fresh(recipe), List.of());
      default -> node("unknown", recipe.path("kind").asText(), List.of(), List.of());
    };
  }

  private Map<String, @Nullable Object> trained(JsonNode recipe) {
    String id = Recipe.id(recipe);
    Map<String, @Nullable Object> node =
        node(
            "train",
            recipe.path("procedure").path("name").asText(),
            List.of(
                List.of("steps", recipe.path("training").path("steps").asText()),
                List.of("seed", recipe.path("seed").asText())),
            List.of(child("from", recipe.path("from"))));
    node.put("id", known.test(id) ? id : null);
    return node;
  }

  private Map<String, @Nullable Object> merged(JsonNode recipe) {
    List<Object> children = new ArrayList<>();
    recipe.path("of").forEach(model -> children.add(child("of", model)));
    return node(
        "merge",
        recipe.path("operation").path("name").asText("merge"),
        facts(recipe.path("operation")),
        children);
  }

  private static List<List<String>> fresh(JsonNode recipe) {
    List<List<String>> facts = new ArrayList<>(facts(recipe.path("shape")));
    facts.add(List.of("seed", recipe.path("seed").asText()));
    return facts;
  }

  private Object child(String role, JsonNode recipe) {
    return Json.object("role", role, "node", of(recipe));
  }

  private static Map<String, @Nullable Object> node(
      String kind, String title, List<List<String>> facts, List<Object> children) {
    return Json.object("kind", kind, "title", title, "facts", facts, "children", children);
  }

  private static String words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  private static List<List<String>> without(JsonNode json, String... names) {
    return facts(((ObjectNode) json).deepCopy().without(List.of(names)));
  }

  /** Names and values, those inside others with the path to them. */
  static List<List<String>> facts(JsonNode json) {
    List<List<String>> facts = new ArrayList<>();
    json.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isObject()) {
                for (List<String> inside : facts(value)) {
                  facts.add(List.of(field.getKey() + "." + inside.getFirst(), inside.getLast()));
                }
              } else if (value.isArray()) {
                facts.add(List.of(field.getKey(), arrayText(value)));
              } else if (!value.isNull()) {
                facts.add(List.of(field.getKey(), value.asText()));
              }
            });
    return facts;
  }

  private static String arrayText(JsonNode array) {
    for (JsonNode item : array) {
      if (item.isContainerNode()) {
        return array.toString();
      }
    }
    return words(array);
  }
}
