package graft.study;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Results on their way from one store to another: a folder {@code results} with a folder for each,
 * and a folder {@code analyses} with a file for each, as in a store, in the open or in a ZIP file.
 * So every store is an archive too.
 */
public final class Archive implements Closeable {
  /** What a result consists of; the marker comes last. */
  static final List<String> FILES =
      Stream.concat(Result.FILES.stream(), Stream.of(Marker.NAME)).toList();

  private static final String RESULTS = "results";
  private static final String ANALYSES = "analyses";
  private static final String JSON = ".json";

  /** The same results give the same bytes, whenever they are written. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Path root;
  private final @Nullable FileSystem zip;

  private Archive(Path root, @Nullable FileSystem zip) {
    this.root = root;
    this.zip = zip;
  }

  /**
   * Opens an archive to read it.
   *
   * @param source a folder or ZIP file
   * @throws InputException if it is none
   */
  public static Archive open(Path source) {
    if (Files.isDirectory(source)) {
      return of(source, source, null);
    }
    if (!Files.isRegularFile(source)) {
      throw new InputException(
          "there is no folder or file " + source + " to import; 'graft results export' writes one");
    }
    try {
      return zipped(source, FileSystems.newFileSystem(source));
    } catch (IOException | ProviderNotFoundException e) {
      throw new InputException(
          source + " cannot be read as a ZIP file (" + e.getMessage() + "): export it again");
    }
  }

  private static Archive zipped(Path source, FileSystem zip) throws IOException {
    try {
      return of(source, zip.getPath("/"), zip);
    } catch (InputException e) {
      zip.close();
      throw e;
    }
  }

  private static Archive of(Path source, Path root, @Nullable FileSystem zip) {
    if (!Files.isDirectory(root.resolve(RESULTS))) {
      throw new InputException(
          source
              + " holds no folder '"
              + RESULTS
              + "': name what 'graft results export' wrote, or a store");
    }
    return new Archive(root, zip);
  }

  /** The folders of its results by name. */
  public List<Path> results() throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve(RESULTS))) {
      return folders.sorted(Comparator.comparing(Archive::name)).toList();
    }
  }

  /** The files of its analyses by name. */
  public List<Path> analyses() throws IOException {
    return analyses(root);
  }

  /** The files of the analyses in a store or archive by name. */
  static List<Path> analyses(Path root) throws IOException {
    Path folder = root.resolve(ANALYSES);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name(file).endsWith(JSON))
          .sorted(Comparator.comparing(Archive::name))
          .toList();
    }
  }

  /** The name of the analysis that a file is to hold. */
  public static String analysis(Path file) {
    String name = name(file);
    return name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
  }

  /** The name of a result's folder; in a ZIP file it may end with a slash. */
  static String name(Path folder) {
    return String.valueOf(folder.getFileName()).replace("/", "");
  }

  /**
   * Writes results as a ZIP file, whole or not at all, over what may be there.
   *
   * @param analyses files of analyses
   */
  public static void write(List<Result> results, List<Path> analyses, Path file)
      throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      try (ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)))) {
        for (Result result : results.stream().sorted(Comparator.comparing(Result::id)).toList()) {
          for (String name : FILES) {
            add(RESULTS + "/" + result.id() + "/" + name, result.folder().resolve(name), zip);
          }
        }
        for (Path analysis :
            analyses.stream().sorted(Comparator.comparing(Archive::name)).toList()) {
          add(ANALYSES + "/" + name(analysis), analysis, zip);
        }
      }
      Durable.move(partial, file);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void add(String name, Path file, ZipOutputStream zip) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    Files.copy(file, zip);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
  }
}
