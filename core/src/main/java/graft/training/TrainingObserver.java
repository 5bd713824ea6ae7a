package graft.training;

/** Is told how a run goes on; must return quickly. */
public interface TrainingObserver {
  /** Ignores everything. */
  TrainingObserver NONE =
      new TrainingObserver() {
        @Override
        public void progressed(long step, long steps, long tokens) {}

        @Override
        public void measured(Measurement measurement) {}
      };

  /**
   * A step is done, or a resumed run starts at its checkpoint.
   *
   * @param step steps done so far
   * @param steps steps at the most
   * @param tokens input tokens trained on since the run was started or resumed
   */
  void progressed(long step, long steps, long tokens);

  /** An evaluation is done. */
  void measured(Measurement measurement);
}
