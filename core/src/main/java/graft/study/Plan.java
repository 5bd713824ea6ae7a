package graft.study;

import graft.model.GptConfig;
import graft.study.Study.Arm;
import graft.study.Study.Use;
import graft.training.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A study spelt out: its trials, and every training run that they need, once. */
final class Plan {
  /** One cell of the matrix for one seed. */
  record Trial(Use pretrain, Arm arm, Use task, long seed, Recipe.Trained recipe) {
    boolean is(Use otherPretrain, Arm otherArm, Use otherTask) {
      return pretrain.equals(otherPretrain) && arm.equals(otherArm) && task.equals(otherTask);
    }
  }

  /**
   * One training run.
   *
   * @param config shape of its model
   * @param donor the run that must be finished before, or null
   */
  record Node(
      String id, String label, Recipe.Trained recipe, GptConfig config, @Nullable String donor) {

    NodePlan plan(boolean done) {
      return new NodePlan(id, label, steps(), work(), done);
    }

    /** Optimizer steps at the most. */
    long steps() {
      return recipe.settings().steps();
    }

    /** Rough multiply-adds: three passes over every matrix for each token of a padded sequence. */
    double work() {
      double c = config.width();
      double length = Reading.of(recipe.procedure()).positions();
      double perToken = config.layers() * (12 * c * c + length * c) + c * config.vocabulary() / 4.0;
      return 3 * perToken * length * recipe.settings().batch() * steps();
    }
  }

  private final Study study;
  private final String arithmetic;
  private final List<Trial> trials = new ArrayList<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  /**
   * Spells a study out.
   *
   * @param arithmetic of the engine, see {@link graft.engine.Engine#arithmetic}
   */
  Plan(Study study, String arithmetic) {
    this.study = study;
    this.arithmetic = arithmetic;
    // Donors first: everything else waits for them.
    for (Use pretrain : study.pretrainings()) {
      for (long seed : needsDonors() ? study.seeds() : List.<Long>of()) {
        Recipe.Trained donor = donor(pretrain, seed);
        add(
            donor,
            pretrain.config(study.shape()),
            null,
            "pretrain " + pretrain.label() + ", seed " + seed);
      }
    }
    for (long seed : study.seeds()) {
      for (Use pretrain : study.pretrainings()) {
        study.arms().forEach(arm -> study.tasks().forEach(task -> add(pretrain, arm, task, seed)));
      }
    }
  }

  private boolean needsDonors() {
    return study.arms().stream().anyMatch(arm -> !arm.take().isEmpty());
  }

  private void add(Use pretrain, Arm arm, Use task, long seed) {
    Recipe fresh = new Recipe.Fresh(task.config(study.shape()), seed, "target");
    Recipe.@Nullable Trained donor = arm.take().isEmpty() ? null : donor(pretrain, seed);
    Recipe from =
        donor == null ? fresh : new Recipe.Transplanted(arm.take(), arm.embedding(), donor, fresh);
    Recipe.Trained recipe =
        new Recipe.Trained(task.procedure(), task.training(), seed, arithmetic, from);
    String source = donor == null || study.pretrainings().size() == 1 ? "" : pretrain.label() + " ";
    String label = source + arm.label() + " > " + task.label() + ", seed " + seed;
    add(recipe, task.config(study.shape()), donor == null ? null : donor.id(), label);
    trials.add(new Trial(pretrain, arm, task, seed, recipe));
  }

  private void add(Recipe.Trained recipe, GptConfig config, @Nullable String donor, String label) {
    nodes.computeIfAbsent(recipe.id(), id -> new Node(id, label, recipe, config, donor));
  }

  private Recipe.Trained donor(Use pretrain, long seed) {
    Recipe fresh = new Recipe.Fresh(pretrain.config(study.shape()), seed, "donor");
    return new Recipe.Trained(pretrain.procedure(), pretrain.training(), seed, arithmetic, fresh);
  }

  /** Every trial, seed by seed. */
  List<Trial> trials() {
    return trials;
  }

  /** Every training run once; what a run needs stands before it. */
  Collection<Node> nodes() {
    return nodes.values();
  }
}
