package graft.app.data;

import graft.procedure.Example;
import graft.procedure.ExampleSource;

/** Some examples in a row as the bytes of their files, in memory that is filled again and again. */
final class Chunk {
  private final Encoder encoder;
  private final Bytes[] files;
  private final Example example = new Example();
  private long end;

  Chunk(Encoder encoder) {
    this.encoder = encoder;
    this.files = Bytes.several(encoder.files());
  }

  /** Holds examples {@code first..last-1} from now on. */
  Chunk fill(ExampleSource source, Split split, long first, long last) {
    for (Bytes bytes : files) {
      bytes.clear();
    }
    for (long index = first; index < last; index++) {
      split.draw(source, index, example);
      encoder.add(index, example, files);
    }
    end = last;
    return this;
  }

  /** The number of the example that comes next. */
  long end() {
    return end;
  }

  /** What goes to the end of that file. */
  Bytes bytes(int file) {
    return files[file];
  }
}
