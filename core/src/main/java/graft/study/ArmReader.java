package graft.study;

import graft.study.Study.Arm;
import graft.study.Study.Donation;
import graft.study.Study.Shape;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the arms of a study. */
final class ArmReader {
  /** What says which part of which donor is taken, and how. */
  private static final List<String> DONATION =
      List.of("from", "merge", "take", "layers", "heads", "embedding", "perturb");

  private final SelectorReader selectors;
  private final List<String> pretrainings;

  private ArmReader(Shape shape, List<String> pretrainings) {
    this.selectors = new SelectorReader(shape);
    this.pretrainings = pretrainings;
  }

  /**
   * The arms of the section {@code arms}; at least one.
   *
   * @param shape of the study's models
   * @param pretrainings labels
   */
  static List<Arm> read(Section section, Shape shape, List<String> pretrainings) {
    ArmReader reader = new ArmReader(shape, pretrainings);
    List<Arm> arms = new ArrayList<>();
    for (String label : section.keys()) {
      arms.add(reader.arm(label, section.section(label)));
    }
    if (arms.isEmpty()) {
      throw section.error((String) null, "'arms' is empty: name at least one");
    }
    return arms;
  }

  private Arm arm(String label, Section section) {
    List<Selector> freeze = freeze(label, section);
    List<Donation> donations = List.of();
    List<Perturbation> perturb = List.of();
    if (section.has("transplant")) {
      donations = donations(label, section);
    } else {
      Set<Part> take = selectors.parts(section, "take");
      if (take.isEmpty()) {
        refuseBesideNothing(label, section);
        perturb = PerturbationReader.read(section);
      } else {
        donations = donation(label, section, take);
      }
    }
    section.finish();
    return new Arm(label, donations, perturb, freeze);
  }

  private static void refuseBesideNothing(String label, Section section) {
    if (section.has("embedding")) {
      throw notTaken(label, section);
    }
    for (String key : List.of("from", "merge", "layers", "heads")) {
      if (section.has(key)) {
        throw section.error(
            key, "'" + label + "' takes nothing, so '" + key + "' has nothing to act on");
      }
    }
  }

  private static InputException notTaken(String label, Section section) {
    return section.error(
        "embedding", "'" + label + "' names an embedding strategy but does not take the embedding");
  }

  private List<Donation> donations(String label, Section section) {
    for (String key : DONATION) {
      if (section.has(key)) {
        throw section.error(
            key,
            "'" + key + "' cannot stand beside 'transplant': move it into one of the items there");
      }
    }
    List<Donation> donations = new ArrayList<>();
    for (Section item : section.sections("transplant")) {
      Set<Part> take = selectors.parts(item, "take");
      if (take.isEmpty()) {
        throw item.error("take", "an item of 'transplant' must take something: leave it out");
      }
      donations.addAll(donation(label, item, take));
      item.finish();
    }
    if (donations.isEmpty()) {
      throw section.error(
          "transplant", "'transplant' is empty: give it items like {from: LABEL, take: attention}");
    }
    return List.copyOf(donations);
  }

  /** One donation for each run of layers. */
  private List<Donation> donation(String label, Section section, Set<Part> take) {
    String from = from(section);
    EmbeddingStrategy embedding =
        section.has("embedding")
            ? section.constant("embedding", EmbeddingStrategy.class, EmbeddingStrategy.AVERAGE)
            : null;
    if (embedding != null && !take.contains(Part.EMBEDDING)) {
      throw notTaken(label, section);
    }
    List<Perturbation> perturb = PerturbationReader.read(section);
    List<Selector> taken = selectors.selectors(section, take);
    Merging merge = MergingReader.read(section, pretrainings, taken);
    if (from != null && merge != null) {
      throw section.error(
          "from", "'from' cannot stand beside 'merge', which names its donors: take one away");
    }
    return taken.stream()
        .map(selector -> new Donation(from, merge, new Transplant(selector, embedding), perturb))
        .toList();
  }

  private @Nullable String from(Section section) {
    if (!section.has("from")) {
      return null;
    }
    String from = section.word("from");
    StudyReader.require(section, "from", "pretraining", from, pretrainings);
    return from;
  }

  private List<Selector> freeze(String label, Section section) {
    if (!section.has("freeze")) {
      return List.of();
    }
    List<Selector> freeze;
    if (section.isScalar("freeze") || section.isList("freeze")) {
      Set<Part> parts = selectors.parts(section, "freeze");
      freeze = parts.isEmpty() ? List.of() : List.of(Selector.of(parts));
    } else {
      Section inner = section.section("freeze");
      Set<Part> parts = selectors.parts(inner, "take");
      freeze = parts.isEmpty() ? List.of() : selectors.selectors(inner, parts);
      inner.finish();
    }
    if (freeze.contains(Selector.everything())) {
      throw section.error(
          "freeze", "'" + label + "' freezes everything, so nothing is left to fine-tune");
    }
    return freeze;
  }
}
