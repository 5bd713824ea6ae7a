package graft.study;

import graft.procedure.DeclaredSetting;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.study.Composition.Gift;
import graft.study.Study.Shape;
import graft.study.Study.Use;
import graft.training.Reading;
import graft.training.TrainingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Composition} as a study file. Read again, it has the recipes that the composition
 * was made of, so donors come from the store.
 */
public final class CompositionText {
  private final Composition composition;

  private CompositionText(Composition composition) {
    this.composition = composition;
  }

  /**
   * The file.
   *
   * @param name of the study
   * @param question that it answers; may be empty
   * @throws InputException if no study can say it
   */
  public static String of(Composition composition, String name, String question) {
    String text = new CompositionText(composition).text(name, question);
    requireSame(composition, StudyReader.read(text, "the composed study"));
    return text;
  }

  /** What is written must be what was meant, whatever a setting's text looks like. */
  private static void requireSame(Composition composition, Study read) {
    boolean same =
        read.pretrainings().equals(composition.givers())
            && read.tasks().equals(List.of(composition.task()))
            && read.shape().equals(composition.shape());
    if (!same) {
      throw new InputException(
          "no study file can say this: a setting would be read as something else");
    }
  }

  private String text(String name, String question) {
    StringBuilder text = new StringBuilder();
    text.append("study: ").append(name).append('\n');
    if (!question.isEmpty()) {
      text.append("question: ").append(quoted(question)).append('\n');
    }
    Shape shape = composition.shape();
    text.append("seeds: ").append(composition.seeds()).append('\n');
    text.append(
        "model: {layers: %d, heads: %d, width: %d}\n"
            .formatted(shape.layers(), shape.heads(), shape.width()));
    text.append("pretrain:\n");
    composition.givers().forEach(use -> use(use, TrainingReader.PRETRAINING, true, text));
    text.append("arms:\n  ").append(Composition.RANDOM).append(": {take: nothing}\n");
    text.append("  ").append(Composition.COMPOSED).append(":\n    transplant:\n");
    composition.gifts().forEach(gift -> text.append(gift(gift)));
    text.append("tasks:\n");
    use(composition.task(), TrainingReader.FINE_TUNING, false, text);
    return text.append("metrics: [accuracy, exact, loss]\n").toString();
  }

  private static String gift(Gift gift) {
    return "      - {from: %s, take: %s%s%s}\n"
        .formatted(
            word(gift.from()),
            gift.part(),
            gift.layer() == null ? "" : ", layers: " + gift.layer(),
            gift.embedding() == null ? "" : ", embedding: " + gift.embedding());
  }

  private static void use(Use use, TrainingSettings defaults, boolean pretrain, StringBuilder to) {
    Procedure procedure = use.procedure();
    to.append("  ").append(word(use.label())).append(":\n");
    to.append("    procedure: ").append(procedure(procedure)).append('\n');
    if (use.tied() != (pretrain && procedure.bitsPerPosition() == 0)) {
      to.append("    tied: ").append(use.tied()).append('\n');
    }
    if (use.positions() != Reading.of(procedure).positions()) {
      to.append("    positions: ").append(use.positions()).append('\n');
    }
    List<String> differing = new ArrayList<>();
    Map<String, @Nullable Object> standard = settings(defaults);
    settings(use.training())
        .forEach(
            (key, value) -> {
              if (!Objects.equals(value, standard.get(key))) {
                differing.add(key + ": " + value);
              }
            });
    if (!differing.isEmpty()) {
      to.append("    training: {").append(String.join(", ", differing)).append("}\n");
    }
  }

  private static String procedure(Procedure procedure) {
    Map<String, Object> named = new TreeMap<>(Procedures.settings(procedure));
    named.put("name", procedure.name());
    return DeclaredSetting.text(named);
  }

  private static Map<String, @Nullable Object> settings(TrainingSettings training) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put("steps", training.steps());
    settings.put("batch", training.batch());
    settings.put("learningRate", training.learningRate());
    settings.put("schedule", Words.of(training.schedule()));
    settings.put("warmup", training.warmup());
    settings.put("finalRate", training.finalRate());
    settings.put("weightDecay", training.weightDecay());
    settings.put("clip", training.clip());
    settings.put("dropout", training.dropout());
    settings.put("heldOut", training.heldOut());
    settings.put("evaluateEvery", training.evaluateEvery());
    settings.put("stopAt", training.stopAt());
    settings.put("patience", training.patience());
    return settings;
  }

  private static String word(String label) {
    return label.matches("[A-Za-z][A-Za-z0-9_-]*( [A-Za-z0-9_-]+)*") ? label : quoted(label);
  }

  private static String quoted(String text) {
    return "'" + text.replaceAll("\\p{Cntrl}", " ").replace("'", "''") + "'";
  }
}
