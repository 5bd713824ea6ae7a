package graft.procedure.combinator;

/** How the vocabularies of several procedures become one. */
public enum Joining {
  /** Every procedure has tokens of its own; they share but pad and a stop of the same symbol. */
  DISJOINT,
  /** What has the same symbol is the same token. */
  SHARED;

  static final String ABOUT =
      "disjoint: each procedure has tokens of its own; shared: the same symbol is the same token";
}
