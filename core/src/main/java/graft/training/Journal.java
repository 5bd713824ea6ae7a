package graft.training;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a run leaves its measurements and checkpoints, so that it can go on after it was killed.
 */
public interface Journal {
  /** Keeps nothing. */
  Journal NONE =
      new Journal() {
        @Override
        public @Nullable Checkpoint load() {
          return null;
        }

        @Override
        public void append(Measurement measurement) {}

        @Override
        public void save(Checkpoint checkpoint) {}
      };

  /**
   * The last saved checkpoint, or null to start from the beginning. Measurements after it are
   * forgotten: the run will append them again.
   */
  @Nullable Checkpoint load() throws IOException;

  /** Appends a measurement. */
  void append(Measurement measurement) throws IOException;

  /**
   * Replaces the checkpoint, at once or not at all.
   *
   * @param checkpoint shares its arrays with the running optimizer: valid only during the call
   */
  void save(Checkpoint checkpoint) throws IOException;
}
