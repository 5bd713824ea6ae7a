package graft.app.report;

import java.time.Duration;

/** Durations as people say them. */
public final class Durations {
  private Durations() {}

  /**
   * Two units at the most: {@code 4.2 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 3 d 4 h}.
   */
  public static String text(Duration time) {
    long seconds = Math.max(0, Math.round(time.toMillis() / 1000.0));
    if (time.compareTo(Duration.ofSeconds(10)) < 0) {
      return Figures.decimals(Math.max(0, time.toMillis()) / 1000.0, 1) + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min " + seconds % 60 + " s";
    }
    long hours = minutes / 60;
    return hours < 48
        ? hours + " h " + minutes % 60 + " min"
        : hours / 24 + " d " + hours % 24 + " h";
  }
}
