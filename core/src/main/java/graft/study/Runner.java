package graft.study;

/**
 * Computes what a study needs and the store does not have yet, and reads the table from the store.
 */
public interface Runner {
  /**
   * Runs a study to its end. A trial that fails is named in the result and does not stop the
   * others.
   *
   * @throws InputException if the store cannot be used
   * @throws InterruptedException if the calling thread is interrupted; what was going on has been
   *     saved
   */
  StudyResult run(Study study, Store store, StudyObserver observer) throws InterruptedException;
}
