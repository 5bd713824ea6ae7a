package graft.study;

import graft.study.Matrix.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a study whose attention comes from one pretraining and whose MLP from another, found
 * from what the arms make and not from their labels. All else is the same in all of them, or comes
 * along with one of the two.
 *
 * @param attention pretrainings that give attention, in the study's order
 * @param mlp pretrainings that give the MLP, in the study's order
 * @param along what else is said of all cells, in words; may be empty
 * @param cells where the study has each pair; null stands for fresh weights
 */
public record CompositionMatrix(
    List<String> attention, List<String> mlp, String along, Map<Pair, List<Place>> cells) {
  public CompositionMatrix {
    attention = List.copyOf(attention);
    mlp = List.copyOf(mlp);
    cells = Map.copyOf(cells);
  }

  /** Who gives attention and MLP; null for fresh weights. */
  public record Pair(@Nullable String attention, @Nullable String mlp) {}

  /** A row of the table: the label in the column of pretrainings, and the arm's. */
  public record Place(String pretrain, String arm) {}

  /** Where the study has this pair: rows that mean the same weights, none if it lacks it. */
  public List<Place> at(@Nullable String ofAttention, @Nullable String ofMlp) {
    return cells.getOrDefault(new Pair(ofAttention, ofMlp), List.of());
  }

  /** Whether some row is of attention alone. */
  public boolean hasAttentionAlone() {
    return attention.stream().anyMatch(label -> !at(label, null).isEmpty());
  }

  /** Whether some row is of the MLP alone. */
  public boolean hasMlpAlone() {
    return mlp.stream().anyMatch(label -> !at(null, label).isEmpty());
  }

  /** All matrices of a study: at least one pair in each is of two pretrainings. */
  public static List<CompositionMatrix> all(Study study) {
    Map<Placement, Set<Place>> places = new LinkedHashMap<>();
    for (Cell cell : Matrix.cells(study)) {
      Placement placement = Placement.of(cell.arm(), cell.source());
      if (placement != null) {
        places
            .computeIfAbsent(placement, k -> new LinkedHashSet<>())
            .add(new Place(cell.source(), cell.arm().label()));
      }
    }
    Set<CompositionFrame> frames = new LinkedHashSet<>();
    places.keySet().stream()
        .filter(CompositionFrame::isOfTwo)
        .map(CompositionFrame::of)
        .forEach(frames::add);
    List<CompositionMatrix> all = frames.stream().map(frame -> of(frame, places, study)).toList();
    return all.stream().filter(m -> all.stream().noneMatch(other -> m.isLess(other))).toList();
  }

  /** Whether the other has all that this one has, and more: then this is the same seen narrowly. */
  private boolean isLess(CompositionMatrix other) {
    Set<Place> own = ofTwo();
    Set<Place> others = other.ofTwo();
    return others.size() > own.size() && others.containsAll(own);
  }

  private Set<Place> ofTwo() {
    Set<Place> places = new LinkedHashSet<>();
    cells.forEach(
        (pair, found) -> {
          boolean one = Objects.equals(pair.attention(), pair.mlp());
          if (!one && pair.attention() != null && pair.mlp() != null) {
            places.addAll(found);
          }
        });
    return places;
  }

  private static CompositionMatrix of(
      CompositionFrame frame, Map<Placement, Set<Place>> places, Study study) {
    List<String> labels = StudyReader.labels(study.pretrainings());
    Set<String> donors = new LinkedHashSet<>();
    for (String first : labels) {
      for (String second : labels) {
        if (!first.equals(second) && places.containsKey(frame.placement(first, second))) {
          donors.add(first);
          donors.add(second);
        }
      }
    }
    // Both parts of one model are what a pair is compared with.
    List<String> attention =
        labels.stream()
            .filter(a -> donors.stream().anyMatch(m -> places.containsKey(frame.placement(a, m))))
            .toList();
    List<String> mlp =
        labels.stream()
            .filter(m -> donors.stream().anyMatch(a -> places.containsKey(frame.placement(a, m))))
            .toList();
    List<@Nullable String> all = new ArrayList<>(labels);
    all.add(null);
    Map<Pair, List<Place>> cells = new LinkedHashMap<>();
    for (String first : all) {
      for (String second : all) {
        Set<Place> found = places.getOrDefault(frame.placement(first, second), Set.of());
        if (!found.isEmpty()) {
          cells.put(new Pair(first, second), List.copyOf(found));
        }
      }
    }
    return new CompositionMatrix(attention, mlp, frame.words(), cells);
  }
}
