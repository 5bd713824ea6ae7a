package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.procedure.Procedures;
import graft.study.Study.Shape;
import graft.study.Study.Use;
import graft.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pretrainings that a store has, from their recipes. Results do not change, so each is looked
 * at once.
 */
public final class StoredDonors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Store store;
  private final String arithmetic;
  private final Map<String, Optional<Found>> known = new ConcurrentHashMap<>();

  /** A result that is a pretraining; what cannot be said in a study has a fault. */
  private record Found(Use use, Shape shape, long seed, String fault) {}

  /**
   * Those of a store.
   *
   * @param arithmetic of the engine that is to use them, see {@link graft.engine.Engine#arithmetic}
   */
  public StoredDonors(Store store, String arithmetic) {
    this.store = store;
    this.arithmetic = arithmetic;
  }

  /**
   * All of them, those that only differ in their seeds as one.
   *
   * @throws InputException if the store cannot be read
   */
  public List<StoredDonor> all() {
    Map<Found, SortedMap<Long, String>> groups = new LinkedHashMap<>();
    try {
      for (String id : store.ids()) {
        Found found = known.computeIfAbsent(id, this::look).orElse(null);
        if (found != null) {
          Found group = new Found(found.use(), found.shape(), 0, found.fault());
          groups.computeIfAbsent(group, one -> new TreeMap<>()).put(found.seed(), id);
        }
      }
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
    List<StoredDonor> donors = new ArrayList<>();
    groups.forEach(
        (found, seeds) ->
            donors.add(new StoredDonor(found.use(), found.shape(), seeds, found.fault())));
    return donors;
  }

  /** Nothing if it is no pretraining, or not there whole. */
  private Optional<Found> look(String id) {
    Path file = store.results(id).resolve(Result.RECIPE);
    try {
      JsonNode recipe = JSON.readTree(Files.readString(file));
      if (!DonorRecipe.isPretraining(recipe) || store.find(id) == null) {
        return Optional.empty();
      }
      return Optional.of(found(recipe));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Found found(JsonNode recipe) {
    try {
      DonorRecipe read = DonorRecipe.read(recipe);
      String other = recipe.path("arithmetic").asText();
      return new Found(
          read.use(),
          read.shape(),
          read.seed(),
          other.equals(arithmetic)
              ? ""
              : "it was computed by another engine (%s), so this one would pretrain it anew"
                  .formatted(other));
    } catch (IllegalArgumentException e) {
      return unknown(recipe, String.valueOf(e.getMessage()));
    }
  }

  /** As much as can be told of a recipe that this version does not understand. */
  private static Found unknown(JsonNode recipe, String why) {
    JsonNode model = recipe.path("from").path("shape");
    Shape shape =
        new Shape(
            model.path("layers").asInt(), model.path("heads").asInt(), model.path("width").asInt());
    TrainingSettings training =
        TrainingReader.PRETRAINING.withSteps(recipe.path("training").path("steps").asLong());
    String name = recipe.path("procedure").path("name").asText();
    String known = Procedures.names().contains(name) ? name : "identity";
    Use use =
        new Use(
            name,
            Procedures.create(known, Map.of()),
            model.path("tied").asBoolean(),
            model.path("positions").asInt(),
            training);
    return new Found(
        use, shape, recipe.path("seed").asLong(), "no study can be written that uses it: " + why);
  }
}
