package graft.app.cli;

import graft.study.Cut;
import graft.study.InputException;
import graft.study.Study;
import graft.study.StudyReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command changes a study before it looks at it. */
final class CutOptions {
  @Option(
      names = "--seeds",
      paramLabel = "N|1,2,5",
      description = "Seeds instead of the study's: 3 means 1, 2 and 3; '1,2,5' these; '5,' only 5.")
  private @Nullable String seeds;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Fine-tuning steps of every task, instead of the study's.")
  private @Nullable Long steps;

  @Option(
      names = "--quick",
      description =
          "Few seeds and short training, as the study says under 'quick', or else at most "
              + Cut.QUICK_SEEDS
              + " seeds, "
              + Cut.QUICK_STEPS
              + " fine-tuning and "
              + Cut.QUICK_PRETRAIN_STEPS
              + " pretraining steps. Its results are results of their own.")
  private boolean quick;

  /**
   * Reads a study and changes it.
   *
   * @throws InputException if the file or an option cannot be used
   */
  Study read(Path file) {
    Cut cut = cut();
    return cut.of(StudyReader.read(file), quick);
  }

  /**
   * The options as they were given, each after a blank, so that another command may repeat them.
   */
  String words() {
    return (quick ? " --quick" : "")
        + (seeds == null ? "" : " --seeds " + seeds)
        + (steps == null ? "" : " --steps " + steps);
  }

  private Cut cut() {
    List<Long> chosen = null;
    try {
      chosen = seeds == null ? null : Cut.seeds(seeds);
    } catch (IllegalArgumentException e) {
      throw new InputException("--seeds " + e.getMessage());
    }
    try {
      return new Cut(chosen, steps, null);
    } catch (IllegalArgumentException e) {
      throw new InputException("--" + e.getMessage());
    }
  }
}
