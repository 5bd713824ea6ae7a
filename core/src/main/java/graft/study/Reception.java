package graft.study;

/**
 * What became of a result that a store was offered.
 *
 * @param id its name
 * @param outcome whether it was taken
 * @param remark why it was refused, or what is odd about it; empty if nothing is
 */
public record Reception(String id, Outcome outcome, String remark) {
  /** Whether the result was taken. */
  public enum Outcome {
    /** It is in the store now. */
    NEW,
    /** The store had a whole result of that name, and keeps it. */
    KNOWN,
    /** It is not what its name and its marker say, or somebody is computing it. */
    REFUSED
  }
}
