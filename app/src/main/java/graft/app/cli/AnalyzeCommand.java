package graft.app.cli;

import graft.analysis.Analyzer;
import graft.analysis.InstrumentedModel;
import graft.analysis.ModelAnalysis;
import graft.analysis.ModelComparison;
import graft.analysis.Trait;
import graft.app.model.ModelFile;
import graft.app.progress.Tally;
import graft.app.report.AnalysisHead;
import graft.app.report.AnalysisJson;
import graft.app.report.AnalysisText;
import graft.model.Weights;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft analyze}: what the parts of a trained model do. */
@Command(
    name = "analyze",
    description =
        "Look into a model: what its heads attend to, what happens without a part, what can be read"
            + " between its layers, and how it differs from another model. docs/analysis.md explains"
            + " the figures.",
    sortOptions = false)
final class AnalyzeCommand implements Runnable {
  private static final int MOST_SAMPLES = 100_000;

  private final Console console;

  @Parameters(
      paramLabel = "MODEL",
      description = "A .safetensors file, or the hash of a result in the store.")
  private String model;

  @Option(
      names = "--procedure",
      paramLabel = "NAME",
      required = true,
      completionCandidates = ProcedureNames.class,
      description = "Whose examples it reads; one of those that 'graft list procedures' shows.")
  private String name;

  @Mixin private final ExampleOptions draw = new ExampleOptions();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "256",
      description = "How many held-out examples (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--against",
      paramLabel = "OTHER",
      description = "Compare with this model: layers by CKA, parts by patching.")
  private @Nullable String against;

  @Option(
      names = "--probe",
      paramLabel = "TRAIT",
      split = ",",
      completionCandidates = TraitNames.class,
      description = "Probe for these, separated by commas: ${COMPLETION-CANDIDATES}.")
  private List<Trait> traits = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE instead of printing.")
  private @Nullable Path file;

  @Mixin private final StoreOption store = new StoreOption();

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  AnalyzeCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new InputException("--samples must be from 1 to " + MOST_SAMPLES + ", not " + samples);
    }
    try {
      print(analyzed());
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private String analyzed() {
    try (Tally tally = console.tally(quiet)) {
      return analyze(new AnalysisProgress(tally));
    }
  }

  private String analyze(Analyzer.Listener progress) {
    Procedure procedure = Procedures.create(name, draw.settings());
    Set<Trait> wanted = EnumSet.noneOf(Trait.class);
    wanted.addAll(traits);
    Analyzer analyzer = new Analyzer(procedure, draw.seed(), samples, wanted, progress);
    InstrumentedModel subject = load(model, analyzer);
    @Nullable InstrumentedModel other = against == null ? null : load(against, analyzer);
    ModelAnalysis analysis = analyzer.analyze(subject);
    @Nullable ModelComparison comparison = other == null ? null : analyzer.compare(subject, other);
    AnalysisHead head =
        new AnalysisHead(
            model,
            against == null ? "" : against,
            procedure,
            draw.seed(),
            samples,
            analyzer.predictions());
    return json
        ? AnalysisJson.of(head, analysis, comparison) + "\n"
        : AnalysisText.of(head, analysis, comparison);
  }

  private InstrumentedModel load(String given, Analyzer analyzer) {
    Weights weights = ModelFile.read(ModelName.find(given, store.folder())).weights();
    analyzer.requireFits(given, weights.config());
    return new InstrumentedModel(weights);
  }

  private void print(String found) {
    if (file == null) {
      console.out().print(found);
      return;
    }
    try {
      Files.writeString(file, found);
    } catch (IOException e) {
      throw new InputException("cannot write " + file + " (" + e + "): choose another -o file");
    }
  }
}
