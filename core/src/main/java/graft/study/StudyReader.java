package graft.study;

import graft.model.Component;
import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.procedure.SettingException;
import graft.procedure.Suggestion;
import graft.study.Matrix.Cell;
import graft.study.Study.Arm;
import graft.study.Study.Baseline;
import graft.study.Study.Donation;
import graft.study.Study.Filter;
import graft.study.Study.Published;
import graft.study.Study.Shape;
import graft.study.Study.Use;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import graft.training.Reading;
import graft.training.Trainer;
import graft.training.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Reads study files. Everything that can be known to be wrong is found here, before anything is
 * trained.
 */
public final class StudyReader {
  private static final Set<String> METRICS = Set.of("accuracy", "exact", "generated", "loss");
  private static final int MAX_SEEDS = 10_000;

  private StudyReader() {}

  /**
   * Reads a study.
   *
   * @throws InputException naming the file, the line, the value and the mend
   */
  public static Study read(Path file) {
    return read(YamlDocument.read(file));
  }

  /**
   * Reads a study that is not in a file.
   *
   * @param name what messages call it
   * @throws InputException as {@link #read(Path)} does
   */
  public static Study read(String text, String name) {
    return read(YamlDocument.of(text, name));
  }

  private static Study read(Section root) {
    String name = root.word("study");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")) {
      throw root.error(
          "study",
          "the study's name must be letters, digits, '-', '_' and '.', not '" + name + "'");
    }
    String question = root.word("question", "");
    List<Long> seeds = seeds(root);
    Shape shape = shape(root.section("model"));
    List<Use> pretrainings = uses(root, "pretrain", TrainingReader.PRETRAINING, shape, true);
    List<Arm> arms = ArmReader.read(root.section("arms"), shape, labels(pretrainings));
    List<Use> tasks = uses(root, "tasks", TrainingReader.FINE_TUNING, shape, false);
    Filter filter = FilterReader.read(root, pretrainings, arms, tasks);
    List<Cell> cells = Matrix.cells(pretrainings, arms, tasks, filter);
    requireDonorsFit(root.section("arms"), shape, pretrainings, cells);
    List<String> metrics = metrics(root);
    List<Published> published =
        root.sections("published").stream()
            .map(item -> published(item, pretrainings, arms, tasks, metrics))
            .toList();
    Baseline baseline = BaselineReader.read(root, pretrainings, arms);
    Inspection analyze = InspectionReader.read(root, shape, tasks, baseline, cells, pretrainings);
    Study written =
        new Study(
            name,
            question,
            seeds,
            shape,
            pretrainings,
            arms,
            tasks,
            metrics,
            published,
            baseline,
            List.of(),
            filter,
            Cut.NONE,
            analyze,
            List.of());
    Study study = written.with(ContrastReader.read(root, written), QuickReader.read(root, written));
    root.finish();
    return study;
  }

  static List<Long> seeds(Section root) {
    if (root.isScalar("seeds")) {
      long count = root.whole("seeds");
      if (count < 1 || count > MAX_SEEDS) {
        throw root.error(
            "seeds", "'seeds' must be a number from 1 to " + MAX_SEEDS + ", not " + count);
      }
      return LongStream.rangeClosed(1, count).boxed().toList();
    }
    List<Long> seeds = root.wholes("seeds");
    if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
      throw root.error("seeds", "'seeds' must be a list of different numbers, not " + seeds);
    }
    return seeds;
  }

  static Shape shape(Section section) {
    int layers = section.integer("layers", 2);
    int heads = section.integer("heads", 4);
    int width = section.integer("width", 16);
    section.finish();
    try {
      GptConfig probe = new GptConfig(layers, heads, width, 1, 1, true);
      return new Shape(probe.layers(), probe.heads(), probe.width());
    } catch (IllegalArgumentException e) {
      throw section.error(firstWord(e), "in 'model': " + e.getMessage());
    }
  }

  /** Messages about a value begin with its name, so that the line can be found. */
  private static String firstWord(IllegalArgumentException e) {
    return String.valueOf(e.getMessage()).split("[ (]", 2)[0];
  }

  private static List<Use> uses(
      Section root, String key, TrainingSettings defaults, Shape shape, boolean tied) {
    List<Use> uses = new ArrayList<>();
    Section section = root.section(key);
    for (String label : section.keys()) {
      uses.add(use(label, section.section(label), defaults, shape, tied));
    }
    if (uses.isEmpty()) {
      throw root.error(key, "'" + key + "' is empty: name at least one");
    }
    return uses;
  }

  private static Use use(
      String label, Section section, TrainingSettings defaults, Shape shape, boolean tied) {
    Procedure procedure = procedure(section);
    // Layers that read and predict vectors of bits are two, as published.
    boolean useTied = section.flag("tied", tied && procedure.bitsPerPosition() == 0);
    int positions = section.integer("positions", Reading.of(procedure).positions());
    Section training = section.optionalSection("training");
    TrainingSettings settings =
        training == null ? defaults : TrainingReader.read(training, defaults);
    section.finish();
    try {
      Use use = new Use(label, procedure, useTied, positions, settings);
      Trainer.requireFits(use.config(shape), procedure, settings);
      return use;
    } catch (IllegalArgumentException e) {
      throw section.error(
          section.has("positions") ? "positions" : "training", label + ": " + e.getMessage());
    }
  }

  /** The procedure of the key {@code procedure}: a name, or a name with settings. */
  static Procedure procedure(Section section) {
    if (section.isScalar("procedure")) {
      return procedure(section, "procedure", section.word("procedure"), Map.of());
    }
    Section made = section.section("procedure");
    String name = made.word("name");
    return procedure(made, "name", name, made.rest());
  }

  private static Procedure procedure(
      Section section, String nameKey, String name, Map<String, Object> settings) {
    try {
      return Procedures.create(name, settings);
    } catch (SettingException e) {
      throw section.error(
          e.setting() == null ? nameKey : e.setting(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw section.error(nameKey, String.valueOf(e.getMessage()));
    }
  }

  /** Refuses a donor that does not fit what takes from it, in some cell. */
  static void requireDonorsFit(
      Section section, Shape shape, List<Use> pretrainings, List<Cell> cells) {
    for (Cell cell : cells) {
      for (Donation donation : cell.arm().donations()) {
        List<Use> donors = Plan.uses(donation, cell, pretrainings);
        try {
          requireFits(donation, donors, cell.task(), shape);
        } catch (IllegalArgumentException e) {
          throw section.error(
              cell.arm().label(),
              "arm '"
                  + cell.arm().label()
                  + "', from "
                  + String.join(", ", labels(donors))
                  + " to "
                  + cell.task().label()
                  + ": "
                  + e.getMessage());
        }
      }
    }
  }

  private static void requireFits(Donation donation, List<Use> donors, Use task, Shape shape) {
    Transplant transplant = donation.transplant();
    Use donor = donors.getFirst();
    requireMergeFits(donation, donors, shape);
    transplant.requireFits(donor.config(shape), task.config(shape));
    requireRowsFit(transplant, donor, task, shape);
    for (Perturbation perturbation : donation.perturb()) {
      perturbation.on(transplant.selector(), 0).requireFits(donor.config(shape));
    }
  }

  private static void requireMergeFits(Donation donation, List<Use> donors, Shape shape) {
    Merging merge = donation.merge();
    if (merge == null) {
      return;
    }
    Selector selector = donation.transplant().selector();
    List<GptConfig> models = new ArrayList<>();
    if (merge.method().hasBase()) {
      models.add(donors.getFirst().config(shape));
    }
    for (Use donor : donors) {
      models.add(donor.config(shape));
      requireRowsFit(new Transplant(selector, merge.embedding()), donor, donors.getFirst(), shape);
    }
    merge.on(selector, 0).requireFits(models);
  }

  /**
   * Where a model reads vectors of bits, its layers have a row for each bit, not for each token.
   */
  private static void requireRowsFit(Transplant transplant, Use donor, Use task, Shape shape) {
    boolean alike = readsBits(donor) == readsBits(task);
    EmbeddingStrategy strategy = transplant.embedding();
    boolean byRow =
        strategy == null
            ? donor.config(shape).vocabulary() == task.config(shape).vocabulary()
            : strategy == EmbeddingStrategy.RETAIN || strategy == EmbeddingStrategy.EXTEND;
    if (!alike && byRow && transplant.selector().components().contains(Component.EMBEDDING)) {
      throw new IllegalArgumentException(
          "one of them reads vectors of bits, so their embeddings have no rows in common: choose the"
              + " embedding strategy average or random");
    }
  }

  private static boolean readsBits(Use use) {
    return use.procedure().bitsPerPosition() > 0;
  }

  private static List<String> metrics(Section root) {
    List<String> metrics = root.has("metrics") ? root.words("metrics") : List.of("accuracy");
    for (String metric : metrics) {
      require(root, "metrics", "metric", metric, METRICS);
    }
    return metrics;
  }

  private static Published published(
      Section item, List<Use> pretrainings, List<Arm> arms, List<Use> tasks, List<String> metrics) {
    String pretrain = item.word("pretrain", "");
    if (!pretrain.isEmpty()) {
      require(item, "pretrain", "pretraining", pretrain, labels(pretrainings));
    }
    String arm = item.word("arm");
    require(item, "arm", "arm", arm, arms.stream().map(Arm::label).toList());
    requireRow(item, pretrain, arm, arms);
    String task = item.word("task");
    require(item, "task", "task", task, labels(tasks));
    String metric = item.word("metric", "accuracy");
    require(item, "metric", "metric", metric, metrics);
    double value = item.number("value");
    item.finish();
    return new Published(pretrain.isEmpty() ? null : pretrain, arm, task, metric, value);
  }

  /** Refuses the row of a pretraining for an arm that names its donors and so has none. */
  static void requireRow(Section section, String pretrain, String arm, List<Arm> arms) {
    boolean named = arms.stream().anyMatch(a -> a.label().equals(arm) && a.namesDonors());
    if (named && !pretrain.isEmpty()) {
      throw section.error(
          "pretrain",
          "arm '%s' names its donors, so it has no row of '%s': leave pretrain out"
              .formatted(arm, pretrain));
    }
  }

  static List<String> labels(List<Use> uses) {
    return uses.stream().map(Use::label).toList();
  }

  /** Refuses a word that names nothing in this study. */
  static void require(
      Section section, String key, String what, String word, Collection<String> known) {
    if (!known.contains(word)) {
      throw section.error(
          key,
          "there is no "
              + what
              + " '"
              + word
              + "' in this study"
              + Suggestion.hint(word, known.stream().sorted().toList()));
    }
  }
}
