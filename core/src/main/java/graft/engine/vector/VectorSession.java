package graft.engine.vector;

import graft.engine.Batch;
import graft.engine.Dropout;
import graft.engine.TrainingSession;
import graft.model.GptConfig;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Cuts a batch into groups by length and the groups into shards, and lets threads take shards.
 *
 * <p>A shard's gradient is summed by one thread in the order of its groups, and the shards'
 * gradients in the order of the shards. Both orders depend on the batch alone, so the result does
 * not depend on the number of threads.
 */
final class VectorSession implements TrainingSession {
  private static final int[] NO_INTS = {};
  private static final float[] NO_FLOATS = {};

  private final Plan plan;
  private final Crew crew;
  private final float[] packed;
  private final float[][] shards;
  private final Worker[] workers;
  private int[] order = new int[0];
  private double[] losses = new double[0];

  /** The buffers of one thread. */
  private static final class Worker {
    final Group group = new Group();
    final GroupPass pass;

    Worker(Plan plan) {
      pass = new GroupPass(plan, group);
    }
  }

  VectorSession(GptConfig config, int threads) {
    plan = new Plan(config);
    crew = new Crew(threads);
    packed = new float[plan.packedSize];
    shards = new float[plan.shards][];
    workers = new Worker[threads];
    for (int t = 0; t < threads; t++) {
      workers[t] = new Worker(plan);
    }
  }

  @Override
  public double lossAndGradient(
      float[] weights, Batch batch, Dropout dropout, float[] gradient, Runnable meanwhile) {
    int groups = start(weights, batch);
    int count = Math.min(plan.shards, groups);
    float weight = 1f / batch.targetCount();
    forEach(
        count,
        (thread, shard) -> shard(thread, shard, count, groups, weights, batch, dropout, weight),
        meanwhile);
    for (int s = 1; s < count; s++) {
      addTo(shards[0], shards[s]);
    }
    plan.unfold(weights, shards[0], gradient);
    return mean(batch);
  }

  private static void addTo(float[] sum, float[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  private void shard(
      int thread,
      int shard,
      int count,
      int groups,
      float[] weights,
      Batch batch,
      Dropout dropout,
      float weight) {
    Worker worker = workers[thread];
    if (shards[shard] == null) {
      shards[shard] = new float[plan.gradientSize];
    }
    Arrays.fill(shards[shard], 0);
    for (int g = shard; g < groups; g += count) {
      worker.group.read(batch, order, g * Lanes.COUNT);
      worker.pass.forward(weights, packed, dropout, true);
      worker.pass.backward(weight, losses, shards[shard]);
    }
  }

  @Override
  public double evaluate(float[] weights, Batch batch, int[] predicted) {
    return score(weights, batch, predicted, NO_FLOATS);
  }

  @Override
  public void logits(float[] weights, Batch batch, float[] logits) {
    score(weights, batch, NO_INTS, logits);
  }

  private double score(float[] weights, Batch batch, int[] predicted, float[] logits) {
    int groups = start(weights, batch);
    forEach(
        groups,
        (thread, g) -> {
          Worker worker = workers[thread];
          worker.group.read(batch, order, g * Lanes.COUNT);
          worker.pass.forward(weights, packed, Dropout.NONE, false);
          worker.pass.score(losses, predicted, logits);
        },
        () -> {});
    return mean(batch);
  }

  @Override
  public void generate(float[] weights, Batch batch, int[] generated) {
    batch.requireTokens();
    forEach(
        start(weights, batch),
        (thread, g) -> {
          Worker worker = workers[thread];
          worker.group.read(batch, order, g * Lanes.COUNT);
          worker.group.slotsEverywhere(batch);
          worker.pass.generate(weights, packed, generated);
        },
        () -> {});
  }

  /** Packs the weights, sorts the batch and returns its number of groups. */
  private int start(float[] weights, Batch batch) {
    batch.requireFits(plan.config.vocabulary(), plan.config.positions());
    plan.pack(weights, packed);
    order = Group.byLength(batch, order);
    if (losses.length < batch.predictionCount()) {
      losses = new double[batch.predictionCount()];
    }
    return (batch.size() + Lanes.COUNT - 1) / Lanes.COUNT;
  }

  private double mean(Batch batch) {
    double sum = 0;
    for (int i = 0; i < batch.predictionCount(); i++) {
      sum += losses[i];
    }
    return sum / batch.targetCount();
  }

  /** A piece of work for one thread. */
  private interface Work {
    void run(int thread, int index);
  }

  /**
   * Runs the work for every index below {@code count}; the threads take them in turn, and the first
   * that finds none left runs {@code meanwhile}.
   */
  private void forEach(int count, Work work, Runnable meanwhile) {
    AtomicInteger next = new AtomicInteger();
    IntConsumer loop =
        thread -> {
          int i = next.getAndIncrement();
          for (; i < count; i = next.getAndIncrement()) {
            work.run(thread, i);
          }
          if (i == count) {
            meanwhile.run();
          }
        };
    crew.run(Math.min(count, workers.length), loop);
  }

  @Override
  public void close() {
    crew.close();
  }
}
