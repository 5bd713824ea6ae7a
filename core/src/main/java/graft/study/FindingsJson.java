package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.analysis.AttentionScores;
import graft.analysis.Effect;
import graft.analysis.HeadScores;
import graft.analysis.Outcome;
import graft.analysis.ProbeScore;
import graft.analysis.Site;
import graft.analysis.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Findings as JSON and back, to the last bit. A figure that there is none of is null. */
final class FindingsJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FindingsJson() {}

  static ObjectNode of(Findings findings) {
    ObjectNode json = NODES.objectNode();
    switch (findings) {
      case Findings.Heads heads -> {
        json.set("heads", array(heads.scores().heads(), l -> array(l, FindingsJson::scores)));
        json.set("uniform", scores(heads.scores().uniform()));
      }
      case Findings.Probes probes ->
          json.set("probes", array(probes.scores(), FindingsJson::probe));
      case Findings.Similarity similarity ->
          json.set("cka", array(similarity.cka(), row -> array(row, FindingsJson::figure)));
      case Findings.Patching patching -> {
        json.set("model", outcome(patching.model()));
        json.set("other", outcome(patching.other()));
        json.set("intoModel", array(patching.intoModel(), FindingsJson::effect));
        json.set("intoOther", array(patching.intoOther(), FindingsJson::effect));
      }
    }
    return json;
  }

  /**
   * What {@link #of} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Findings read(AnalysisKind kind, JsonNode json) {
    return switch (kind) {
      case HEADS ->
          new Findings.Heads(
              new HeadScores(
                  list(json, "heads", layer -> list(layer, FindingsJson::readScores)),
                  readScores(json.path("uniform"))));
      case PROBES -> new Findings.Probes(list(json, "probes", FindingsJson::readProbe));
      case SIMILARITY ->
          new Findings.Similarity(list(json, "cka", row -> list(row, FindingsJson::readFigure)));
      case PATCHING ->
          new Findings.Patching(
              readOutcome(json.path("model")),
              readOutcome(json.path("other")),
              list(json, "intoModel", FindingsJson::readEffect),
              list(json, "intoOther", FindingsJson::readEffect));
    };
  }

  private static <T> ArrayNode array(List<T> items, Function<T, JsonNode> json) {
    ArrayNode array = NODES.arrayNode();
    items.forEach(item -> array.add(json.apply(item)));
    return array;
  }

  private static <T> List<T> list(JsonNode parent, String key, Function<JsonNode, T> read) {
    return list(parent.path(key), read);
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    if (!array.isArray()) {
      throw new IllegalArgumentException("a list is missing");
    }
    List<T> items = new ArrayList<>();
    array.forEach(item -> items.add(read.apply(item)));
    return items;
  }

  private static JsonNode figure(double value) {
    return Double.isFinite(value) ? NODES.numberNode(value) : NODES.nullNode();
  }

  private static double readFigure(JsonNode json) {
    return json.asDouble(Double.NaN);
  }

  private static JsonNode scores(AttentionScores scores) {
    ObjectNode json = NODES.objectNode();
    json.set("entropy", figure(scores.entropy()));
    json.set("entropyShare", figure(scores.entropyShare()));
    json.set("previous", figure(scores.previous()));
    json.set("duplicate", figure(scores.duplicate()));
    json.set("induction", figure(scores.induction()));
    json.set("target", figure(scores.target()));
    json.set("byDistance", array(scores.byDistance(), FindingsJson::figure));
    return json;
  }

  private static AttentionScores readScores(JsonNode json) {
    return new AttentionScores(
        readFigure(json.path("entropy")),
        readFigure(json.path("entropyShare")),
        readFigure(json.path("previous")),
        readFigure(json.path("duplicate")),
        readFigure(json.path("induction")),
        readFigure(json.path("target")),
        list(json, "byDistance", FindingsJson::readFigure));
  }

  private static JsonNode probe(ProbeScore probe) {
    ObjectNode json = NODES.objectNode();
    json.put("trait", probe.trait().id());
    json.put("layer", probe.layer());
    json.set("score", figure(probe.score()));
    json.set("shuffled", figure(probe.shuffled()));
    json.set("chance", figure(probe.chance()));
    json.put("fitted", probe.fitted());
    json.put("tested", probe.tested());
    return json;
  }

  private static ProbeScore readProbe(JsonNode json) {
    return new ProbeScore(
        Trait.valueOf(upper(json.path("trait"))),
        json.path("layer").asInt(),
        readFigure(json.path("score")),
        readFigure(json.path("shuffled")),
        readFigure(json.path("chance")),
        json.path("fitted").asInt(),
        json.path("tested").asInt());
  }

  private static JsonNode outcome(Outcome outcome) {
    ObjectNode json = NODES.objectNode();
    json.set("loss", figure(outcome.loss()));
    json.set("accuracy", figure(outcome.accuracy()));
    json.set("exact", figure(outcome.exact()));
    return json;
  }

  private static Outcome readOutcome(JsonNode json) {
    return new Outcome(
        readFigure(json.path("loss")),
        readFigure(json.path("accuracy")),
        readFigure(json.path("exact")));
  }

  private static JsonNode effect(Effect effect) {
    ObjectNode json = NODES.objectNode();
    json.put("layer", effect.site().layer());
    json.put("part", Words.of(effect.site().part()));
    json.put("head", effect.site().head());
    json.set("outcome", outcome(effect.outcome()));
    return json;
  }

  private static Effect readEffect(JsonNode json) {
    Site.Part part = Site.Part.valueOf(upper(json.path("part")));
    return new Effect(
        new Site(json.path("layer").asInt(), part, json.path("head").asInt()),
        readOutcome(json.path("outcome")));
  }

  private static String upper(JsonNode word) {
    return word.asText().toUpperCase(Locale.ROOT);
  }
}
