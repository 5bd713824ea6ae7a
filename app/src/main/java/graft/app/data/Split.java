package graft.app.data;

import graft.procedure.Example;
import graft.procedure.ExampleSource;

/** Which of a procedure's examples. */
public enum Split {
  /** What training sees. */
  TRAIN,
  /** What is kept out of training. */
  HELDOUT;

  /** Fills {@code into} with example {@code index} of this split. */
  public void draw(ExampleSource source, long index, Example into) {
    if (this == TRAIN) {
      source.train(index, into);
    } else {
      source.heldOut(Math.toIntExact(index), into);
    }
  }
}
