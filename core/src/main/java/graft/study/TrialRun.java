package graft.study;

import graft.engine.Engine;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Weights;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import graft.training.DivergedException;
import graft.training.Frozen;
import graft.training.Measurement;
import graft.training.Trainer;
import graft.training.TrainingObserver;
import graft.training.TrainingSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Computes one result in its workspace. */
final class TrialRun {
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);

  private final String study;
  private final Engine engine;
  private final IntSupplier threads;
  private final Store store;
  private final StudyObserver observer;

  TrialRun(String study, Engine engine, IntSupplier threads, Store store, StudyObserver observer) {
    this.study = study;
    this.engine = engine;
    this.threads = threads;
    this.store = store;
    this.observer = observer;
  }

  /** Trains, from a checkpoint if there is one; returns why no result could come of it, or null. */
  @Nullable String run(Plan.Node node, NodePlan plan, Workspace workspace)
      throws IOException, InterruptedException {
    Instant started = Instant.now();
    Relay relay = new Relay(plan);
    workspace.log().add(beginning());
    try {
      Recipe.Trained recipe = node.recipe();
      Weights weights =
          new Trainer(engine, threads, CHECKPOINT_EVERY)
              .train(
                  weights(recipe.from()),
                  recipe.procedure(),
                  recipe.settings(),
                  recipe.seed(),
                  frozen(recipe.frozen(), node.config()),
                  workspace,
                  relay);
      workspace.log().add(ending(recipe.settings(), workspace.last()));
      workspace.finish(weights, new Provenance(study, engine.description(), started, relay.first));
      return null;
    } catch (DivergedException | IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      workspace.log().add("failed: " + reason);
      workspace.fail(reason, new Provenance(study, engine.description(), started, relay.first));
      return reason;
    } catch (InterruptedException e) {
      workspace.log().add("stopped; its checkpoint is kept");
      throw e;
    }
  }

  private String beginning() {
    int cores = threads.getAsInt();
    return "study '%s', graft %s, %s, %d %s, process %d"
        .formatted(
            study,
            System.getProperty("graft.commit", "unknown"),
            engine.description(),
            cores,
            cores == 1 ? "thread" : "threads",
            ProcessHandle.current().pid());
  }

  /** Why a run has ended where it has. */
  private static String ending(TrainingSettings settings, @Nullable Measurement last) {
    Double stopAt = settings.stopAt();
    if (last == null || last.step() >= settings.steps()) {
      return "finished with its last step, " + settings.steps();
    }
    return "finished early, at step %d: %s"
        .formatted(
            last.step(),
            stopAt != null && last.accuracy() >= stopAt
                ? "accuracy %s reached stopAt %s".formatted(last.accuracy(), stopAt)
                : "no better loss for %d evaluations (patience)".formatted(settings.patience()));
  }

  private static Frozen frozen(List<Selector> selectors, GptConfig config) {
    BitSet indices = new BitSet();
    for (Selector selector : selectors) {
      selector.slices(config).forEach(slice -> slice.mark(indices));
    }
    return new Frozen(indices);
  }

  /** The weights that a recipe stands for; trained ones come from the store. */
  private Weights weights(Recipe recipe) throws IOException {
    return switch (recipe) {
      case Recipe.Fresh fresh -> Initializer.fresh(fresh.config(), fresh.seed(), fresh.purpose());
      case Recipe.Transplanted t ->
          new Transplant(t.selector(), t.embedding()).apply(weights(t.donor()), weights(t.into()));
      case Recipe.Merged merged -> {
        List<Weights> models = new ArrayList<>();
        for (Recipe model : merged.of()) {
          models.add(weights(model));
        }
        yield merged.operation().apply(models);
      }
      case Recipe.Perturbed p -> p.operation().apply(weights(p.of()));
      case Recipe.Trained trained -> {
        Result result = store.find(trained.id());
        if (result == null) {
          throw new IOException("the result " + trained.id() + " has gone from the store");
        }
        yield result.weights();
      }
    };
  }

  /** Passes a run's news on as news of its node. */
  private final class Relay implements TrainingObserver {
    private final NodePlan plan;
    private boolean begun;
    private long first;

    Relay(NodePlan plan) {
      this.plan = plan;
    }

    @Override
    public void progressed(long step, long steps, long tokens) {
      if (!begun) {
        begun = true;
        first = step;
        observer.started(plan, step);
      }
      observer.progressed(plan, step, tokens);
    }

    @Override
    public void measured(Measurement measurement) {
      observer.measured(plan, measurement);
    }
  }
}
