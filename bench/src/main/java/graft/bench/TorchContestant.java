package graft.bench;

import static org.bytedeco.pytorch.global.torch.get_num_threads;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import graft.engine.Batch;
import graft.model.Weights;
import graft.training.TrainingObserver;
import java.util.function.DoubleSupplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The same training step in libtorch.
 *
 * <p>{@code published}: padded to the procedure's length, logits for every position, attention in
 * single operations, default threads. {@code tuned}: padded to the batch's longest sequence, logits
 * only where predictions count, whichever attention is faster here, threads as asked for; its
 * process has an allocator that keeps its memory and threads that wait without spinning.
 */
final class TorchContestant implements Contestant {
  private static final int TRIALS = 4;

  private final Shape shape;
  private final boolean published;
  private boolean fused;

  /**
   * Prepares libtorch.
   *
   * @param threads 0 for libtorch's own choice
   */
  TorchContestant(Shape shape, boolean published, int threads) {
    this.shape = shape;
    this.published = published;
    if (threads > 0) {
      set_num_threads(threads);
    }
  }

  @Override
  public int threads() {
    return get_num_threads();
  }

  @Override
  public String description() {
    return published ? "libtorch" : "libtorch, attention " + (fused ? "fused" : "in steps");
  }

  @Override
  public double loss(Weights weights, Batch batch) {
    double stepwise = loss(weights, batch, false);
    return published ? stepwise : worse(stepwise, loss(weights, batch, true));
  }

  private double loss(Weights weights, Batch batch, boolean fusedAttention) {
    return scoped(
        () -> {
          TorchWeights copy = new TorchWeights(weights);
          return new TorchGpt(shape.model(), copy, 0, published, fusedAttention)
              .loss(padded(batch))
              .item_double();
        });
  }

  /** One loss for two ways to compute it: none if they disagree. */
  private static double worse(double a, double b) {
    return Math.abs(a - b) <= SameLoss.TOLERANCE * Math.abs(a) ? b : Double.NaN;
  }

  private TorchBatch padded(Batch batch) {
    return TorchBatch.of(
        published ? PaddedBatch.published(shape, batch) : PaddedBatch.tight(shape, batch));
  }

  @Override
  public void train(TrainingObserver observer) {
    train(shape.training().steps(), observer);
  }

  /** Trains for so many steps and returns the flat array of weights. */
  float[] train(long steps, TrainingObserver observer) {
    TorchWeights weights = new TorchWeights(shape.initial());
    TorchOptimizer optimizer = new TorchOptimizer(weights, shape.training());
    Batches batches = new Batches(shape);
    fused = !published && faster(weights, optimizer, batches.train(0));
    TorchGpt gpt = gpt(weights, fused);
    long tokens = 0;
    for (long step = 0; step < steps; step++) {
      observer.progressed(step, steps, tokens);
      Batch batch = batches.train(step);
      tokens += batch.tokenCount();
      step(gpt, optimizer, batch, step);
    }
    return weights.values();
  }

  private TorchGpt gpt(TorchWeights weights, boolean fusedAttention) {
    return new TorchGpt(
        shape.model(), weights, shape.training().dropout(), published, fusedAttention);
  }

  /** Returns the loss before the step. */
  private double step(TorchGpt gpt, TorchOptimizer optimizer, Batch batch, long step) {
    return scoped(
        () -> {
          double loss = gradient(gpt, optimizer, batch);
          optimizer.step(step);
          return loss;
        });
  }

  private double gradient(TorchGpt gpt, TorchOptimizer optimizer, Batch batch) {
    optimizer.forget();
    Tensor loss = gpt.loss(padded(batch));
    loss.backward();
    return loss.item_double();
  }

  /** Whether fused attention is faster: the best of a few gradients each, in turn. */
  private boolean faster(TorchWeights weights, TorchOptimizer optimizer, Batch batch) {
    long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
    for (int i = 0; i < 2 * TRIALS; i++) {
      TorchGpt gpt = gpt(weights, i % 2 == 1);
      long start = System.nanoTime();
      scoped(() -> gradient(gpt, optimizer, batch));
      best[i % 2] = Math.min(best[i % 2], System.nanoTime() - start);
    }
    return best[1] < best[0];
  }

  /** Frees at once what the work leaves in native memory, which the JVM does not see. */
  private static double scoped(DoubleSupplier work) {
    PointerScope scope = new PointerScope();
    try {
      return work.getAsDouble();
    } finally {
      scope.close();
    }
  }
}
