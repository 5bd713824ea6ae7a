package graft.procedure;

/** A procedure whose difficulty is the length of its input, so that a curriculum can raise it. */
public interface Graded extends Procedure {
  /** The input length (n) of this instance. */
  int grade();

  /** The same procedure, with the same vocabulary, at another input length. */
  Graded atGrade(int grade);
}
