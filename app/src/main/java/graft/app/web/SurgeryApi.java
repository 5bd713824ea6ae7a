package graft.app.web;

import graft.app.report.Figures;
import graft.app.report.Json;
import graft.study.Composition;
import graft.study.CompositionText;
import graft.study.InputException;
import graft.study.Study;
import graft.study.TensorOrigin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The surgery table: donors and targets, what would be copied, evaluating it, saving it. */
final class SurgeryApi {
  private static final String DRAFT = "surgery";

  private final Donors donors;
  private final Catalogue catalogue;
  private final Runs runs;

  SurgeryApi(Donors donors, Catalogue catalogue, Runs runs) {
    this.donors = donors;
    this.catalogue = catalogue;
    this.runs = runs;
  }

  void routes(RoutesConfig routes) {
    routes.get("/api/surgery", request -> Answer.json(request, table()));
    routes.post("/api/surgery/compose", this::compose);
    routes.post("/api/surgery/evaluate", this::evaluate);
    routes.post("/api/surgery/save", this::save);
  }

  private Object table() {
    List<Object> targets = new ArrayList<>();
    for (Listed listed : catalogue.all()) {
      Study study = listed.study();
      if (study != null) {
        study.tasks().forEach(task -> targets.add(target(listed.key(), study, task)));
      }
    }
    return Json.object(
        "donors",
        donors.all().stream().map(Donors.Named::json).toList(),
        "targets",
        targets,
        "folder",
        catalogue.folder().toString(),
        "parts",
        Composition.PARTS,
        "strategies",
        Composition.STRATEGIES,
        "mostSteps",
        SurgeryRequest.MOST_STEPS);
  }

  private static Map<String, @Nullable Object> target(String key, Study study, Study.Use task) {
    Study.Shape shape = study.shape();
    return Json.object(
        "study", key,
        "task", task.label(),
        "layers", shape.layers(),
        "heads", shape.heads(),
        "width", shape.width(),
        "procedure", task.procedure().name(),
        "vocabulary", task.config(shape).vocabulary(),
        "positions", task.positions(),
        "steps", Figures.rough((double) task.training().steps()));
  }

  private void compose(Context request) {
    SurgeryRequest asked = new SurgeryRequest(Body.object(request), Set.of("target", "gifts"));
    Composition composition = composition(asked);
    List<TensorOrigin> tensors = composition.tensors();
    Answer.json(
        request,
        Json.object(
            "tensors", tensors.stream().map(SurgeryApi::tensor).toList(),
            "seeds", composition.seeds(),
            "yaml", sayable(() -> CompositionText.of(composition, "my-study", ""))));
  }

  private Composition composition(SurgeryRequest asked) {
    return sayable(() -> asked.composition(donors.all(), catalogue));
  }

  /** What does not fit together is the request's fault. */
  private static <T> T sayable(Supplier<T> made) {
    try {
      return made.get();
    } catch (InputException e) {
      throw new Refusal(
          400, String.valueOf(e.getMessage()).replaceFirst("^the composed study(:\\d+)*: ", ""));
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> tensor(TensorOrigin origin) {
    return Json.object(
        "name", origin.tensor(),
        "part", origin.component(),
        "layer", origin.layer() < 0 ? null : origin.layer(),
        "shape", size(origin.shape()),
        "from", origin.from(),
        "source", size(origin.sourceShape()),
        "how", origin.how().name().toLowerCase(Locale.ROOT));
  }

  private static String size(List<Integer> shape) {
    return String.join(" \u00d7 ", shape.stream().map(String::valueOf).toList());
  }

  private void evaluate(Context request) {
    SurgeryRequest asked =
        new SurgeryRequest(Body.object(request), Set.of("target", "gifts", "steps"));
    long steps = asked.steps();
    Composition whole = composition(asked);
    Composition few = whole.withSeeds(List.of(whole.seeds().getFirst())).shortened(steps);
    Listed draft = catalogue.draft(sayable(() -> CompositionText.of(few, DRAFT, "")));
    Listed.Usable study = draft.usable();
    runs.start(study);
    Answer.json(
        request,
        Json.object(
            "key", draft.key(),
            "task", few.task().label(),
            "pretrain", study.study().pretrainings().getFirst().label(),
            "named", Study.NAMED,
            "run", RunJson.of(runs.current())));
  }

  private void save(Context request) {
    SurgeryRequest asked =
        new SurgeryRequest(Body.object(request), Set.of("target", "gifts", "name", "question"));
    String name = asked.name();
    String question = asked.question();
    Composition composition = composition(asked);
    String text = sayable(() -> CompositionText.of(composition, name, question));
    NewStudy.write(catalogue.folder(), name, text);
    Answer.json(request, Json.object("key", name));
  }
}
