package graft.study;

import graft.study.Matrix.Cell;
import graft.study.Perturbation.Kind;
import graft.study.Study.Arm;
import graft.study.Study.Donation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Arms of a study that take the same and differ only in the strength of one perturbation, found
 * from what the arms are and not from their labels.
 *
 * @param kind of perturbation
 * @param label of what is perturbed
 * @param doses at least two, by rising setting, none of them 0
 * @param undamaged label of the arm that takes the same without the perturbation, or with setting
 *     0; null if the study has none
 * @param sources labels of the pretrainings whose rows of these arms are there; one if the arms are
 *     the same for all
 */
public record PerturbationFamily(
    Kind kind, String label, List<Dose> doses, @Nullable String undamaged, List<String> sources) {
  public PerturbationFamily {
    doses = List.copyOf(doses);
    sources = List.copyOf(sources);
  }

  /**
   * One arm.
   *
   * @param arm label
   * @param setting of the perturbation
   */
  public record Dose(String arm, double setting) {}

  /** A perturbation of an arm: of a donation, or of the whole fresh model ({@code -1}). */
  private record Place(int donation, int index) {}

  /** What members of a family share. */
  private record Shared(Arm blank, Kind kind, List<Place> places) {}

  /** All families of a study, in the order of their first arms. */
  public static List<PerturbationFamily> all(Study study) {
    Map<Shared, List<Dose>> families = new LinkedHashMap<>();
    for (Arm arm : study.arms()) {
      for (Kind kind : Kind.values()) {
        if (kind.hasSetting()) {
          add(arm, kind, families);
        }
      }
    }
    List<PerturbationFamily> found = new ArrayList<>();
    families.forEach((shared, doses) -> add(study, shared, doses, found));
    return found.stream().map(family -> family.distinct(found)).toList();
  }

  private PerturbationFamily distinct(List<PerturbationFamily> all) {
    List<String> labels =
        all.stream().filter(f -> f.kind() == kind).map(PerturbationFamily::label).toList();
    String own = CommonLabel.distinct(label, labels, doses.getFirst().arm());
    return new PerturbationFamily(kind, own, doses, undamaged, sources);
  }

  /** The arm without its number, for every way in which one number can be taken out. */
  private static void add(Arm arm, Kind kind, Map<Shared, List<Dose>> families) {
    List<Place> all = places(arm, kind);
    List<List<Place>> ways = new ArrayList<>();
    if (all.stream().map(place -> setting(arm, place)).distinct().count() == 1) {
      ways.add(all);
    }
    if (all.size() > 1) {
      all.forEach(place -> ways.add(List.of(place)));
    }
    for (List<Place> places : ways) {
      Arm blank = with(arm, places, List.of(new Perturbation(kind, 0)));
      families
          .computeIfAbsent(new Shared(blank, kind, places), k -> new ArrayList<>())
          .add(new Dose(arm.label(), setting(arm, places.getFirst())));
    }
  }

  private static void add(
      Study study, Shared shared, List<Dose> members, List<PerturbationFamily> found) {
    Map<Double, Dose> bySetting = new LinkedHashMap<>();
    members.forEach(dose -> bySetting.putIfAbsent(dose.setting(), dose));
    Dose none = bySetting.remove(0.0);
    if (bySetting.size() < 2) {
      return;
    }
    Arm without = with(shared.blank(), shared.places(), List.of());
    String undamaged =
        study.arms().stream()
            .filter(arm -> named("", arm).equals(without))
            .map(Arm::label)
            .findFirst()
            .orElse(none == null ? null : none.arm());
    List<Dose> doses =
        bySetting.values().stream().sorted(Comparator.comparingDouble(Dose::setting)).toList();
    List<String> labels = doses.stream().map(Dose::arm).toList();
    String common = CommonLabel.of(labels, labels.getFirst());
    List<String> sources = sources(study, shared.blank(), labels);
    found.add(
        new PerturbationFamily(
            shared.kind(), undamaged == null ? common : undamaged, doses, undamaged, sources));
  }

  private static List<String> sources(Study study, Arm blank, List<String> arms) {
    return Matrix.cells(study).stream()
        .filter(cell -> arms.contains(cell.arm().label()))
        .map(Cell::source)
        .distinct()
        .limit(blank.varies() ? Long.MAX_VALUE : 1)
        .toList();
  }

  private static List<Place> places(Arm arm, Kind kind) {
    List<Place> places = new ArrayList<>();
    for (int donation = -1; donation < arm.donations().size(); donation++) {
      List<Perturbation> list = list(arm, donation);
      for (int index = 0; index < list.size(); index++) {
        if (list.get(index).kind() == kind) {
          places.add(new Place(donation, index));
        }
      }
    }
    return places;
  }

  private static List<Perturbation> list(Arm arm, int donation) {
    return donation < 0 ? arm.perturb() : arm.donations().get(donation).perturb();
  }

  private static double setting(Arm arm, Place place) {
    return list(arm, place.donation()).get(place.index()).setting();
  }

  /** A nameless arm with something else, or nothing, in these places. */
  private static Arm with(Arm arm, List<Place> places, List<Perturbation> instead) {
    List<Donation> donations =
        IntStream.range(0, arm.donations().size())
            .mapToObj(
                i -> {
                  Donation d = arm.donations().get(i);
                  return new Donation(
                      d.from(), d.merge(), d.transplant(), with(d.perturb(), i, places, instead));
                })
            .toList();
    return new Arm("", donations, with(arm.perturb(), -1, places, instead), arm.freeze());
  }

  private static List<Perturbation> with(
      List<Perturbation> list, int donation, List<Place> places, List<Perturbation> instead) {
    List<Perturbation> result = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      result.addAll(places.contains(new Place(donation, i)) ? instead : List.of(list.get(i)));
    }
    return result;
  }

  private static Arm named(String label, Arm arm) {
    return new Arm(label, arm.donations(), arm.perturb(), arm.freeze());
  }
}
