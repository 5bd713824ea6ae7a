package graft.app.cli;

import graft.surgery.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of a model a command works on; everything, if nothing is said. */
final class SelectionOptions {
  static final String TAKE = "What: attention, query-key, value-output, mlp, ln, embedding, or all";
  static final String LAYERS = "Blocks from 0, such as 1, 0..1 or 1.. (default: all).";
  static final String HEADS =
      "Only these heads of attention, from 0; without them attention is taken with the bias of its"
          + " output, which belongs to no head.";

  @Option(
      names = "--take",
      paramLabel = "PART",
      split = ",",
      completionCandidates = PartNames.class,
      description = TAKE + " (default: all).")
  private List<String> take = new ArrayList<>();

  @Option(names = "--layers", paramLabel = "FROM..TO", description = LAYERS)
  private @Nullable String layers;

  @Option(names = "--heads", paramLabel = "N", split = ",", description = HEADS)
  private List<Integer> heads = new ArrayList<>();

  Selector selector() {
    return Selection.of(take.isEmpty() ? List.of("all") : take, layers, heads);
  }
}
