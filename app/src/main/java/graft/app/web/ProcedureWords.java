package graft.app.web;

import graft.procedure.DeclaredSetting;
import graft.procedure.Procedures;
import java.util.Map;
import java.util.TreeMap;

/** A procedure with its settings as a study or a command names it. */
final class ProcedureWords {
  private ProcedureWords() {}

  /** The lines of a study. */
  static String yaml(Procedures.Entry entry, Map<String, Object> settings) {
    Map<String, Object> named = new TreeMap<>(settings);
    named.put("name", entry.name());
    String section = entry.kind() == Procedures.Kind.TASK ? "tasks" : "pretrain";
    return "%s:\n  %s:\n    procedure: %s\n"
        .formatted(section, entry.name(), DeclaredSetting.text(named));
  }

  /**
   * The command that prints the same samples.
   *
   * @param changed settings that are not the defaults
   */
  static String command(Procedures.Entry entry, Map<String, Object> changed, long seed) {
    StringBuilder command = new StringBuilder("./graft sample ").append(entry.name());
    changed.forEach(
        (name, value) ->
            command.append(" --set ").append(word(name + "=" + DeclaredSetting.text(value))));
    return seed == 1 ? command.toString() : command + " --seed " + seed;
  }

  /** A word that a shell takes as it is. */
  private static String word(String text) {
    return text.matches("[A-Za-z0-9_=.,:/+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
