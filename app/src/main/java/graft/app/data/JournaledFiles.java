package graft.app.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.study.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that grow together, chunk by chunk, and a journal that says how far they are on the disk.
 * Whatever lies behind that when they are opened again is forgotten, and they go on from there.
 */
final class JournaledFiles implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<HashedFile> files = new ArrayList<>();
  private final Path journal;
  private final Duration between;
  private long examples;
  private long marked = System.nanoTime();

  /** What the journal holds: so many examples, and size and SHA-256 of each file. */
  record Mark(long examples, List<Long> bytes, List<String> sha256) {}

  /**
   * Opens the files where the journal says they are; where they are not what it says, or there is
   * none, they begin anew.
   *
   * @param between how often the journal is written; all waits for the disk then
   */
  JournaledFiles(List<Path> paths, Path journal, Encoder encoder, Duration between)
      throws IOException {
    this.journal = journal;
    this.between = between;
    for (Path path : paths) {
      files.add(HashedFile.open(path));
    }
    if (!resume(read(journal))) {
      begin(encoder);
    }
  }

  private static @Nullable Mark read(Path journal) throws IOException {
    try {
      return Files.exists(journal) ? JSON.readValue(Files.readString(journal), Mark.class) : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private boolean resume(@Nullable Mark mark) throws IOException {
    if (mark == null || mark.bytes().size() != files.size()) {
      return false;
    }
    for (int i = 0; i < files.size(); i++) {
      if (!files.get(i).resume(mark.bytes().get(i))) {
        return false;
      }
    }
    examples = mark.examples();
    return sums().equals(mark.sha256());
  }

  private void begin(Encoder encoder) throws IOException {
    examples = 0;
    Bytes[] heads = Bytes.several(files.size());
    encoder.begin(heads);
    for (int i = 0; i < files.size(); i++) {
      files.get(i).resume(0);
      files.get(i).append(heads[i]);
    }
  }

  private List<String> sums() {
    return files.stream().map(HashedFile::sha256).toList();
  }

  /** How many examples they hold. */
  long examples() {
    return examples;
  }

  /** Adds a chunk, and writes the journal if it is time. */
  void append(Chunk chunk) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      files.get(i).append(chunk.bytes(i));
    }
    examples = chunk.end();
    if (System.nanoTime() - marked >= between.toNanos()) {
      mark();
    }
  }

  /** Waits until all is on the disk, and only then lets the journal say so. */
  void mark() throws IOException {
    for (HashedFile file : files) {
      file.force();
    }
    List<Long> bytes = files.stream().map(HashedFile::size).toList();
    Path fresh = journal.resolveSibling(journal.getFileName() + ".new");
    Durable.write(fresh, JSON.writeValueAsString(new Mark(examples, bytes, sums())));
    Durable.move(fresh, journal);
    marked = System.nanoTime();
  }

  /** Size and SHA-256 of file {@code i} under its name. */
  Sidecar.Sum sum(int i, String name) {
    return new Sidecar.Sum(name, files.get(i).size(), files.get(i).sha256());
  }

  @Override
  public void close() throws IOException {
    for (HashedFile file : files) {
      file.close();
    }
  }
}
