package graft.app.cli;

import graft.app.report.Json;
import graft.study.InputException;
import graft.study.Study;
import graft.study.StudyReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A study that lies ready. */
record StudyFile(Path file, String name, String question) {
  private static final Path FOLDER = Path.of("studies");

  /** The studies in ./studies by name of their file; one that cannot be read is only warned of. */
  static List<StudyFile> all(PrintWriter err) {
    List<StudyFile> studies = new ArrayList<>();
    for (Path file : files()) {
      try {
        Study study = StudyReader.read(file);
        studies.add(new StudyFile(file, study.name(), study.question()));
      } catch (InputException e) {
        err.println("warning: " + e.getMessage());
      }
    }
    return studies;
  }

  private static List<Path> files() {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new InputException("cannot list the folder " + FOLDER + ": " + e.getMessage());
    }
  }

  String text() {
    return file + (question.isEmpty() ? "" : "\n    " + question);
  }

  Map<String, @Nullable Object> json() {
    return Json.object("file", file.toString(), "name", name, "question", question);
  }
}
