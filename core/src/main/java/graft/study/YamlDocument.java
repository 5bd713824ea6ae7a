package graft.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a YAML file into nodes that know their lines. Whatever is wrong with the file becomes an
 * {@link InputException}.
 */
final class YamlDocument {
  /** No study is longer; a larger file is something else. */
  private static final long MAX_BYTES = 1 << 20;

  private static final String EXAMPLE = "; studies/quickstart.yaml is an example";

  private YamlDocument() {}

  /** The file's root section. */
  static Section read(Path file) {
    return of(text(file), file.toString());
  }

  /**
   * The root section of a text.
   *
   * @param file what messages call it
   */
  static Section of(String text, String file) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file).build();
      Node root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new InputException(file + " is empty" + EXAMPLE));
      if (root instanceof MappingNode map) {
        return new Section(file, "the study", map);
      }
      throw new InputException(file + ":1: a study consists of lines 'key: value'" + EXAMPLE);
    } catch (MarkedYamlEngineException e) {
      throw new InputException(file + where(e) + ": " + problem(e));
    } catch (YamlEngineException e) {
      throw new InputException(file + " is not YAML: " + e.getMessage() + EXAMPLE);
    } catch (StackOverflowError e) {
      throw new InputException(
          file + " is not a study: its brackets are nested too deeply" + EXAMPLE);
    }
  }

  private static String where(MarkedYamlEngineException e) {
    Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
    return mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  private static String problem(MarkedYamlEngineException e) {
    String context = e.getContext();
    return (context == null ? "" : context + ": ") + e.getProblem();
  }

  private static String text(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputException(file + " is a folder, not a study file");
      }
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new InputException(
            file + " has " + size + " bytes; a study file has at most " + MAX_BYTES + EXAMPLE);
      }
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new InputException("there is no file " + file + "; 'graft list studies' shows some");
    } catch (CharacterCodingException e) {
      throw new InputException(file + " is not a text file in UTF-8" + EXAMPLE);
    } catch (IOException e) {
      throw new InputException("cannot read " + file + ": " + e);
    }
  }
}
