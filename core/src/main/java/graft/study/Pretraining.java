package graft.study;

import java.util.List;
import java.util.OptionalLong;

/**
 * A finished pretraining.
 *
 * @param pretrain label
 * @param seed of the run
 * @param steps optimizer steps that it made; fewer than the study asks for if it stopped early
 */
public record Pretraining(String pretrain, long seed, long steps) {

  /** The steps of one run, if it is there. */
  public static OptionalLong steps(List<Pretraining> all, String pretrain, long seed) {
    return all.stream()
        .filter(run -> run.pretrain().equals(pretrain) && run.seed() == seed)
        .mapToLong(Pretraining::steps)
        .findFirst();
  }

  /**
   * Mean steps over seeds.
   *
   * @param asked counts for a run that is not there, and without seeds
   */
  public static double meanSteps(
      List<Pretraining> all, String pretrain, List<Long> seeds, long asked) {
    return seeds.stream()
        .mapToLong(seed -> steps(all, pretrain, seed).orElse(asked))
        .average()
        .orElse((double) asked);
  }
}
