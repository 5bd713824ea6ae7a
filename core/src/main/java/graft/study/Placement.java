package graft.study;

import graft.study.Study.Arm;
import graft.study.Study.Donation;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Part;
import graft.surgery.Selector;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which pretraining each part of a model comes from, whichever arm says so and in whatever words.
 * Parts that are not there are fresh.
 *
 * @param gifts by part
 * @param freeze what does not change in fine-tuning
 */
record Placement(Map<Part, Gift> gifts, List<Selector> freeze) {
  Placement {
    gifts = Map.copyOf(gifts);
    freeze = List.copyOf(freeze);
  }

  /**
   * A part of a pretrained model.
   *
   * @param donor label of the pretraining
   * @param perturb what is done to it before
   * @param embedding how an embedding moves; null for other parts, and where the study leaves it
   *     open
   */
  record Gift(String donor, List<Perturbation> perturb, @Nullable EmbeddingStrategy embedding) {
    /** The same of another pretraining. */
    Gift of(String other) {
      return new Gift(other, perturb, embedding);
    }
  }

  /**
   * What an arm makes.
   *
   * @param source label of the row's pretraining
   * @return null if it is not made of whole parts of single models
   */
  static @Nullable Placement of(Arm arm, String source) {
    if (!arm.perturb().isEmpty()) {
      return null;
    }
    Map<Part, Gift> gifts = new EnumMap<>(Part.class);
    for (Donation donation : arm.donations()) {
      Selector selector = donation.transplant().selector();
      if (donation.merge() != null || !isWhole(selector)) {
        return null;
      }
      String from = donation.from();
      for (Part part : selector.parts()) {
        boolean again = gifts.containsKey(part);
        // An embedding may be taken in part only, so a second does not replace the first.
        if (part == Part.EMBEDDING && again) {
          return null;
        }
        EmbeddingStrategy strategy =
            part == Part.EMBEDDING ? donation.transplant().embedding() : null;
        gifts.put(part, new Gift(from == null ? source : from, donation.perturb(), strategy));
      }
    }
    return new Placement(gifts, arm.freeze());
  }

  private static boolean isWhole(Selector selector) {
    return selector.from() == 0
        && selector.to() == Selector.LAST
        && selector.heads().isEmpty()
        && !selector.parts().contains(Part.QUERY_KEY)
        && !selector.parts().contains(Part.VALUE_OUTPUT);
  }
}
