package graft.training;

import graft.procedure.Procedure;

/**
 * What a model needs in order to read a procedure's sequences, see {@link
 * Procedure#bitsPerPosition}.
 *
 * @param vocabulary rows of its input and output layers: one for each token, or for each bit of a
 *     position
 * @param positions of the longest sequence
 */
public record Reading(int vocabulary, int positions) {
  /** That of {@code procedure}. */
  public static Reading of(Procedure procedure) {
    int bits = procedure.bitsPerPosition();
    return bits == 0
        ? new Reading(procedure.vocabulary().size(), procedure.length())
        : new Reading(bits, procedure.length() / bits);
  }
}
