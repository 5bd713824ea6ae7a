package graft.bench;

import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;

import graft.training.TrainingSettings;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.OptimizerParamGroupVector;
import org.bytedeco.pytorch.TensorVector;

/** Clipping and libtorch's AdamW; biases and layer normalisations, a group apart, do not decay. */
final class TorchOptimizer {
  private final TrainingSettings settings;
  private final TensorVector all;
  private final AdamW optimizer;

  TorchOptimizer(TorchWeights weights, TrainingSettings settings) {
    this.settings = settings;
    all = weights.all();
    AdamWOptions decay = new AdamWOptions(settings.learningRate());
    decay.weight_decay().put(settings.weightDecay());
    AdamWOptions none = new AdamWOptions(settings.learningRate());
    none.weight_decay().put(0);
    optimizer = new AdamW(weights.decaying(true), decay);
    optimizer.add_param_group(new OptimizerParamGroup(weights.decaying(false), none));
  }

  /** Forgets the gradients. */
  void forget() {
    optimizer.zero_grad();
  }

  /** The learning rate of step number {@code step}, from 0. */
  static double rate(TrainingSettings settings, long step) {
    return settings.learningRate()
        * settings
            .schedule()
            .factor(step, settings.steps(), settings.warmup(), settings.finalRate());
  }

  /** Clips the gradients and takes step number {@code step}, from 0. */
  void step(long step) {
    double rate = rate(settings, step);
    OptimizerParamGroupVector groups = optimizer.param_groups();
    for (long i = 0; i < groups.size(); i++) {
      groups.get(i).options().set_lr(rate);
    }
    clip_grad_norm_(all, settings.clip());
    optimizer.step();
  }
}
