package graft.app.web;

import graft.study.Outline;
import graft.study.Study;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A study that lies ready.
 *
 * @param key its file's name without the ending; what addresses have
 * @param text the file's
 * @param study null if the file cannot be used
 * @param outline of the study, null likewise
 * @param fault why it cannot be used; empty if it can
 */
record Listed(
    String key,
    Path file,
    String text,
    @Nullable Study study,
    @Nullable Outline outline,
    String fault) {

  /** The study of a file that can be used. */
  record Usable(Listed listed, Study study, Outline outline) {
    String key() {
      return listed.key();
    }

    /** For people: the study's own, and whether it is the quick version. */
    String name() {
      return study.name() + (Catalogue.isQuick(key()) ? ", quick" : "");
    }
  }

  /**
   * The study.
   *
   * @throws Refusal if its file cannot be used
   */
  Usable usable() {
    if (study == null || outline == null) {
      throw new Refusal(409, fault);
    }
    return new Usable(this, study, outline);
  }
}
