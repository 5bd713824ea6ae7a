package graft.procedure;

/** A procedure whose difficulty is the length of its input, so that a curriculum can raise it. */
public interface Graded extends Procedure {
  /** The input length (n) of this instance, at least 1. */
  @Override
  int grade();

  @Override
  Graded atGrade(int grade);
}
