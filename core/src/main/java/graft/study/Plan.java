package graft.study;

import graft.model.GptConfig;
import graft.study.Matrix.Cell;
import graft.study.Study.Donation;
import graft.study.Study.Use;
import graft.surgery.Selector;
import graft.training.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A study spelt out: its trials, and every training run that they need, once. */
final class Plan {
  /** One cell of the matrix for one seed. */
  record Trial(Cell cell, long seed, Recipe.Trained recipe) {}

  /**
   * One training run.
   *
   * @param config shape of its model
   * @param donors the runs that must be finished before
   */
  record Node(
      String id, String label, Recipe.Trained recipe, GptConfig config, List<String> donors) {
    Node {
      donors = List.copyOf(donors);
    }

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
    List<Cell> cells = Matrix.cells(study);
    // Donors first: everything else waits for them.
    for (Use pretrain : study.pretrainings()) {
      boolean needed = cells.stream().anyMatch(cell -> donors(cell).contains(pretrain));
      for (long seed : needed ? study.seeds() : List.<Long>of()) {
        add(
            donor(pretrain, seed),
            pretrain.config(study.shape()),
            List.of(),
            "pretrain " + pretrain.label() + ", seed " + seed);
      }
    }
    for (long seed : study.seeds()) {
      cells.forEach(cell -> add(cell, seed));
    }
  }

  /**
   * The pretrainings that a donor comes from: one, or all that are merged.
   *
   * @param cell that it gives to
   */
  static List<Use> uses(Donation donation, Cell cell, List<Use> pretrainings) {
    String from = donation.from();
    Merging merge = donation.merge();
    List<String> labels = merge != null ? merge.of() : List.of(from == null ? cell.source() : from);
    return labels.stream().map(label -> labelled(label, pretrainings)).toList();
  }

  private static Use labelled(String label, List<Use> pretrainings) {
    return pretrainings.stream().filter(use -> use.label().equals(label)).findFirst().orElseThrow();
  }

  /** The pretrainings that any donor of a cell comes from. */
  List<Use> donors(Cell cell) {
    return cell.arm().donations().stream()
        .flatMap(donation -> uses(donation, cell, study.pretrainings()).stream())
        .distinct()
        .toList();
  }

  private void add(Cell cell, long seed) {
    Use task = cell.task();
    GptConfig config = task.config(study.shape());
    Recipe.Trained recipe =
        new Recipe.Trained(
            task.procedure(),
            task.training(),
            seed,
            arithmetic,
            initial(cell, seed),
            cell.arm().freeze());
    boolean varies = cell.arm().varies() && study.pretrainings().size() > 1;
    String source = varies ? cell.source() + " " : "";
    String label = source + cell.arm().label() + " > " + task.label() + ", seed " + seed;
    List<String> donors = donors(cell).stream().map(use -> donor(use, seed).id()).toList();
    add(recipe, config, donors, label);
    trials.add(new Trial(cell, seed, recipe));
  }

  /** What fine-tuning begins with. */
  private Recipe initial(Cell cell, long seed) {
    Recipe fresh = new Recipe.Fresh(cell.task().config(study.shape()), seed, "target");
    Recipe model = perturbed(fresh, cell.arm().perturb(), Selector.everything(), seed);
    for (Donation donation : cell.arm().donations()) {
      Selector selector = donation.transplant().selector();
      Recipe donor = donor(donation, uses(donation, cell, study.pretrainings()), seed);
      donor = perturbed(donor, donation.perturb(), selector, seed);
      model = new Recipe.Transplanted(selector, donation.transplant().embedding(), donor, model);
    }
    return model;
  }

  private Recipe donor(Donation donation, List<Use> uses, long seed) {
    Merging merge = donation.merge();
    if (merge == null) {
      return donor(uses.getFirst(), seed);
    }
    List<Recipe> models = new ArrayList<>();
    if (merge.method().hasBase()) {
      models.add(donor(uses.getFirst(), seed).from());
    }
    uses.forEach(use -> models.add(donor(use, seed)));
    return new Recipe.Merged(merge.on(donation.transplant().selector(), seed), models);
  }

  private static Recipe perturbed(
      Recipe model, List<Perturbation> perturbations, Selector selector, long seed) {
    Recipe result = model;
    for (Perturbation perturbation : perturbations) {
      result = new Recipe.Perturbed(perturbation.on(selector, seed), result);
    }
    return result;
  }

  private void add(Recipe.Trained recipe, GptConfig config, List<String> donors, String label) {
    nodes.computeIfAbsent(recipe.id(), id -> new Node(id, label, recipe, config, donors));
  }

  /** How a donor of a seed is trained. */
  Recipe.Trained donor(Use pretrain, long seed) {
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
