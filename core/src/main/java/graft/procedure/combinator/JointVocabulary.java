package graft.procedure.combinator;

import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.SettingException;
import graft.procedure.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One vocabulary for several procedures. Ids are given in the order of first occurrence, procedure
 * by procedure, each in the order of its own ids; the one pad comes last. The stop is that of the
 * first procedure that has one.
 *
 * <p>In a disjoint vocabulary symbols show where they belong: {@code 2:7} is symbol 7 of the second
 * procedure.
 */
final class JointVocabulary {
  /** Their names are compared, so larger ones would take seconds and hundreds of megabytes. */
  private static final long MOST_TOKENS = 1_000_000;

  private final List<String> symbols;
  private final int[][] ids;
  private final int[] pads;
  private final int stop;

  /**
   * Joins the vocabularies of {@code of}.
   *
   * @param of procedures that {@link #require} has passed
   */
  JointVocabulary(List<Procedure> of, Joining joining) {
    Map<String, Integer> known = new LinkedHashMap<>();
    List<Vocabulary> parts = of.stream().map(Procedure::vocabulary).toList();
    pads = parts.stream().mapToInt(Vocabulary::pad).toArray();
    ids = new int[parts.size()][];
    for (int part = 0; part < ids.length; part++) {
      String prefix = joining == Joining.SHARED ? "" : part + 1 + ":";
      ids[part] = ids(parts.get(part), prefix, known);
    }
    symbols = new ArrayList<>(known.keySet());
    int pad = symbols.size();
    for (int part = 0; part < ids.length; part++) {
      ids[part][pads[part]] = pad;
    }
    symbols.add(parts.getFirst().symbol(pads[0]));
    stop = stop(parts);
  }

  private static int[] ids(Vocabulary part, String prefix, Map<String, Integer> known) {
    int[] ids = new int[part.size()];
    for (int token = 0; token < ids.length; token++) {
      if (token != part.pad()) {
        String symbol = (token == part.stop() ? "" : prefix) + part.symbol(token);
        int next = known.size();
        ids[token] = known.computeIfAbsent(symbol, isNew -> next);
      }
    }
    return ids;
  }

  private int stop(List<Vocabulary> parts) {
    for (int part = 0; part < ids.length; part++) {
      int own = parts.get(part).stop();
      if (own != Vocabulary.NO_STOP) {
        return ids[part][own];
      }
    }
    return Vocabulary.NO_STOP;
  }

  /**
   * Checks that a vocabulary for {@code of} is not too large, and that a model reads all of them
   * alike: vectors of bits go together if they are equally long and their 0 and 1 are the same.
   *
   * @throws SettingException if it is not so
   */
  static void require(List<Procedure> of, Joining joining) {
    requireOneReading(of, joining);
    long size = of.stream().mapToLong(part -> part.vocabulary().size()).sum();
    if (size > MOST_TOKENS) {
      throw new SettingException(
          Combinator.OF,
          "%s must have at most %d tokens in all vocabularies together, not %d"
              .formatted(Combinator.OF, MOST_TOKENS, size));
    }
  }

  private static void requireOneReading(List<Procedure> of, Joining joining) {
    Procedure first = of.getFirst();
    for (Procedure part : of) {
      if (part.bitsPerPosition() != first.bitsPerPosition()) {
        throw new SettingException(
            Combinator.OF,
            "%s must be procedures that a model reads alike, but %s has %s and %s %s"
                .formatted(
                    Combinator.OF, first.name(), positions(first), part.name(), positions(part)));
      }
    }
    if (first.bitsPerPosition() > 0 && joining != Joining.SHARED) {
      throw new SettingException(
          "vocabulary",
          "vocabulary must be shared for %s, whose vectors hold nothing but 0 and 1, not disjoint"
              .formatted(first.name()));
    }
  }

  private static String positions(Procedure procedure) {
    int bits = procedure.bitsPerPosition();
    return bits == 0 ? "a token at each position" : "vectors of " + bits + " bits";
  }

  /** The vocabulary. */
  Vocabulary vocabulary() {
    return new Vocabulary(symbols.size(), symbols.size() - 1, stop, symbols::get);
  }

  /**
   * Appends an example of procedure number {@code part}.
   *
   * @param isLast whether nothing follows; otherwise a last pad token is left out, and its
   *     prediction with it, since there is no padding between tokens
   */
  void append(int part, Example from, boolean isLast, Example to) {
    int start = to.length();
    int last = from.length() - 1;
    int length = isLast || from.token(last) != pads[part] ? last + 1 : last;
    for (int t = 0; t < length; t++) {
      to.add(ids[part][from.token(t)]);
    }
    for (int i = 0; i < from.countedLength() && from.counted(i) + 1 < length; i++) {
      to.count(start + from.counted(i));
    }
  }
}
