package graft.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What can be measured, by name. */
enum EngineChoice {
  /** The machine's limit. */
  PEAK,
  /** Graft's trainer and vector engine. */
  GRAFT,
  /** libtorch as the published program uses it. */
  PUBLISHED,
  /** libtorch at its best. */
  TUNED,
  /** PyTorch in Python, as published; where it is installed. */
  TORCH_PYTHON;

  /** More memory than a process has, so that the allocator never gives any back. */
  private static final String NEVER = Long.toString(1L << 40);

  /** How many threads OpenBLAS takes. */
  static final String MATRIX_THREADS = "OPENBLAS_NUM_THREADS";

  static EngineChoice of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** As users write them. */
  static List<String> names() {
    return Arrays.stream(values()).filter(e -> e != PEAK).map(EngineChoice::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether threads are left to the engine, so that it is measured once. */
  boolean choosesThreads() {
    return this == PUBLISHED || this == TORCH_PYTHON;
  }

  /**
   * Environments to try for its process; the fastest is measured. The matrix library beneath
   * libtorch has threads of its own, which help or hinder.
   */
  List<Map<String, String>> environments(int threads) {
    if (this != TUNED) {
      return List.of(Map.of());
    }
    return IntStream.of(1, threads).distinct().mapToObj(EngineChoice::tuned).toList();
  }

  /** Threads that sleep while they wait, and an allocator that keeps what it has. */
  private static Map<String, String> tuned(int matrixThreads) {
    return Map.of(
        "OMP_WAIT_POLICY",
        "PASSIVE",
        MATRIX_THREADS,
        Integer.toString(matrixThreads),
        "MALLOC_ARENA_MAX",
        "1",
        "MALLOC_MMAP_MAX_",
        "0",
        "MALLOC_TRIM_THRESHOLD_",
        NEVER);
  }

  /** In the process that measures. */
  Contestant create(Shape shape, int threads) throws IOException {
    return switch (this) {
      case PEAK -> new FmaPeak(threads);
      case GRAFT -> new GraftContestant(shape, threads);
      case PUBLISHED -> new TorchContestant(shape, true, 0);
      case TUNED -> new TorchContestant(shape, false, threads);
      case TORCH_PYTHON -> new PythonContestant(shape);
    };
  }
}
