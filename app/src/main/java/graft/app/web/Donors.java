package graft.app.web;

import graft.app.report.Figures;
import graft.app.report.Json;
import graft.app.report.SettingsText;
import graft.study.StoredDonor;
import graft.study.StoredDonors;
import graft.study.Study;
import graft.study.Study.Use;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pretrainings that the store has, under the names that studies give them. */
final class Donors {
  private static final int LONGEST_LABEL = 60;

  private final StoredDonors stored;
  private final Catalogue catalogue;

  Donors(StoredDonors stored, Catalogue catalogue) {
    this.stored = stored;
    this.catalogue = catalogue;
  }

  /**
   * A pretraining with a name.
   *
   * @param label no two have the same
   * @param studies names of those that have it
   */
  record Named(String label, List<String> studies, StoredDonor donor) {
    Map<String, @Nullable Object> json() {
      Study.Shape shape = donor.shape();
      Use use = donor.use();
      return Json.object(
          "id", donor.id(),
          "label", label,
          "studies", studies,
          "seeds", donor.seeds().keySet(),
          "layers", shape.layers(),
          "heads", shape.heads(),
          "width", shape.width(),
          "procedure", use.procedure().name(),
          "settings", donor.fault().isEmpty() ? SettingsText.of(use.procedure()) : "",
          "steps", Figures.rough((double) use.training().steps()),
          "vocabulary", donor.fault().isEmpty() ? (Integer) use.config(shape).vocabulary() : null,
          "positions", use.positions(),
          "fault", donor.fault());
    }

    /** As a study has it under this name. */
    Use use() {
      return donor.labelled(label);
    }
  }

  /** All of them; those that a study knows come first. */
  List<Named> all() {
    List<Listed> studies = catalogue.everything();
    List<Named> named = new ArrayList<>();
    Set<String> taken = new HashSet<>(Set.of(Study.NAMED));
    for (boolean known : List.of(true, false)) {
      for (StoredDonor donor : stored.all()) {
        List<String> labels = new ArrayList<>();
        List<String> names = new ArrayList<>();
        studies.forEach(listed -> find(donor, listed, labels, names));
        if (labels.isEmpty() != known) {
          String label = labels.isEmpty() ? donor.use().label() : labels.getFirst();
          named.add(new Named(unlike(plain(label, donor), taken), names, donor));
        }
      }
    }
    return named;
  }

  private static void find(
      StoredDonor donor, Listed listed, List<String> labels, List<String> names) {
    Study study = listed.study();
    if (study == null) {
      return;
    }
    for (Use use : study.pretrainings()) {
      if (donor.is(use, study.shape())) {
        labels.add(use.label());
        if (!names.contains(study.name())) {
          names.add(study.name());
        }
        return;
      }
    }
  }

  /** A label that needs no care in a file. */
  private static String plain(String label, StoredDonor donor) {
    String plain = label.replaceAll("[^A-Za-z0-9 _-]", " ").replaceAll(" +", " ").strip();
    String few = plain.substring(0, Math.min(LONGEST_LABEL, plain.length())).strip();
    return few.isEmpty() ? donor.use().label() : few;
  }

  private static String unlike(String label, Set<String> taken) {
    String name = label;
    for (int i = 2; !taken.add(name); i++) {
      name = label + " " + i;
    }
    return name;
  }
}
