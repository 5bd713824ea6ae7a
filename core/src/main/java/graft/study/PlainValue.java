package graft.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Values of a YAML file as plain maps, lists, numbers, truth values and text, with the line of
 * each: that of {@code k} in {@code of: [identity, {name: k-dyck, k: 4}]} is kept as {@code
 * of[1].k}.
 */
final class PlainValue {
  /** An alias of a node that it lies in would go on for ever. */
  private static final int DEEPEST = 100;

  /** Aliases of aliases could stand for more than fits into memory. */
  private static final int MOST = 10_000;

  private final String file;
  private final Map<String, Integer> lines;
  private int count;

  /**
   * A reader of values.
   *
   * @param lines receives the line of every value, by path
   */
  PlainValue(String file, Map<String, Integer> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * The value of a node.
   *
   * @param path what names it in messages
   * @throws InputException naming the line, if it is no plain value
   */
  Object of(String path, Node node) {
    return of(path, node, 0);
  }

  private Object of(String path, Node node, int depth) {
    if (depth > DEEPEST || ++count > MOST) {
      throw error(
          node,
          "'" + path.split("[.\\[]", 2)[0] + "' holds too much: is there an alias in itself?");
    }
    return switch (node) {
      case ScalarNode scalar -> plain(scalar.getValue());
      case SequenceNode list -> items(path, list, depth);
      case MappingNode map -> settings(path, map, depth);
      default -> throw error(node, "'" + path + "' is no value");
    };
  }

  private List<Object> items(String path, SequenceNode list, int depth) {
    List<Object> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      String at = path + "[" + items.size() + "]";
      lines.put(at, line(item));
      items.add(of(at, item, depth + 1));
    }
    return items;
  }

  private Map<String, Object> settings(String path, MappingNode map, int depth) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw error(entry.getKeyNode(), "a key must be a word");
      }
      String at = path + "." + key.getValue();
      lines.put(at, line(key));
      if (settings.put(key.getValue(), of(at, entry.getValueNode(), depth + 1)) != null) {
        throw error(key, "'" + key.getValue() + "' stands twice in '" + path + "'");
      }
    }
    return settings;
  }

  private static Object plain(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    try {
      return Long.valueOf(text.replace("_", ""));
    } catch (NumberFormatException notWhole) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException notNumber) {
        return text;
      }
    }
  }

  private InputException error(Node node, String message) {
    return new InputException(file + ":" + line(node) + ": " + message);
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
