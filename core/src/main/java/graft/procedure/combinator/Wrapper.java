package graft.procedure.combinator;

import graft.procedure.Procedure;
import graft.procedure.Vocabulary;
import java.util.List;

/** A combinator of one procedure, whose vocabulary and length it keeps. */
interface Wrapper extends Combinator {
  /** The procedure, the setting {@code of}. */
  Procedure of();

  @Override
  default List<Procedure> parts() {
    return List.of(of());
  }

  @Override
  default Vocabulary vocabulary() {
    return of().vocabulary();
  }

  @Override
  default int length() {
    return of().length();
  }

  @Override
  default int bitsPerPosition() {
    return of().bitsPerPosition();
  }
}
