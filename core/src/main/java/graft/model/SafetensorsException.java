package graft.model;

import java.io.IOException;
import java.nio.file.Path;

/** A safetensors file that cannot be trusted; the message names file, place, value and mend. */
public final class SafetensorsException extends IOException {
  private static final long serialVersionUID = 1;

  private SafetensorsException(Path file, String problem, String mend) {
    super(file + ": " + problem + "; " + mend);
  }

  /** The bytes contradict each other. */
  static SafetensorsException damaged(Path file, String problem) {
    return new SafetensorsException(
        file, problem, "the file is damaged or cut off: delete it and have it written again");
  }

  /** A sound file, but of something that this reader does not take. */
  static SafetensorsException unsuitable(Path file, String problem, String mend) {
    return new SafetensorsException(file, problem, mend);
  }
}
