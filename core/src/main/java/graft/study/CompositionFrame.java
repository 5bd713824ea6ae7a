package graft.study;

import graft.study.Placement.Gift;
import graft.surgery.Part;
import graft.surgery.Selector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the cells of a {@link CompositionMatrix} share: everything but the two donors.
 *
 * @param pattern a placement with stand-ins for the donors of attention and MLP
 * @param roles whether a part comes from one of the two
 */
record CompositionFrame(Placement pattern, Map<Part, Role> roles) {
  private static final String ATTENTION_DONOR = "attention";
  private static final String MLP_DONOR = "mlp";

  /** Whose a part is: that of one of the two donors, or of the same donor in all cells. */
  enum Role {
    WITH_ATTENTION,
    WITH_MLP,
    SAME
  }

  /** Whether attention and MLP come from two pretrainings. */
  static boolean isOfTwo(Placement placement) {
    Gift attention = placement.gifts().get(Part.ATTENTION);
    Gift mlp = placement.gifts().get(Part.MLP);
    return attention != null && mlp != null && !attention.donor().equals(mlp.donor());
  }

  /** That of a placement of two pretrainings. */
  static CompositionFrame of(Placement placement) {
    Map<Part, Gift> gifts = new EnumMap<>(Part.class);
    Map<Part, Role> roles = new EnumMap<>(Part.class);
    placement
        .gifts()
        .forEach(
            (part, gift) -> {
              Role role = role(gift, placement);
              roles.put(part, role);
              gifts.put(
                  part,
                  switch (role) {
                    case WITH_ATTENTION -> gift.of(ATTENTION_DONOR);
                    case WITH_MLP -> gift.of(MLP_DONOR);
                    case SAME -> gift;
                  });
            });
    return new CompositionFrame(new Placement(gifts, placement.freeze()), Map.copyOf(roles));
  }

  private static Role role(Gift gift, Placement placement) {
    if (is(gift, placement.gifts().get(Part.ATTENTION))) {
      return Role.WITH_ATTENTION;
    }
    return is(gift, placement.gifts().get(Part.MLP)) ? Role.WITH_MLP : Role.SAME;
  }

  private static boolean is(Gift gift, @Nullable Gift other) {
    return other != null && gift.donor().equals(other.donor());
  }

  /** The placement of two donors; null for fresh weights. */
  Placement placement(@Nullable String attention, @Nullable String mlp) {
    Map<Part, Gift> gifts = new EnumMap<>(Part.class);
    pattern
        .gifts()
        .forEach(
            (part, gift) -> {
              String donor =
                  switch (roles.getOrDefault(part, Role.SAME)) {
                    case WITH_ATTENTION -> attention;
                    case WITH_MLP -> mlp;
                    case SAME -> gift.donor();
                  };
              if (donor != null) {
                gifts.put(part, gift.of(donor));
              }
            });
    return new Placement(gifts, pattern.freeze());
  }

  /** for example {@code ln with the attention, mlp perturbed}. */
  String words() {
    List<String> words = new ArrayList<>();
    for (Part part : Part.values()) {
      Gift gift = pattern.gifts().get(part);
      if (gift == null) {
        continue;
      }
      if (part != Part.ATTENTION && part != Part.MLP) {
        String strategy = gift.embedding() == null ? "" : " (" + Words.of(gift.embedding()) + ")";
        words.add(
            part.word()
                + strategy
                + switch (roles.getOrDefault(part, Role.SAME)) {
                  case WITH_ATTENTION -> " with the attention";
                  case WITH_MLP -> " with the MLP";
                  case SAME -> " of " + gift.donor();
                });
      }
      if (!gift.perturb().isEmpty()) {
        words.add(part.word() + " perturbed");
      }
    }
    pattern.freeze().forEach(selector -> words.add(frozen(selector)));
    return String.join(", ", words);
  }

  private static String frozen(Selector selector) {
    return String.join(" and ", selector.parts().stream().map(Part::word).toList()) + " frozen";
  }
}
