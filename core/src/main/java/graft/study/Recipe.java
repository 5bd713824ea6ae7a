package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.OperationJson;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.merge.Merge;
import graft.surgery.perturb.Perturb;
import graft.training.TrainingSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How weights come to be: a small tree that determines every bit of them. Its hash is the name of
 * the result.
 *
 * <p>The JSON form is the canonical one: whatever changes a result must appear in it, and nothing
 * else may.
 */
public sealed interface Recipe {
  /** Changes when recipes of the same text begin to mean something else. */
  int FORMAT = 1;

  /** The canonical form. */
  JsonNode json();

  /** The first 20 hexadecimal digits of the SHA-256 of the canonical form. */
  default String id() {
    return id(json());
  }

  /** The name that a canonical form gives; read again from a file, it gives the same. */
  static String id(JsonNode canonical) {
    return Checksum.of(canonical.toString()).substring(0, 20);
  }

  /** Freshly initialised weights; the purpose keeps a donor's and a target's numbers apart. */
  record Fresh(GptConfig config, long seed, String purpose) implements Recipe {
    @Override
    public JsonNode json() {
      ObjectNode shape = object();
      shape.put("layers", config.layers());
      shape.put("heads", config.heads());
      shape.put("width", config.width());
      shape.put("vocabulary", config.vocabulary());
      shape.put("positions", config.positions());
      shape.put("tied", config.tied());
      ObjectNode json = object();
      json.put("kind", "fresh");
      json.set("shape", shape);
      json.put("seed", seed);
      json.put("purpose", purpose);
      return json;
    }
  }

  /** Slices of a donor put into a target; see {@link graft.surgery.Transplant}. */
  record Transplanted(
      Selector selector, @Nullable EmbeddingStrategy embedding, Recipe donor, Recipe into)
      implements Recipe {
    @Override
    public JsonNode json() {
      ObjectNode json = object();
      json.put("kind", "transplant");
      select(selector, json);
      json.put("embedding", embedding == null ? null : Words.of(embedding));
      json.set("donor", donor.json());
      json.set("into", into.json());
      return json;
    }
  }

  /** One model made of several, of the first one's shape. */
  record Merged(Merge operation, List<Recipe> of) implements Recipe {
    public Merged {
      of = List.copyOf(of);
    }

    @Override
    public JsonNode json() {
      ObjectNode json = object();
      json.put("kind", "merge");
      json.set("operation", OperationJson.of((Record) operation));
      ArrayNode models = json.putArray("of");
      of.forEach(model -> models.add(model.json()));
      return json;
    }
  }

  /** Weights that damage was done to. */
  record Perturbed(Perturb operation, Recipe of) implements Recipe {
    @Override
    public JsonNode json() {
      ObjectNode json = object();
      json.put("kind", "perturb");
      json.set("operation", OperationJson.of((Record) operation));
      json.set("of", of.json());
      return json;
    }
  }

  /**
   * Weights trained on a procedure. Only these are kept in the store: the others are made from them
   * in no time.
   *
   * @param arithmetic which engine's bits, see {@link graft.engine.Engine#arithmetic}
   * @param frozen what stays as it was
   */
  record Trained(
      Procedure procedure,
      TrainingSettings settings,
      long seed,
      String arithmetic,
      Recipe from,
      List<Selector> frozen)
      implements Recipe {
    public Trained {
      frozen = List.copyOf(frozen);
    }

    /** Weights all of which are trained. */
    public Trained(
        Procedure procedure, TrainingSettings settings, long seed, String arithmetic, Recipe from) {
      this(procedure, settings, seed, arithmetic, from, List.of());
    }

    @Override
    public JsonNode json() {
      // A curriculum stands with the training that follows it, beside what the examples are drawn
      // from; so results from before curricula were procedures have kept their names.
      ObjectNode json = object();
      json.put("kind", "train");
      json.put("format", FORMAT);
      json.set("procedure", ProcedureJson.of(Curriculum.drawn(procedure)));
      json.set("training", training(procedure, settings));
      json.put("seed", seed);
      json.put("arithmetic", arithmetic);
      json.set("from", from.json());
      if (!frozen.isEmpty()) {
        ArrayNode list = json.putArray("freeze");
        frozen.forEach(selector -> select(selector, list.addObject()));
      }
      return json;
    }
  }

  /** What is selected; layers and heads only where they narrow it. */
  private static void select(Selector selector, ObjectNode json) {
    ArrayNode parts = json.putArray("take");
    selector.parts().stream().map(Part::word).forEach(parts::add);
    if (selector.from() > 0 || selector.to() < Selector.LAST) {
      ObjectNode layers = json.putObject("layers");
      layers.put("from", selector.from());
      layers.put("to", selector.to() == Selector.LAST ? null : selector.to());
    }
    if (!selector.heads().isEmpty()) {
      ArrayNode heads = json.putArray("heads");
      selector.heads().forEach(heads::add);
    }
  }

  private static ObjectNode training(Procedure procedure, TrainingSettings settings) {
    ObjectNode json = object();
    json.put("steps", settings.steps());
    json.put("batch", settings.batch());
    json.put("learningRate", settings.learningRate());
    json.put("schedule", Words.of(settings.schedule()));
    json.put("warmup", settings.warmup());
    json.put("finalRate", settings.finalRate());
    json.put("weightDecay", settings.weightDecay());
    json.put("clip", settings.clip());
    json.put("dropout", settings.dropout());
    json.put("heldOut", settings.heldOut());
    json.put("evaluateEvery", settings.evaluateEvery());
    json.put("stopAt", settings.stopAt());
    json.put("patience", settings.patience());
    if (procedure instanceof Curriculum curriculum) {
      ObjectNode growth = json.putObject("curriculum");
      growth.put("from", curriculum.from());
      growth.put("step", curriculum.step());
      growth.put("mastery", curriculum.mastery());
    } else {
      json.putNull("curriculum");
    }
    return json;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
