package graft.training;

import graft.engine.Dropout;
import graft.engine.Engine;
import graft.engine.TrainingSession;
import graft.model.Weights;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import graft.random.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One call of {@link Trainer#train}: the state that a checkpoint holds, and what works on it. */
final class Run implements AutoCloseable {
  private final Engine engine;
  private final IntSupplier threads;
  private final Duration checkpointEvery;
  private final float[] initial;
  private final Frozen frozen;
  final Weights weights;
  private final TrainingSettings settings;
  private final Journal journal;
  private final TrainingObserver observer;
  private final AdamW optimizer;
  private final float[] gradient;
  private final long dropoutKey;
  private final @Nullable Curriculum curriculum;
  private final int lastGrade;
  private final Data data;
  private final Runnable drawNext = this::drawNext;
  private TrainingSession session;
  private int sessionThreads;
  private long step;
  private int grade;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int stale;
  private double lossSum;
  private long lossCount;
  private long tokens;
  private boolean stopped;

  Run(
      Engine engine,
      IntSupplier threads,
      Duration checkpointEvery,
      Weights initial,
      Procedure procedure,
      TrainingSettings settings,
      long seed,
      Frozen frozen,
      Journal journal,
      TrainingObserver observer)
      throws IOException {
    this.engine = engine;
    this.threads = threads;
    this.checkpointEvery = checkpointEvery;
    this.initial = initial.values();
    this.frozen = frozen;
    this.weights = initial.copy();
    this.settings = settings;
    this.journal = journal;
    this.observer = observer;
    optimizer = new AdamW(weights.parameters(), settings.weightDecay());
    gradient = new float[weights.values().length];
    curriculum = procedure instanceof Curriculum growing ? growing : null;
    Procedure drawn = Curriculum.drawn(procedure);
    dropoutKey = Seeds.key(seed, "dropout", drawn.name());
    lastGrade = drawn.grade();
    grade = curriculum == null ? lastGrade : curriculum.from();
    Checkpoint checkpoint = journal.load();
    if (checkpoint != null) {
      resume(checkpoint);
    }
    data = new Data(drawn, seed, settings, grade);
    sessionThreads = threads.getAsInt();
    session = engine.open(weights.config(), sessionThreads);
    if (checkpoint == null) {
      evaluate(0);
    }
  }

  private void resume(Checkpoint checkpoint) {
    step = checkpoint.step();
    grade = checkpoint.grade();
    bestLoss = checkpoint.bestLoss();
    stale = checkpoint.stale();
    lossSum = checkpoint.lossSum();
    lossCount = checkpoint.lossCount();
    copy(checkpoint.weights(), weights.values());
    copy(checkpoint.firstMoment(), optimizer.firstMoment());
    copy(checkpoint.secondMoment(), optimizer.secondMoment());
  }

  private static void copy(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  void run() throws IOException, InterruptedException {
    observer.progressed(step, settings.steps(), tokens);
    long saved = System.nanoTime();
    while (step < settings.steps() && !stopped) {
      step();
      observer.progressed(step, settings.steps(), tokens);
      if (step % settings.evaluateEvery() == 0 || step == settings.steps()) {
        evaluate(rate(step - 1));
        useThreads(threads.getAsInt());
      }
      boolean interrupted = Thread.interrupted();
      if (interrupted || System.nanoTime() - saved > checkpointEvery.toNanos()) {
        save();
        saved = System.nanoTime();
      }
      if (interrupted) {
        throw new InterruptedException("training was stopped after step " + step);
      }
    }
  }

  private void step() {
    var batch = data.train(step);
    tokens += batch.tokenCount();
    double rate = rate(step);
    double loss = session.lossAndGradient(weights.values(), batch, dropout(), gradient, drawNext);
    frozen.zero(gradient);
    double norm = AdamW.clip(gradient, settings.clip());
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw new DivergedException(step + 1, loss, rate);
    }
    step++;
    optimizer.step(step, rate, weights.values(), gradient);
    frozen.restore(initial, weights.values());
    lossSum += loss;
    lossCount++;
  }

  private void drawNext() {
    if (step + 1 < settings.steps()) {
      data.prepare(step + 1);
    }
  }

  private double rate(long number) {
    double factor =
        settings
            .schedule()
            .factor(number, settings.steps(), settings.warmup(), settings.finalRate());
    return settings.learningRate() * factor;
  }

  private Dropout dropout() {
    return settings.dropout() == 0
        ? Dropout.NONE
        : new Dropout(settings.dropout(), Seeds.generator(dropoutKey, step).nextLong());
  }

  private void evaluate(double rate) throws IOException {
    Evaluation found = Evaluation.of(session, weights.values(), data.heldOut());
    if (!Double.isFinite(found.loss())) {
      throw new DivergedException(step, found.loss(), rate);
    }
    double trainLoss = lossCount == 0 ? Double.NaN : lossSum / lossCount;
    lossSum = 0;
    lossCount = 0;
    int due = due(found);
    if (due == grade) {
      judge(found);
    }
    boolean last = stopped || step == settings.steps();
    Measurement measurement =
        new Measurement(
            step,
            grade,
            trainLoss,
            found.loss(),
            found.accuracy(),
            found.exact(),
            rate,
            last ? Evaluation.generated(session, weights.values(), data.answers()) : null);
    journal.append(measurement);
    observer.measured(measurement);
    if (due != grade) {
      grade = due;
      data.grade(grade);
      bestLoss = Double.POSITIVE_INFINITY;
      stale = 0;
    }
  }

  /** The length that the curriculum has reached. */
  private int due(Evaluation found) {
    return curriculum != null && found.accuracy() >= curriculum.mastery()
        ? Math.min(lastGrade, grade + curriculum.step())
        : grade;
  }

  /** Counts evaluations without improvement, and stops if it is time. */
  private void judge(Evaluation found) {
    stale = found.loss() < bestLoss ? 0 : stale + 1;
    bestLoss = Math.min(bestLoss, found.loss());
    Double stopAt = settings.stopAt();
    boolean reached = stopAt != null && grade == lastGrade && found.accuracy() >= stopAt;
    boolean outOfPatience = settings.patience() > 0 && stale >= settings.patience();
    stopped = reached || outOfPatience;
  }

  private void useThreads(int count) {
    if (count != sessionThreads) {
      session.close();
      session = engine.open(weights.config(), count);
      sessionThreads = count;
    }
  }

  private void save() throws IOException {
    if (stopped) {
      return;
    }
    journal.save(
        new Checkpoint(
            step,
            grade,
            bestLoss,
            stale,
            lossSum,
            lossCount,
            weights.values(),
            optimizer.firstMoment(),
            optimizer.secondMoment()));
  }

  @Override
  public void close() {
    session.close();
  }
}
