package graft.study;

import graft.study.Study.Arm;
import graft.study.Study.Contrast;
import graft.study.Study.Term;
import java.util.ArrayList;
import java.util.List;

/** Reads the planned contrasts of a study. */
final class ContrastReader {
  private final List<String> pretrainings;
  private final List<Arm> arms;

  private ContrastReader(Study study) {
    this.pretrainings = StudyReader.labels(study.pretrainings());
    this.arms = study.arms();
  }

  /**
   * The section {@code contrasts}, which may be absent.
   *
   * @param study that they are of
   */
  static List<Contrast> read(Section root, Study study) {
    Section section = root.optionalSection("contrasts");
    List<Contrast> contrasts = new ArrayList<>();
    if (section == null) {
      return contrasts;
    }
    ContrastReader reader = new ContrastReader(study);
    for (String label : section.keys()) {
      Section item = section.section(label);
      Contrast contrast =
          new Contrast(label, reader.terms(item, "of"), reader.terms(item, "minus"));
      item.finish();
      if (Contrasts.of(study.with(List.of(contrast), Cut.NONE), List.of()).isEmpty()) {
        throw section.error(
            label,
            "contrast '"
                + label
                + "' has rows that the study leaves out: see 'include' and 'exclude'");
      }
      contrasts.add(contrast);
    }
    return List.copyOf(contrasts);
  }

  /** An arm's label, a row {@code {pretrain, arm}}, or a list of either. */
  private List<Term> terms(Section item, String key) {
    if (item.isScalar(key)) {
      return List.of(arm(item, key, item.word(key)));
    }
    if (!item.isList(key)) {
      return List.of(row(item.section(key)));
    }
    List<Term> terms =
        item.isListOfWords(key)
            ? item.words(key).stream().map(word -> arm(item, key, word)).toList()
            : item.sections(key).stream().map(this::row).toList();
    if (terms.isEmpty()) {
      throw item.error(key, "'" + key + "' is empty: name at least one arm");
    }
    return terms;
  }

  private Term arm(Section section, String key, String label) {
    StudyReader.require(section, key, "arm", label, arms.stream().map(Arm::label).toList());
    return new Term(null, label);
  }

  private Term row(Section section) {
    String pretrain = section.word("pretrain", "");
    if (!pretrain.isEmpty()) {
      StudyReader.require(section, "pretrain", "pretraining", pretrain, pretrainings);
    }
    Term term = arm(section, "arm", section.word("arm"));
    StudyReader.requireRow(section, pretrain, term.arm(), arms);
    section.finish();
    return pretrain.isEmpty() ? term : new Term(pretrain, term.arm());
  }
}
