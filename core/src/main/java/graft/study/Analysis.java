package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.analysis.Trait;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look into one trained model, or at two. Its canonical form determines every bit of what is
 * found; the form's hash is the name of the findings in the store.
 *
 * @param kind what is looked at
 * @param model recipe of the model
 * @param other recipe of the model that it is held against; null for kinds that look at one
 * @param procedure whose held-out sequences are read; of a curriculum those of its last length
 * @param seed of the sequences
 * @param samples how many
 * @param traits that are probed for; empty for other kinds
 */
record Analysis(
    AnalysisKind kind,
    String model,
    @Nullable String other,
    Procedure procedure,
    long seed,
    int samples,
    List<Trait> traits) {
  /** Changes when analyses of the same text begin to find something else. */
  private static final int FORMAT = 1;

  Analysis {
    traits = List.copyOf(traits);
    procedure = Curriculum.drawn(procedure);
  }

  /** The canonical form. */
  JsonNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", "analysis");
    json.put("format", FORMAT);
    json.put("look", kind.word());
    json.put("model", model);
    if (other != null) {
      json.put("other", other);
    }
    json.set("procedure", ProcedureJson.of(procedure));
    json.put("seed", seed);
    json.put("samples", samples);
    if (!traits.isEmpty()) {
      ArrayNode list = json.putArray("traits");
      traits.stream().map(Trait::id).forEach(list::add);
    }
    return json;
  }

  /** The same with another number of sequences. */
  Analysis withSamples(int number) {
    return new Analysis(kind, model, other, procedure, seed, number, traits);
  }

  /** The name of its findings in the store. */
  String id() {
    return Recipe.id(json());
  }
}
