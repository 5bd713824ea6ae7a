package graft.app.web;

import graft.study.Checksum;
import graft.study.Cut;
import graft.study.InputException;
import graft.study.Outline;
import graft.study.Study;
import graft.study.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The studies of a folder. A name from a request is only ever looked up among what the folder
 * lists, never made into a path.
 */
final class Catalogue {
  private static final String ENDING = ".yaml";
  private static final String KEY = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";
  private static final String QUICK = ".quick";
  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_DRAFTS = 50;
  private static final int DRAFT_DIGITS = 10;

  private final Path folder;
  private final String arithmetic;
  private final @Nullable Listed pinned;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Listed> drafts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Listed> eldest) {
          return size() > MOST_DRAFTS;
        }
      };

  private final Map<String, Quick> quick = new ConcurrentHashMap<>();

  /** What was cut from a study as it was read. */
  private record Quick(Listed whole, @Nullable Listed version) {}

  /** What was read of a file when it looked like that. */
  private record Known(FileTime changed, long bytes, Listed listed) {}

  /**
   * The studies of a folder.
   *
   * @param arithmetic of the engine whose results are meant
   * @param pinned one that is listed as it is given, in the place of its file; may be null
   */
  Catalogue(Path folder, String arithmetic, @Nullable Listed pinned) {
    this.folder = folder;
    this.arithmetic = arithmetic;
    this.pinned = pinned;
  }

  /** A study that is not read from its file, but given as it is to be run. */
  static Listed pinned(Path file, String text, Study study, String arithmetic) {
    String name = String.valueOf(file.getFileName());
    String key = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    return new Listed(
        key.matches(KEY) ? key : study.name(),
        file,
        text,
        study,
        Outline.of(study, arithmetic),
        "");
  }

  /** The folder. */
  Path folder() {
    return folder;
  }

  /** All studies by name of their file; those that cannot be used too. */
  List<Listed> all() {
    Map<String, Listed> all = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(Files::isRegularFile).forEach(file -> add(file, all));
      } catch (IOException e) {
        throw new InputException("cannot list the folder " + folder + ": " + e.getMessage());
      }
    }
    if (pinned != null) {
      all.put(pinned.key(), pinned);
    }
    known.keySet().retainAll(all.keySet());
    return List.copyOf(all.values());
  }

  /**
   * Takes on a study that has no file: it is found until the server ends, but not listed.
   *
   * @param text of the file that it might have
   * @throws InputException if it cannot be used
   */
  Listed draft(String text) {
    Study study = StudyReader.read(text, "the composed study");
    String key = study.name() + "-" + Checksum.of(text).substring(0, DRAFT_DIGITS);
    Path file = folder.resolve(key + ENDING);
    Listed listed = new Listed(key, file, text, study, Outline.of(study, arithmetic), "");
    synchronized (drafts) {
      drafts.remove(key);
      drafts.put(key, listed);
    }
    return listed;
  }

  /**
   * The quick version of a study, with the settings that {@code --quick} gives; null if there is
   * none because the study is cut already or cannot be used.
   */
  @Nullable Listed quick(Listed whole) {
    Study study = whole.study();
    if (study == null || !study.changes().isEmpty()) {
      return null;
    }
    Quick before = quick.get(whole.key());
    if (before != null && before.whole().text().equals(whole.text())) {
      return before.version();
    }
    Study cut = Cut.NONE.of(study, true);
    Listed version =
        cut.changes().isEmpty()
            ? null
            : new Listed(
                whole.key() + QUICK,
                whole.file(),
                whole.text(),
                cut,
                Outline.of(cut, arithmetic),
                "");
    quick.put(whole.key(), new Quick(whole, version));
    return version;
  }

  /** Whether a key is that of a quick version. */
  static boolean isQuick(String key) {
    return key.endsWith(QUICK);
  }

  /** The key of the study that a quick version is one of. */
  static String whole(String key) {
    return isQuick(key) ? key.substring(0, key.length() - QUICK.length()) : key;
  }

  /** All studies, their quick versions, and those without a file. */
  List<Listed> everything() {
    List<Listed> all = new ArrayList<>(all());
    quick.keySet().retainAll(all.stream().map(Listed::key).toList());
    for (Listed whole : List.copyOf(all)) {
      Listed version = quick(whole);
      if (version != null) {
        all.add(version);
      }
    }
    synchronized (drafts) {
      all.addAll(drafts.values());
    }
    return all;
  }

  /**
   * The study of that name.
   *
   * @throws Refusal if there is none
   */
  Listed find(String key) {
    return everything().stream()
        .filter(listed -> listed.key().equals(key))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("there is no study of that name in " + folder));
  }

  private void add(Path file, Map<String, Listed> all) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(ENDING)) {
      String key = name.substring(0, name.length() - ENDING.length());
      if (key.matches(KEY)) {
        all.put(key, read(key, file));
      }
    }
  }

  private synchronized Listed read(String key, Path file) {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      long bytes = Files.size(file);
      Known before = known.get(key);
      if (before != null && before.changed().equals(changed) && before.bytes() == bytes) {
        return before.listed();
      }
      Listed listed = read(key, file, bytes);
      known.put(key, new Known(changed, bytes, listed));
      return listed;
    } catch (IOException e) {
      return unusable(key, file, "", "cannot be read: " + e.getMessage());
    }
  }

  private Listed read(String key, Path file, long bytes) throws IOException {
    if (bytes > MOST_BYTES) {
      return unusable(key, file, "", file + " has more than a MiB: that is no study");
    }
    String text = Files.readString(file);
    try {
      Study study = StudyReader.read(file);
      return new Listed(key, file, text, study, Outline.of(study, arithmetic), "");
    } catch (InputException e) {
      return unusable(key, file, text, String.valueOf(e.getMessage()));
    }
  }

  private static Listed unusable(String key, Path file, String text, String fault) {
    return new Listed(key, file, text, null, null, fault);
  }
}
