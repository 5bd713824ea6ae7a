package graft.app.progress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rule of three. */
final class Pace {
  private static final double MOST_MILLIS = 1e15;

  private Pace() {}

  /** Time for {@code todo} if {@code done} took {@code elapsed}; null while nothing is done. */
  static @Nullable Duration left(double done, double todo, Duration elapsed) {
    double millis = elapsed.toMillis() * todo / done;
    return done > 0 && millis < MOST_MILLIS ? Duration.ofMillis(Math.round(millis)) : null;
  }
}
