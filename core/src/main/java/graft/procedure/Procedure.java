package graft.procedure;

import java.util.random.RandomGenerator;

/**
 * A way to make sequences. Pretraining rule and downstream task differ only in use.
 *
 * <p>Implementations are records: their components are the parameters, with defaults in the
 * registry and validation in the compact constructor. They hold no state, so one instance serves
 * all threads.
 */
public interface Procedure {
  /** The registered name, for example {@code k-dyck}. */
  String name();

  /** The tokens. */
  Vocabulary vocabulary();

  /** Length of a sequence padded as published, in tokens; no example is longer. */
  int length();

  /** Fills {@code example} (cleared by the caller) with the next draw of {@code random}. */
  void draw(RandomGenerator random, Example example);
}
