package graft.bench;

import graft.engine.Engines;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Weights;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.training.Journal;
import graft.training.Schedule;
import graft.training.Trainer;
import graft.training.TrainingObserver;
import graft.training.TrainingSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds per training step of the paper's haystack fine-tuning: 1,000 sequences drawn,
 * forward, backward, clipping and AdamW, through the trainer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
public class TrainingStepBenchmark {
  private static final int STEPS = 50;

  /** Threads of the engine. */
  @Param({"1", "2"})
  public int threads;

  private final Procedure haystack = Procedures.create("haystack", Map.of());
  private final Weights initial =
      Initializer.fresh(new GptConfig(2, 4, 16, 256, 100, false), 1, "benchmark");
  private Trainer trainer = new Trainer(Engines.create("vector"), () -> 1, Duration.ofDays(1));

  /** Takes the parameter on. */
  @Setup
  public void open() {
    trainer = new Trainer(Engines.create("vector"), () -> threads, Duration.ofDays(1));
  }

  /** Fifty steps; the two evaluations of a single sequence do not count. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Weights haystackStep() throws IOException, InterruptedException {
    TrainingSettings settings =
        new TrainingSettings(
            STEPS, 1000, 1e-3, Schedule.COSINE, 10, 0, 1e-3, 1, 0, 1, STEPS, null, 0);
    return trainer.train(initial, haystack, settings, 1, Journal.NONE, TrainingObserver.NONE);
  }
}
