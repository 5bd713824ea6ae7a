package graft.study;

/**
 * What the user gave cannot be used; the message names the place, the value and the mend. Ends the
 * program with code 2.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(message);
  }
}
