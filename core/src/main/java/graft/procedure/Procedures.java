package graft.procedure;

import graft.procedure.combinator.Curriculum;
import graft.procedure.combinator.Mixture;
import graft.procedure.combinator.Noisy;
import graft.procedure.combinator.Sequence;
import graft.procedure.combinator.Shuffled;
import graft.procedure.rule.Abduct;
import graft.procedure.rule.BoundedDyck;
import graft.procedure.rule.CellularAutomaton;
import graft.procedure.rule.CellularAutomatonVector;
import graft.procedure.rule.Count;
import graft.procedure.rule.Deduct;
import graft.procedure.rule.Delete;
import graft.procedure.rule.Duplicate;
import graft.procedure.rule.FirstLast;
import graft.procedure.rule.Identity;
import graft.procedure.rule.Induct;
import graft.procedure.rule.Induction;
import graft.procedure.rule.Intersect;
import graft.procedure.rule.KDyck;
import graft.procedure.rule.KDyckShuffle;
import graft.procedure.rule.LSystem;
import graft.procedure.rule.Life;
import graft.procedure.rule.ModularAddition;
import graft.procedure.rule.Regular;
import graft.procedure.rule.Replace;
import graft.procedure.rule.Reverse;
import graft.procedure.rule.Search;
import graft.procedure.rule.SetRule;
import graft.procedure.rule.ShuffleDyck;
import graft.procedure.rule.Sort;
import graft.procedure.rule.StackRule;
import graft.procedure.rule.TagSystem;
import graft.procedure.rule.TuringMachine;
import graft.procedure.rule.Union;
import graft.procedure.task.Addition;
import graft.procedure.task.Haystack;
import graft.procedure.task.Multiplication;
import graft.procedure.task.ReversedAddition;
import graft.procedure.task.Sorting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The registry of procedures: one line each.
 *
 * <p>Everything else about a procedure (name, settings, defaults, description) stands in its own
 * file.
 */
public final class Procedures {
  private static final SortedMap<String, Entry> ENTRIES =
      byName(
          rule(Abduct.class), // the comment keeps one line each
          rule(BoundedDyck.class),
          rule(CellularAutomaton.class),
          rule(CellularAutomatonVector.class),
          rule(Count.class),
          rule(Deduct.class),
          rule(Delete.class),
          rule(Duplicate.class),
          rule(FirstLast.class),
          rule(Identity.class),
          rule(Induct.class),
          rule(Induction.class),
          rule(Intersect.class),
          rule(KDyck.class),
          rule(KDyckShuffle.class),
          rule(LSystem.class),
          rule(Life.class),
          rule(ModularAddition.class),
          rule(Regular.class),
          rule(Replace.class),
          rule(Reverse.class),
          rule(Search.class),
          rule(SetRule.class),
          rule(ShuffleDyck.class),
          rule(Sort.class),
          rule(StackRule.class),
          rule(TagSystem.class),
          rule(TuringMachine.class),
          rule(Union.class),
          task(Addition.class),
          task(Haystack.class),
          task(Multiplication.class),
          task(ReversedAddition.class),
          task(Sorting.class));

  // After the others, since the defaults of these are made of them.
  static {
    ENTRIES.putAll(
        byName(
            combinator(Curriculum.class), // the comment keeps one line each
            combinator(Mixture.class),
            combinator(Noisy.class),
            combinator(Sequence.class),
            combinator(Shuffled.class)));
  }

  private Procedures() {}

  /** What a procedure is meant for; nothing but listings depends on it. */
  public enum Kind {
    /** Pretraining: sequences without any meaning. */
    RULE,
    /** Fine-tuning and measuring. */
    TASK,
    /** Made of other procedures. */
    COMBINATOR
  }

  /**
   * A registered procedure.
   *
   * @param name as users write it
   * @param kind what it is meant for
   * @param description one line for users
   * @param finding what publications found it good for, or an empty text
   * @param settings in the order in which it declares them
   * @param type its record
   */
  public record Entry(
      String name,
      Kind kind,
      String description,
      String finding,
      List<DeclaredSetting> settings,
      Class<? extends Procedure> type) {}

  /** The registered names, in alphabetical order. */
  public static List<String> names() {
    return List.copyOf(ENTRIES.keySet());
  }

  /** All registered procedures, by name. */
  public static List<Entry> entries() {
    return List.copyOf(ENTRIES.values());
  }

  /**
   * The registered procedure {@code name}.
   *
   * @throws IllegalArgumentException if there is none, naming the nearest
   */
  public static Entry entry(String name) {
    Entry entry = ENTRIES.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "there is no procedure " + SettingValue.quoted(name) + Suggestion.hint(name, names()));
    }
    return entry;
  }

  /**
   * Makes a procedure; settings that are not given keep their defaults.
   *
   * @param name a registered name
   * @param settings by name; numbers and truth values may also be given as text. A procedure in a
   *     procedure is given as its name, as a map of its {@code name} and settings, as that map in
   *     text (YAML's flow style), or as itself
   * @throws SettingException if a setting is unknown, of the wrong type or out of range; one of a
   *     procedure inside is named by its path, for example {@code of[1].k}
   * @throws IllegalArgumentException if there is no such procedure
   */
  public static Procedure create(String name, Map<String, ?> settings) {
    Entry entry = entry(name);
    List<String> known = entry.settings().stream().map(DeclaredSetting::name).toList();
    for (String given : settings.keySet()) {
      if (!known.contains(given)) {
        String message = name + " has no setting " + SettingValue.quoted(given);
        throw new SettingException(given, message + Suggestion.hint(given, known));
      }
    }
    return Settings.create(entry.type(), settings);
  }

  /**
   * All settings of {@code procedure}, defaults included, sorted by name: Integer, Long, Double,
   * Boolean, String (an enum's constant in lower case), a SortedMap for a procedure inside (its
   * settings and {@code name}), or a List of such values. This is the form that recipes hash;
   * {@code create(procedure.name(), settings(procedure))} equals {@code procedure}.
   */
  public static SortedMap<String, Object> settings(Procedure procedure) {
    return Settings.of(procedure);
  }

  private static <P extends Record & Procedure> Entry rule(Class<P> type) {
    return entry(Kind.RULE, type);
  }

  private static <P extends Record & Procedure> Entry task(Class<P> type) {
    return entry(Kind.TASK, type);
  }

  private static <P extends Record & Procedure> Entry combinator(Class<P> type) {
    return entry(Kind.COMBINATOR, type);
  }

  private static <P extends Record & Procedure> Entry entry(Kind kind, Class<P> type) {
    About about = type.getAnnotation(About.class);
    if (about == null) {
      throw new IllegalStateException(type.getName() + " needs an @About annotation");
    }
    String name = Settings.create(type, Map.of()).name();
    return new Entry(name, kind, about.value(), about.finding(), Settings.declaredBy(type), type);
  }

  private static SortedMap<String, Entry> byName(Entry... entries) {
    SortedMap<String, Entry> byName = new TreeMap<>();
    Arrays.stream(entries).forEach(entry -> byName.put(entry.name(), entry));
    return byName;
  }
}
