package graft.analysis;

import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import graft.procedure.task.Addition;
import graft.procedure.task.ReversedAddition;
import java.util.Locale;
import java.util.Optional;

/** What a probe can look for: a property of positions that a model may have worked out. */
public enum Trait {
  /** The position itself, from 0. */
  POSITION(false, "every procedure"),
  /** Brackets that are open, or items on the stack, after the token that was read. */
  DEPTH(false, "rules of brackets and stack"),
  /** Which token was opened or pushed last and is neither closed nor popped. */
  TOP(true, "rules of brackets and stack"),
  /** At a closing bracket, how many tokens before it its opening one stands. */
  PARTNER(false, "rules of brackets"),
  /**
   * Where the next digit of a sum is due, whether 1 is carried into it; not at its last place, to
   * which nothing is carried, nor at an additional first digit, which is a carry itself.
   */
  CARRY(true, "addition and reversed-addition");

  private final boolean isClass;
  private final String known;

  /** The trait's value at every position that a model reads, or NaN where it has none. */
  @FunctionalInterface
  interface Labels {
    double[] of(Sample sample);
  }

  Trait(boolean isClass, String known) {
    this.isClass = isClass;
    this.known = known;
  }

  /** Whether its values are names of classes and not amounts. */
  public boolean isClass() {
    return isClass;
  }

  /** As users write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which procedures' sequences have it, for people. */
  public String known() {
    return known;
  }

  /** Whether a procedure's sequences have it. */
  public boolean isIn(Procedure procedure) {
    return found(Curriculum.drawn(procedure)).isPresent();
  }

  /**
   * How the samples of a procedure are labelled.
   *
   * @throws IllegalArgumentException if its sequences have no such trait
   */
  Labels labels(Procedure procedure) {
    Procedure drawn = Curriculum.drawn(procedure);
    return found(drawn)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is nothing to probe for '%s' in %s: it is known of %s"
                        .formatted(id(), drawn.name(), known)));
  }

  private Optional<Labels> found(Procedure procedure) {
    Optional<Nesting> nesting = nesting(procedure);
    return switch (this) {
      case POSITION -> Optional.of(PositionLabels::positions);
      case DEPTH -> nesting.map(found -> found::depths);
      case TOP -> nesting.map(found -> found::tops);
      case PARTNER ->
          procedure.picture() instanceof Picture.Brackets
              ? nesting.map(found -> found::partners)
              : Optional.empty();
      case CARRY -> carries(procedure);
    };
  }

  private static Optional<Nesting> nesting(Procedure procedure) {
    return switch (procedure.picture()) {
      case Picture.Brackets brackets -> Optional.of(Nesting.of(brackets));
      case Picture.Operations operations -> Optional.of(Nesting.of(operations));
      case Picture.Text text -> Optional.empty();
      case Picture.Grid grid -> Optional.empty();
    };
  }

  private static Optional<Labels> carries(Procedure procedure) {
    return switch (procedure) {
      case Addition sum ->
          Optional.of(sample -> PositionLabels.carries(sample, sum.digits(), false));
      case ReversedAddition sum ->
          Optional.of(sample -> PositionLabels.carries(sample, sum.digits(), true));
      default -> Optional.empty();
    };
  }
}
