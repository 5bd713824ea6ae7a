package graft.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import graft.study.Composition;
import graft.study.Composition.Gift;
import graft.study.Study;
import graft.study.Study.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a page asks to be put together. Whatever it names is looked up among what the store and the
 * studies have.
 */
final class SurgeryRequest {
  /** Fine-tuning steps of an evaluation at the most. */
  static final int MOST_STEPS = 5_000;

  private static final int MOST_GIFTS = 64;
  private static final int LONGEST_QUESTION = 200;
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,59}";
  private static final Set<String> GIFT = Set.of("donor", "part", "layer", "embedding");

  private final JsonNode body;

  /**
   * A request.
   *
   * @param known the keys that it may have
   * @throws Refusal if it has another one
   */
  SurgeryRequest(JsonNode body, Set<String> known) {
    this.body = body;
    refuseUnknown(body, known);
  }

  private static void refuseUnknown(JsonNode object, Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new Refusal(400, "unknown: " + key.substring(0, Math.min(40, key.length())));
              }
            });
  }

  /**
   * The composition that is meant, for the seeds that all its donors have.
   *
   * @throws Refusal if something in it is not there
   * @throws IllegalArgumentException if it does not fit together
   */
  Composition composition(List<Donors.Named> donors, Catalogue catalogue) {
    Map<String, Donors.Named> chosen = new LinkedHashMap<>();
    List<Gift> gifts = new ArrayList<>();
    JsonNode list = body.path("gifts");
    if (!list.isArray() || list.size() > MOST_GIFTS) {
      throw new Refusal(400, "'gifts' must be a list of up to " + MOST_GIFTS);
    }
    for (JsonNode item : list) {
      Donors.Named donor = donor(item, donors);
      chosen.put(donor.label(), donor);
      gifts.add(gift(item, donor.label()));
    }
    Target target = target(catalogue);
    List<Composition.Donor> uses =
        chosen.values().stream()
            .map(named -> new Composition.Donor(named.use(), named.donor().shape()))
            .toList();
    List<Long> any = List.of(1L);
    Composition composition = new Composition(target.shape(), uses, gifts, target.task(), any);
    return composition.withSeeds(seeds(chosen.values().stream().toList()));
  }

  private static Donors.Named donor(JsonNode item, List<Donors.Named> donors) {
    if (!item.isObject()) {
      throw new Refusal(400, "a gift must be a JSON object");
    }
    refuseUnknown(item, GIFT);
    String id = item.path("donor").asText();
    Donors.Named found =
        donors.stream()
            .filter(named -> named.donor().id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("the store has no donor of that name"));
    if (!found.donor().fault().isEmpty()) {
      throw new Refusal(400, "'" + found.label() + "': " + found.donor().fault());
    }
    return found;
  }

  private static Gift gift(JsonNode item, String from) {
    JsonNode layer = item.path("layer");
    boolean all = layer.isMissingNode() || layer.isNull();
    if (!all && !(layer.isInt() && layer.asInt() >= 0)) {
      throw new Refusal(400, "'layer' must be a whole number from 0 on, or null for all");
    }
    JsonNode embedding = item.path("embedding");
    return new Gift(
        from,
        item.path("part").asText(),
        all ? null : (Integer) layer.asInt(),
        embedding.isTextual() ? embedding.asText() : null);
  }

  /** A task, and the model that its study uses. */
  private record Target(Study.Shape shape, Use task) {}

  private Target target(Catalogue catalogue) {
    JsonNode target = body.path("target");
    Study study = catalogue.find(target.path("study").asText()).usable().study();
    String label = target.path("task").asText();
    Use task =
        study.tasks().stream()
            .filter(use -> use.label().equals(label))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("the study has no task of that name"));
    return new Target(study.shape(), task);
  }

  private static List<Long> seeds(List<Donors.Named> donors) {
    TreeSet<Long> seeds = new TreeSet<>(donors.getFirst().donor().seeds().keySet());
    donors.forEach(named -> seeds.retainAll(named.donor().seeds().keySet()));
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException(
          "the store has no seed for which all of them are pretrained: "
              + String.join(
                  ", ",
                  donors.stream()
                      .map(named -> named.label() + " has " + named.donor().seeds().keySet())
                      .toList()));
    }
    return List.copyOf(seeds);
  }

  /** Fine-tuning steps, from 1 to {@link #MOST_STEPS}. */
  long steps() {
    JsonNode steps = body.path("steps");
    if (!steps.isInt() || steps.asInt() < 1 || steps.asInt() > MOST_STEPS) {
      throw new Refusal(400, "'steps' must be a whole number from 1 to " + MOST_STEPS);
    }
    return steps.asInt();
  }

  /** The name of the study that is to be saved. */
  String name() {
    String name = text("name");
    if (name == null || !name.matches(NAME)) {
      throw new Refusal(
          400, "a study's name has up to 60 small letters, digits and hyphens, no hyphen first");
    }
    return name;
  }

  /** What the study answers; may be empty. */
  String question() {
    String question = text("question");
    if (question != null && question.length() > LONGEST_QUESTION) {
      throw new Refusal(400, "a question may have " + LONGEST_QUESTION + " letters at the most");
    }
    return question == null ? "" : question.strip();
  }

  private @Nullable String text(String key) {
    JsonNode value = body.path(key);
    return value.isTextual() ? value.asText() : null;
  }
}
