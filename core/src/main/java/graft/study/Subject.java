package graft.study;

/**
 * Which model of a study an analysis looks at, whatever the seed.
 *
 * @param pretrain label of the pretraining; {@link #ANY} where it is the same for all, {@link
 *     Study#NAMED} where the arm names its donors
 * @param arm label of the arm; empty for the pretrained model itself
 * @param task label of the task; empty for the pretrained model itself
 */
public record Subject(String pretrain, String arm, String task) {
  /** In the place of a pretraining's label: the model takes nothing of any. */
  public static final String ANY = "any";

  /** The pretrained model of a label. */
  static Subject donor(String pretrain) {
    return new Subject(pretrain, "", "");
  }

  /** Whether it is a pretrained model, before any transplant. */
  public boolean isDonor() {
    return arm.isEmpty();
  }

  /** For people: {@code identity}, {@code identity attention > haystack}. */
  public String label() {
    boolean alone = pretrain.equals(ANY) || pretrain.equals(Study.NAMED);
    return isDonor() ? pretrain : (alone ? "" : pretrain + " ") + arm + " > " + task;
  }
}
