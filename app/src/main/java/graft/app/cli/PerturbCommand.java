package graft.app.cli;

import graft.app.model.ModelFile;
import graft.app.model.Origin.Input;
import graft.study.InputException;
import graft.surgery.Selector;
import graft.surgery.perturb.GaussianNoise;
import graft.surgery.perturb.LowRank;
import graft.surgery.perturb.MagnitudePrune;
import graft.surgery.perturb.Perturb;
import graft.surgery.perturb.Redraw;
import graft.surgery.perturb.ShuffleLayers;
import graft.surgery.perturb.ShuffleTensors;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft perturb}: one kind of damage done to a model. */
@Command(
    name = "perturb",
    description = "Damage a model on purpose, to ask what carries its gain.",
    sortOptions = false)
final class PerturbCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The model; it is not changed.")
  private Path file;

  @ArgGroup(multiplicity = "1", heading = "One of:%n", order = 1)
  private Damage damage;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of what is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  /** What is pooled before it is shuffled. */
  enum Pool {
    TENSORS,
    LAYERS
  }

  /** Exactly one of these is given. */
  static final class Damage {
    @Option(
        names = "--noise",
        paramLabel = "STRENGTH",
        description = "Add Gaussian noise of so many standard deviations of each tensor.")
    private @Nullable Double noise;

    @Option(
        names = "--shuffle",
        paramLabel = "tensors|layers",
        description = "Put values into another order, within each tensor or within each block.")
    private @Nullable Pool shuffle;

    @Option(
        names = "--redraw",
        description = "Draw each tensor anew, with the mean and deviation that it had.")
    private boolean redraw;

    @Option(
        names = "--prune",
        paramLabel = "FRACTION",
        description = "Set the smallest values of each tensor to 0.")
    private @Nullable Double prune;

    @Option(
        names = "--rank",
        paramLabel = "N",
        description = "Keep only the N largest singular values of each matrix.")
    private @Nullable Integer rank;

    Perturb of(Selector selector, long seed) {
      if (noise != null) {
        return new GaussianNoise(selector, noise, seed);
      }
      if (shuffle != null) {
        return shuffle == Pool.TENSORS
            ? new ShuffleTensors(selector, seed)
            : new ShuffleLayers(selector, seed);
      }
      if (prune != null) {
        return new MagnitudePrune(selector, prune);
      }
      if (rank != null) {
        return new LowRank(selector, rank);
      }
      if (redraw) {
        return new Redraw(selector, seed);
      }
      throw new InputException("say what to do: --noise, --shuffle, --redraw, --prune or --rank");
    }
  }

  PerturbCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Perturb perturb = perturb();
    output.requireUsable();
    ModelFile model = ModelFile.read(file);
    output.write(
        console,
        (Record) perturb,
        List.of(new Input("model", model)),
        model,
        () -> perturb.apply(model.weights()));
  }

  private Perturb perturb() {
    try {
      return damage.of(selection.selector(), seed);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
