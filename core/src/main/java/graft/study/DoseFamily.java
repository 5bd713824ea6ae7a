package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import graft.study.Study.Arm;
import graft.study.Study.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pretrainings of a study that differ only in their steps, found from their recipes and not from
 * their labels.
 *
 * @param label what their labels share
 * @param doses at least two, by rising steps
 * @param arms labels of the arms that take something from the row's pretraining
 */
public record DoseFamily(String label, List<Dose> doses, List<String> arms) {
  public DoseFamily {
    doses = List.copyOf(doses);
    arms = List.copyOf(arms);
  }

  /**
   * One pretraining.
   *
   * @param pretrain label
   * @param steps that the study asks for
   */
  public record Dose(String pretrain, long steps) {}

  /** All families of a study, in the order of their first pretrainings. */
  public static List<DoseFamily> all(Study study) {
    Map<JsonNode, List<Use>> families = new LinkedHashMap<>();
    for (Use use : study.pretrainings()) {
      families.computeIfAbsent(withoutSteps(use, study), k -> new ArrayList<>()).add(use);
    }
    List<String> arms = study.arms().stream().filter(Arm::varies).map(Arm::label).toList();
    List<DoseFamily> found =
        families.values().stream()
            .map(uses -> of(uses, arms))
            .filter(family -> family.doses().size() > 1 && !arms.isEmpty())
            .toList();
    List<String> labels = found.stream().map(DoseFamily::label).toList();
    return found.stream().map(family -> family.distinct(labels)).toList();
  }

  private DoseFamily distinct(List<String> labels) {
    String first = doses.getFirst().pretrain();
    return new DoseFamily(CommonLabel.distinct(label, labels, first), doses, arms);
  }

  /** The canonical form of what is trained, as if for no step. */
  private static JsonNode withoutSteps(Use use, Study study) {
    Recipe fresh = new Recipe.Fresh(use.config(study.shape()), 0, "");
    return new Recipe.Trained(use.procedure(), use.training().withSteps(0), 0, "", fresh).json();
  }

  private static DoseFamily of(List<Use> uses, List<String> arms) {
    Map<Long, Dose> bySteps = new LinkedHashMap<>();
    for (Use use : uses) {
      long steps = use.training().steps();
      bySteps.putIfAbsent(steps, new Dose(use.label(), steps));
    }
    List<Dose> doses =
        bySteps.values().stream().sorted(Comparator.comparingLong(Dose::steps)).toList();
    String fallback = uses.getFirst().label();
    String label = CommonLabel.of(doses.stream().map(Dose::pretrain).toList(), fallback);
    return new DoseFamily(label, doses, arms);
  }
}
