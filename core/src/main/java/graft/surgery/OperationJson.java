package graft.surgery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The canonical JSON form of an operation: its name, and its record's components in their order,
 * which are all that determines what it does to given weights.
 */
public final class OperationJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OperationJson() {}

  /** For example {@code {"operation":"low-rank","selector":{"take":["mlp"],...},"rank":2}}. */
  public static ObjectNode of(Record operation) {
    ObjectNode json = NODES.objectNode();
    json.put("operation", word(operation.getClass().getSimpleName()));
    for (RecordComponent component : operation.getClass().getRecordComponents()) {
      json.set(component.getName(), node(value(operation, component)));
    }
    return json;
  }

  private static @Nullable Object value(Record operation, RecordComponent component) {
    try {
      return component.getAccessor().invoke(operation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not a public record: " + operation, e);
    }
  }

  private static JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      case Enum<?> constant -> NODES.textNode(constant.name().toLowerCase(Locale.ROOT));
      case Selector selector -> node(selector);
      case Record inside -> of(inside);
      case List<?> items -> {
        ArrayNode list = NODES.arrayNode();
        items.forEach(item -> list.add(node(item)));
        yield list;
      }
      default -> throw new IllegalArgumentException("no parameter of an operation: " + value);
    };
  }

  private static ObjectNode node(Selector selector) {
    ObjectNode json = NODES.objectNode();
    Part.words(selector.parts()).forEach(json.putArray("take")::add);
    json.put("from", selector.from());
    json.put("to", selector.to() == Selector.LAST ? null : selector.to());
    selector.heads().forEach(json.putArray("heads")::add);
    return json;
  }

  /** {@code TaskArithmetic} becomes {@code task-arithmetic}. */
  private static String word(String className) {
    return className.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
