package graft.app.web;

import graft.study.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a study into the folder of studies: whole or not at all, and never over another file. */
final class NewStudy {
  private static final int MOST_BYTES = 64 << 10;

  private NewStudy() {}

  /**
   * Writes one.
   *
   * @param name small letters, digits and hyphens only
   * @throws Refusal if there is one of that name, or it cannot be written
   */
  static void write(Path folder, String name, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new Refusal(413, "the study would have more than " + MOST_BYTES + " bytes");
    }
    Path file = folder.resolve(name + ".yaml");
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "." + name, ".draft");
      try {
        Durable.write(draft, text);
        appear(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(409, "there is a study '" + name + "' already: choose another name");
    } catch (IOException e) {
      throw new Refusal(409, "cannot write into the folder " + folder + ": " + e.getMessage());
    }
  }

  /** A second name for what is written: it is there at once, or not at all if the name is taken. */
  private static void appear(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file);
    }
  }
}
