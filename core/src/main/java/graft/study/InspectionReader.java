package graft.study;

import graft.analysis.Analyzer;
import graft.analysis.Trait;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
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
    List<Use> donors =
        cells.stream()
            .flatMap(
                cell -> cell.arm().donations().stream().map(d -> Plan.uses(d, cell, pretrainings)))
            .flatMap(List::stream)
            .distinct()
            .toList();
    List<Use> models = Stream.concat(donors.stream(), tasks.stream()).toList();
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
    Section of = heads && !isFlag ? section.section("heads") : null;
    Procedure headSamples = of == null ? null : headSamples(of);
    Integer headLength = of == null ? null : headLength(of);
    Set<Trait> traits = traits();
    boolean similarity = section.flag("similarity", false);
    boolean patching = section.flag("patching", false);
    section.finish();
    Inspection inspection =
        new Inspection(samples, heads, headSamples, headLength, traits, similarity, patching);
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

  /** The procedure that every model is to read; null if none is named. */
  private @Nullable Procedure headSamples(Section heads) {
    if (heads.has("procedure") == heads.has("length")) {
      throw heads.error(
          (String) null,
          "'heads' is true, or says what is read: {procedure: ...}, or {length: N} for each model's"
              + " own at that input length");
    }
    if (!heads.has("procedure")) {
      return null;
    }
    Procedure procedure = StudyReader.procedure(heads);
    if (procedure.bitsPerPosition() > 0) {
      throw heads.error(
          "procedure", procedure.name() + " is read as vectors of bits: heads need tokens");
    }
    models.forEach(use -> requireFits(heads, "procedure", use, procedure));
    return procedure;
  }

  /** The input length that every model is to read whose sequences have one; null if not named. */
  private @Nullable Integer headLength(Section heads) {
    if (!heads.has("length")) {
      heads.finish();
      return null;
    }
    int length = heads.integer("length", 0);
    heads.finish();
    List<Use> graded =
        models.stream().filter(use -> Curriculum.drawn(use.procedure()).grade() > 0).toList();
    if (graded.isEmpty()) {
      throw heads.error(
          "length",
          "no model of this study reads sequences that have an input length: write heads: true");
    }
    for (Use use : graded) {
      try {
        requireFits(heads, "length", use, Curriculum.drawn(use.procedure()).atGrade(length));
      } catch (IllegalArgumentException e) {
        throw heads.error("length", "'" + use.label() + "': " + e.getMessage());
      }
    }
    return length;
  }

  private void requireFits(Section heads, String key, Use use, Procedure procedure) {
    if (readsBits(use)) {
      return;
    }
    try {
      Analyzer.requireFits("the model of '" + use.label() + "'", use.config(shape), procedure);
    } catch (IllegalArgumentException e) {
      throw heads.error(key, e.getMessage() + ", or heads: true for each model's own");
    }
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
