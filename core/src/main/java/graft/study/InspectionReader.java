package graft.study;

import graft.analysis.Analyzer;
import graft.analysis.Trait;
import graft.procedure.Procedure;
import graft.study.Matrix.Cell;
import graft.study.Study.Baseline;
import graft.study.Study.Shape;
import graft.study.Study.Use;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a study looks at inside its models. */
final class InspectionReader {
  private static final int MOST_SAMPLES = 10_000;

  /** A probe needs one to fit and one to test, and a quarter is tested. */
  private static final int FEWEST_SAMPLES = 4;

  private final Section section;
  private final Shape shape;
  private final List<Use> models;

  private InspectionReader(Section section, Shape shape, List<Use> models) {
    this.section = section;
    this.shape = shape;
    this.models = models;
  }

  /**
   * The section {@code analyze}, which may be absent.
   *
   * @param baseline of the study
   * @param cells that it has
   */
  static Inspection read(
      Section root,
      Shape shape,
      List<Use> tasks,
      @Nullable Baseline baseline,
      List<Cell> cells,
      List<Use> pretrainings) {
    Section section = root.optionalSection("analyze");
    if (section == null) {
      return Inspection.NONE;
    }
    List<Use> models =
        Stream.concat(
                cells.stream()
                    .flatMap(
                        cell ->
                            cell.arm().donations().stream()
                                .flatMap(d -> Plan.uses(d, cell, pretrainings).stream())),
                tasks.stream())
            .distinct()
            .toList();
    return new InspectionReader(section, shape, models).read(baseline);
  }

  private Inspection read(@Nullable Baseline baseline) {
    int samples = section.integer("samples", Inspection.SAMPLES);
    if (samples < FEWEST_SAMPLES || samples > MOST_SAMPLES) {
      throw section.error(
          "samples",
          "'samples' must be from %d to %d, not %d"
              .formatted(FEWEST_SAMPLES, MOST_SAMPLES, samples));
    }
    boolean isFlag = section.isScalar("heads");
    boolean heads = isFlag ? section.flag("heads", false) : section.has("heads");
    Procedure headSamples = heads && !isFlag ? headSamples(section.section("heads")) : null;
    Set<Trait> traits = traits();
    boolean similarity = section.flag("similarity", false);
    boolean patching = section.flag("patching", false);
    section.finish();
    Inspection inspection =
        new Inspection(samples, heads, headSamples, traits, similarity, patching);
    requireSomething(inspection, baseline);
    return inspection;
  }

  private void requireSomething(Inspection inspection, @Nullable Baseline baseline) {
    if (inspection.isEmpty()) {
      throw section.error(
          (String) null,
          "'analyze' asks for nothing: give it heads, probes, similarity or patching");
    }
    if (inspection.patching() && baseline == null) {
      throw section.error(
          "patching",
          "'patching' is between an arm's model and the baseline's, and this study has no baseline:"
              + " add baseline: {arm: LABEL}");
    }
    if (models.stream().allMatch(InspectionReader::readsBits)) {
      throw section.error(
          (String) null,
          "'analyze' looks at models that read tokens, and all of this study read vectors of bits:"
              + " take it away");
    }
  }

  static boolean readsBits(Use use) {
    return use.procedure().bitsPerPosition() > 0;
  }

  private Procedure headSamples(Section heads) {
    Procedure procedure = StudyReader.procedure(heads);
    heads.finish();
    if (procedure.bitsPerPosition() > 0) {
      throw heads.error(
          "procedure", procedure.name() + " is read as vectors of bits: heads need tokens");
    }
    for (Use use : models) {
      if (!readsBits(use)) {
        try {
          Analyzer.requireFits("the model of '" + use.label() + "'", use.config(shape), procedure);
        } catch (IllegalArgumentException e) {
          throw heads.error("procedure", e.getMessage() + ", or heads: true for each model's own");
        }
      }
    }
    return procedure;
  }

  /** {@code true}, a trait or a list of traits. */
  private Set<Trait> traits() {
    if (!section.has("probes")) {
      return Set.of();
    }
    List<String> words =
        section.isList("probes") ? section.words("probes") : List.of(section.word("probes"));
    if (words.equals(List.of("false"))) {
      return Set.of();
    }
    if (words.equals(List.of("true"))) {
      return EnumSet.allOf(Trait.class);
    }
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    for (String word : words) {
      Trait trait = section.constant("probes", section.lineOf("probes"), word, Trait.class);
      if (models.stream().noneMatch(use -> isIn(trait, use))) {
        throw section.error(
            "probes",
            "no model of this study reads sequences that have '%s': it is known of %s"
                .formatted(word, trait.known()));
      }
      traits.add(trait);
    }
    if (traits.isEmpty()) {
      throw section.error("probes", "'probes' is empty: name traits, or write true for all");
    }
    return traits;
  }

  /** Whether a model may be probed for a trait. */
  static boolean isIn(Trait trait, Use use) {
    return !readsBits(use) && trait.isIn(use.procedure());
  }
}
