package graft.app.cli;

import graft.app.model.ModelFile;
import graft.app.model.Origin.Input;
import graft.model.Weights;
import graft.study.InputException;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Transplant;
import graft.surgery.merge.Compose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graft transplant}: parts of any number of donors put into a model. */
@Command(
    name = "transplant",
    description =
        "Put parts of one or several donors into a model of the same layers, heads and width.",
    footer = {
      "%nSeveral donors, each with its own --take:",
      "  graft transplant --donor A --take attention --donor B --take mlp --into T -o OUT",
      "They are put in in turn: where they overlap the later one has the last word."
    },
    sortOptions = false)
final class TransplantCommand implements Runnable {
  private final Console console;

  @ArgGroup(exclusive = false, multiplicity = "1..*", heading = "For every donor:%n", order = 1)
  private List<Donor> donors = new ArrayList<>();

  @Option(
      names = "--into",
      paramLabel = "FILE",
      required = true,
      description = "The model that they are put into; it is not changed.")
  private Path into;

  @Mixin private final OutputOptions output = new OutputOptions();

  /** What to take from where. */
  static final class Donor {
    @Option(names = "--donor", paramLabel = "FILE", required = true, description = "The donor.")
    private Path file;

    @Option(
        names = "--take",
        paramLabel = "PART",
        required = true,
        split = ",",
        completionCandidates = PartNames.class,
        description = SelectionOptions.TAKE + ".")
    private List<String> take = new ArrayList<>();

    @Option(names = "--layers", paramLabel = "FROM..TO", description = SelectionOptions.LAYERS)
    private @Nullable String layers;

    @Option(names = "--heads", paramLabel = "N", split = ",", description = SelectionOptions.HEADS)
    private List<Integer> heads = new ArrayList<>();

    @Option(
        names = "--embedding",
        paramLabel = "average|random|retain|extend",
        description =
            "What token embedding and head become: the mean of the donor's rows, as they were, the"
                + " donor's, or the donor's and their mean (default: retain, or average if the"
                + " vocabularies differ).")
    private @Nullable EmbeddingStrategy embedding;

    Transplant transplant() {
      try {
        return new Transplant(Selection.of(take, layers, heads), embedding);
      } catch (IllegalArgumentException e) {
        throw new InputException(String.valueOf(e.getMessage()));
      }
    }
  }

  TransplantCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Compose compose = new Compose(donors.stream().map(Donor::transplant).toList());
    output.requireUsable();
    ModelFile target = ModelFile.read(into);
    List<Input> inputs = new ArrayList<>(List.of(new Input("into", target)));
    for (Donor donor : donors) {
      inputs.add(new Input("donor", ModelFile.read(donor.file)));
    }
    List<Weights> models = inputs.stream().map(input -> input.file().weights()).toList();
    output.write(console, compose, inputs, target, () -> compose.apply(models));
  }
}
