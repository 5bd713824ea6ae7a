package graft.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.engine.Engines;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Weights;
import graft.procedure.Procedure;
import graft.procedure.rule.Identity;
import java.time.Duration;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrozenTest {
  private static final Procedure IDENTITY = new Identity(8, 6);
  private static final GptConfig CONFIG = new GptConfig(2, 2, 8, 10, 13, false);

  /** Decay and a norm that clips, so that neither can reach what is frozen without being seen. */
  private static final TrainingSettings SETTINGS =
      new TrainingSettings(30, 20, 1e-2, Schedule.COSINE, 5, 0.1, 0.5, 0.1, 0.1, 4, 10, null, 0);

  private final Weights initial = Initializer.fresh(CONFIG, 1, "test");

  /** Interrupts the run once, after a step, and keeps its checkpoint. */
  private static final class Stop implements Journal, TrainingObserver {
    private @Nullable Checkpoint saved;

    @Override
    public @Nullable Checkpoint load() {
      return saved;
    }

    @Override
    public void append(Measurement measurement) {}

    @Override
    public void save(Checkpoint checkpoint) {
      saved =
          new Checkpoint(
              checkpoint.step(),
              checkpoint.grade(),
              checkpoint.bestLoss(),
              checkpoint.stale(),
              checkpoint.lossSum(),
              checkpoint.lossCount(),
              checkpoint.weights().clone(),
              checkpoint.firstMoment().clone(),
              checkpoint.secondMoment().clone());
    }

    @Override
    public void progressed(long step, long steps, long tokens) {
      if (step == 17 && saved == null) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void measured(Measurement measurement) {}
  }

  private static Trainer trainer() {
    return new Trainer(Engines.create("vector"), () -> 1, Duration.ofDays(1));
  }

  private Weights train(Frozen frozen) throws Exception {
    return trainer()
        .train(initial, IDENTITY, SETTINGS, 3, frozen, Journal.NONE, TrainingObserver.NONE);
  }

  /** Two runs with a gap, one of them up to the last weight. */
  private BitSet some() {
    int size = initial.values().length;
    BitSet indices = new BitSet();
    indices.set(0, 100);
    indices.set(103, 150);
    indices.set(size - 40, size);
    return indices;
  }

  @Test
  void whatIsFrozenKeepsItsBitsAndTheRestMoves() throws Exception {
    BitSet frozen = some();
    float[] trained = train(new Frozen(frozen)).values();
    int moved = 0;
    for (int i = 0; i < trained.length; i++) {
      if (frozen.get(i)) {
        assertThat(Float.floatToRawIntBits(trained[i]))
            .isEqualTo(Float.floatToRawIntBits(initial.values()[i]));
      } else {
        moved += trained[i] == initial.values()[i] ? 0 : 1;
      }
    }
    assertThat(moved).isGreaterThan((trained.length - frozen.cardinality()) * 9 / 10);
  }

  @Test
  void freezingNothingIsOrdinaryTraining() throws Exception {
    Weights ordinary =
        trainer().train(initial, IDENTITY, SETTINGS, 3, Journal.NONE, TrainingObserver.NONE);
    assertThat(train(new Frozen(new BitSet())).values()).isEqualTo(ordinary.values());
    assertThat(train(new Frozen(some())).values()).isNotEqualTo(ordinary.values());
  }

  @Test
  void aResumedRunEndsWithTheSameBitsAndFrozenMomentsStayZero() throws Exception {
    Stop stop = new Stop();
    Frozen frozen = new Frozen(some());
    assertThatThrownBy(() -> trainer().train(initial, IDENTITY, SETTINGS, 3, frozen, stop, stop))
        .isInstanceOf(InterruptedException.class);
    Checkpoint saved = Objects.requireNonNull(stop.load());
    some().stream()
        .forEach(
            i -> {
              assertThat(saved.firstMoment()[i]).isZero();
              assertThat(saved.secondMoment()[i]).isZero();
            });
    Weights resumed = trainer().train(initial, IDENTITY, SETTINGS, 3, frozen, stop, stop);
    assertThat(resumed.values()).isEqualTo(train(frozen).values());
  }

  /** The norm of what is left is not clipped if it is small enough, however large the rest is. */
  @Test
  void theNormIsTakenWithoutWhatIsFrozen() {
    float[] gradient = {30, 0.3f, 40, 0.4f};
    BitSet indices = new BitSet();
    indices.set(0);
    indices.set(2);
    new Frozen(indices).zero(gradient);
    assertThat(gradient).containsExactly(0, 0.3f, 0, 0.4f);
    assertThat(AdamW.clip(gradient, 1)).isBetween(0.4999, 0.5001);
    assertThat(gradient).containsExactly(0, 0.3f, 0, 0.4f);
  }
}
