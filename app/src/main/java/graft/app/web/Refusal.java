package graft.app.web;

/** A request that is not answered as asked; the message is for the user. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * A refusal.
   *
   * @param status of HTTP, 400 or above
   */
  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refusal notFound(String what) {
    return new Refusal(404, what);
  }

  int status() {
    return status;
  }
}
