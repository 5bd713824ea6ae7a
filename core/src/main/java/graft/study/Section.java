package graft.study;

import graft.procedure.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys and values of one YAML mapping, taken one after another by name. {@link #finish} refuses
 * what nobody took, so that a misspelt key stops the program; every error names file and line.
 */
final class Section {
  private final String file;
  private final String what;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> keyLines = new LinkedHashMap<>();
  private final TreeSet<String> known = new TreeSet<>();

  /**
   * A section.
   *
   * @param what the section as people call it, for messages
   */
  Section(String file, String what, MappingNode map) {
    this.file = file;
    this.what = what;
    this.line = line(map);
    for (NodeTuple entry : map.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw error(line(entry.getKeyNode()), "a key must be a word");
      }
      if (values.put(key.getValue(), entry.getValueNode()) != null) {
        throw error(line(key), "'" + key.getValue() + "' stands twice in " + what);
      }
      keyLines.put(key.getValue(), line(key));
    }
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** An error at a line of this file. */
  InputException error(int atLine, String message) {
    return new InputException(file + ":" + atLine + ": " + message);
  }

  /**
   * An error at the key, or at the section if the key is absent or null. A path into the values of
   * {@link #rest}, like {@code of[1].k}, is at the line of its longest beginning that is there.
   */
  InputException error(@Nullable String key, String message) {
    String path = key == null ? "" : key;
    while (!path.isEmpty() && !keyLines.containsKey(path)) {
      path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
    return error(keyLines.getOrDefault(path, line), message);
  }

  /** Names of all keys, in the file's order. */
  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** Whether the key is there; from now on it is a known one. */
  boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  private @Nullable Node take(String key) {
    known.add(key);
    return values.get(key);
  }

  private Node need(String key) {
    Node node = take(key);
    if (node == null) {
      throw error((String) null, what + " lacks the key '" + key + "'");
    }
    return node;
  }

  /** Refuses keys that nobody asked for. */
  void finish() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw error(key, "unknown key '" + key + "' in " + what + Suggestion.hint(key, known));
      }
    }
  }

  /** A section that must be there. */
  Section section(String key) {
    return asSection(key, need(key));
  }

  /** A section, or null if the key is absent. */
  @Nullable Section optionalSection(String key) {
    Node node = take(key);
    return node == null || isNull(node) ? null : asSection(key, node);
  }

  private Section asSection(String key, Node node) {
    if (node instanceof MappingNode map) {
      return new Section(file, "'" + key + "'", map);
    }
    throw error(line(node), "'" + key + "' must hold lines 'key: value', not " + shown(node));
  }

  /** The items of a list of sections; none if the key is absent. */
  List<Section> sections(String key) {
    Node node = take(key);
    List<Section> result = new ArrayList<>();
    for (Node item : node == null ? List.<Node>of() : items(key, node)) {
      result.add(asSection(key, item));
    }
    return result;
  }

  private List<Node> items(String key, Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    throw error(line(node), "'" + key + "' must be a list, not " + shown(node));
  }

  /** Whether the value is a list. */
  boolean isList(String key) {
    return take(key) instanceof SequenceNode;
  }

  /** Whether the value is a list of single words or numbers; an empty one is. */
  boolean isListOfWords(String key) {
    return take(key) instanceof SequenceNode list
        && list.getValue().stream().allMatch(ScalarNode.class::isInstance);
  }

  /** Whether the value is a single word or number. */
  boolean isScalar(String key) {
    return take(key) instanceof ScalarNode;
  }

  /** A word that must be there. */
  String word(String key) {
    return scalar(key, need(key));
  }

  /** A word, or the default. */
  String word(String key, String fallback) {
    Node node = take(key);
    return node == null ? fallback : scalar(key, node);
  }

  /** A list of words. */
  List<String> words(String key) {
    return items(key, need(key)).stream().map(item -> scalar(key, item)).toList();
  }

  private String scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw error(line(node), "'" + key + "' must be a single value, not " + shown(node));
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"));
  }

  /** A whole number, or the default. */
  long whole(String key, long fallback) {
    Node node = take(key);
    return node == null ? fallback : whole(key, node);
  }

  /** A whole number that must be there. */
  long whole(String key) {
    return whole(key, need(key));
  }

  /** A list of whole numbers. */
  List<Long> wholes(String key) {
    return items(key, need(key)).stream().map(item -> whole(key, item)).toList();
  }

  /** A whole number that fits 32 bits, or the default. */
  int integer(String key, int fallback) {
    long value = whole(key, fallback);
    if (value != (int) value) {
      throw error(key, "'" + key + "' is too large: " + value);
    }
    return (int) value;
  }

  private long whole(String key, Node node) {
    return parsed(key, node, "a whole number", text -> Long.parseLong(text.replace("_", "")));
  }

  /** A number, or the default. */
  double number(String key, double fallback) {
    Double value = optionalNumber(key);
    return value == null ? fallback : value;
  }

  /** A number that must be there. */
  double number(String key) {
    return parsed(key, need(key), "a number", Double::parseDouble);
  }

  /** A number, or null if the key is absent. */
  @Nullable Double optionalNumber(String key) {
    Node node = take(key);
    return node == null || isNull(node) ? null : parsed(key, node, "a number", Double::parseDouble);
  }

  /** A list of numbers. */
  List<Double> numbers(String key) {
    return items(key, need(key)).stream()
        .map(item -> parsed(key, item, "a number", Double::parseDouble))
        .toList();
  }

  /** True or false, or the default. */
  boolean flag(String key, boolean fallback) {
    Node node = take(key);
    return node == null ? fallback : parsed(key, node, "true or false", Section::parseFlag);
  }

  private static boolean parseFlag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new NumberFormatException();
    };
  }

  private <T> T parsed(String key, Node node, String kind, Function<String, T> parse) {
    try {
      return parse.apply(scalar(key, node));
    } catch (NumberFormatException e) {
      throw error(line(node), "'" + key + "' must be " + kind + ", not " + shown(node));
    }
  }

  /** One of a type's constants in lower case, or the default. */
  <E extends Enum<E>> E constant(String key, Class<E> type, E fallback) {
    Node node = take(key);
    return node == null ? fallback : constant(key, line(node), scalar(key, node), type);
  }

  /** The constant that a word of this section names. */
  <E extends Enum<E>> E constant(String key, int atLine, String word, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (Words.of(constant).equals(word)) {
        return constant;
      }
    }
    List<String> names = Words.all(type);
    throw error(atLine, "unknown " + key + " '" + word + "'" + Suggestion.hint(word, names));
  }

  /** Line of a key, or of the section if it is absent. */
  int lineOf(String key) {
    return keyLines.getOrDefault(key, line);
  }

  /**
   * The values of all keys that nobody took yet, as the plain values that they look like, maps and
   * lists included; marks them as known.
   */
  Map<String, Object> rest() {
    PlainValue plain = new PlainValue(file, keyLines);
    Map<String, Object> result = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : values.entrySet()) {
      if (known.add(entry.getKey())) {
        result.put(entry.getKey(), plain.of(entry.getKey(), entry.getValue()));
      }
    }
    return result;
  }

  /**
   * The value of a key as the plain value that it looks like, or null if the key is absent. Errors
   * may name paths into it.
   */
  @Nullable Object plain(String key) {
    Node node = take(key);
    return node == null ? null : new PlainValue(file, keyLines).of(key, node);
  }

  private static String shown(Node node) {
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getValue();
      return text.isEmpty()
          ? "nothing"
          : "'" + text.substring(0, Math.min(60, text.length())) + "'";
    }
    return node instanceof SequenceNode ? "a list" : "a section";
  }
}
