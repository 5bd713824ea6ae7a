package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import java.util.List;
import java.util.Map;

/** A procedure in the canonical form of recipes: its name, and every setting. */
final class ProcedureJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ProcedureJson() {}

  static ObjectNode of(Procedure procedure) {
    ObjectNode made = NODES.objectNode();
    made.put("name", procedure.name());
    Procedures.settings(procedure).forEach((name, value) -> made.set(name, value(value)));
    return made;
  }

  private static JsonNode value(Object setting) {
    return switch (setting) {
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      case List<?> items -> {
        ArrayNode list = NODES.arrayNode();
        items.forEach(item -> list.add(value(item)));
        yield list;
      }
      case Map<?, ?> inside -> {
        ObjectNode map = NODES.objectNode();
        inside.forEach((name, value) -> map.set(name.toString(), value(value)));
        yield map;
      }
      default -> NODES.textNode(setting.toString());
    };
  }
}
