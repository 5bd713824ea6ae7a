package graft.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be measured, by name. */
enum EngineChoice {
  /** The machine's limit. */
  PEAK,
  /** Graft's trainer and vector engine. */
  GRAFT,
  /** libtorch as the published program uses it. */
  PUBLISHED,
  /** libtorch at its best. */
  TUNED;

  /** More memory than a process has, so that the allocator never gives any back. */
  private static final String NEVER = Long.toString(1L << 40);

  static EngineChoice of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** As users write them. */
  static List<String> names() {
    return Arrays.stream(values()).filter(e -> e != PEAK).map(EngineChoice::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether threads are left to the engine, so that it is measured once. */
  boolean choosesThreads() {
    return this == PUBLISHED;
  }

  /** Environment of its process. */
  Map<String, String> environment(int threads) {
    return this != TUNED
        ? Map.of()
        : Map.of(
            "OMP_WAIT_POLICY", "PASSIVE",
            "OPENBLAS_NUM_THREADS", Integer.toString(threads),
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", NEVER);
  }

  /** In the process that measures. */
  Contestant create(Shape shape, int threads) {
    return switch (this) {
      case PEAK -> new FmaPeak(threads);
      case GRAFT -> new GraftContestant(shape, threads);
      case PUBLISHED -> new TorchContestant(shape, true, 0);
      case TUNED -> new TorchContestant(shape, false, threads);
    };
  }
}
