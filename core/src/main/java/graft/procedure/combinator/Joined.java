package graft.procedure.combinator;

import graft.procedure.Procedure;
import graft.procedure.Vocabulary;
import java.util.List;

/** A combinator of several procedures over one vocabulary, see {@link JointVocabulary}. */
interface Joined extends Combinator {
  /** The procedures, the setting {@code of}. */
  List<Procedure> of();

  /** How their vocabularies become one. */
  Joining joining();

  /** That vocabulary, made anew. */
  default JointVocabulary joint() {
    return new JointVocabulary(of(), joining());
  }

  @Override
  default List<Procedure> parts() {
    return of();
  }

  @Override
  default Vocabulary vocabulary() {
    return joint().vocabulary();
  }

  /** That of the procedures, see {@link JointVocabulary#require}. */
  @Override
  default int bitsPerPosition() {
    return of().getFirst().bitsPerPosition();
  }

  /** That of the procedures if they all have the same. */
  @Override
  default int grade() {
    return Combinator.commonGrade(of());
  }
}
