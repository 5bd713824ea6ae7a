package graft.model;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not what it should be: damaged, cut off, or made to mislead. */
public final class SafetensorsException extends IOException {
  private static final long serialVersionUID = 1;

  SafetensorsException(Path file, String problem) {
    super(file + " is not a usable safetensors file: " + problem);
  }
}
