package graft.procedure.combinator;

import graft.procedure.Procedure;
import graft.procedure.SettingException;
import java.util.List;

/** A procedure that is made of others, its setting {@code of}. */
interface Combinator extends Procedure {
  /** The setting, as users write it. */
  String OF = "of";

  /** How deep combinators may lie in each other. */
  int DEEPEST = 8;

  /** How many procedures may lie in one, at any depth. */
  int MOST = 64;

  /** The procedures that this one is made of. */
  List<Procedure> parts();

  /**
   * Checks the one procedure that a combinator is made of.
   *
   * @throws SettingException if it is a curriculum, or combinators lie too deep in each other
   */
  static void require(Procedure of) {
    require(OF, of);
    requireSize(List.of(of));
  }

  /**
   * Checks the procedures that a combinator is made of.
   *
   * @throws SettingException if there is none, too many, one is a curriculum, or combinators lie
   *     too deep in each other
   */
  static void require(List<Procedure> of) {
    if (of.isEmpty()) {
      throw new SettingException(OF, OF + " must be one procedure at least, not an empty list");
    }
    for (int i = 0; i < of.size(); i++) {
      require(OF + "[" + i + "]", of.get(i));
    }
    requireSize(of);
  }

  private static void require(String path, Procedure part) {
    if (part instanceof Curriculum) {
      throw new SettingException(
          path,
          path
              + " cannot be a curriculum: training raises the length of the whole, so write it"
              + " outermost, {name: curriculum, of: {name: ...}}");
    }
    if (1 + depth(part) > DEEPEST) {
      throw new SettingException(
          path,
          "%s must be nested at most %d procedures deep, not %d"
              .formatted(path, DEEPEST, 1 + depth(part)));
    }
  }

  private static void requireSize(List<Procedure> of) {
    int size = of.stream().mapToInt(Combinator::size).sum();
    if (size > MOST) {
      throw new SettingException(
          OF, "%s must hold at most %d procedures in all, not %d".formatted(OF, MOST, size));
    }
  }

  private static int depth(Procedure procedure) {
    return procedure instanceof Combinator combinator
        ? 1 + combinator.parts().stream().mapToInt(Combinator::depth).max().orElse(0)
        : 0;
  }

  private static int size(Procedure procedure) {
    return procedure instanceof Combinator combinator
        ? 1 + combinator.parts().stream().mapToInt(Combinator::size).sum()
        : 1;
  }

  /** The grade that all parts have, or 0 if they differ. */
  static int commonGrade(List<Procedure> of) {
    int grade = of.getFirst().grade();
    return of.stream().allMatch(part -> part.grade() == grade) ? grade : 0;
  }

  /**
   * All parts at another grade.
   *
   * @throws IllegalArgumentException if they have no common one now
   */
  static List<Procedure> atGrade(List<Procedure> of, int grade) {
    if (commonGrade(of) == 0) {
      throw new IllegalArgumentException(
          "what is made of procedures of different input lengths, or of some without, has no input"
              + " length that a curriculum could raise");
    }
    return of.stream().map(part -> part.atGrade(grade)).toList();
  }
}
