package graft.app.example;

import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A procedure's tokens one by one, as people read and type them: by the symbols of its {@link
 * Vocabulary} with blanks or commas between, without where every symbol of a piece is one
 * character, or as {@code #12} by number.
 */
public final class TokenText {
  private static final int NAMED = 12;
  private static final int MOST_KEYS = 40;
  private static final int LONGEST_QUOTE = 24;

  private final Vocabulary vocabulary;
  private final Picture picture;
  private final Map<String, Integer> tokens = new HashMap<>();

  /** For the tokens of a procedure. */
  public TokenText(Procedure procedure) {
    vocabulary = procedure.vocabulary();
    picture = procedure.picture();
    for (int token = 0; token < vocabulary.size(); token++) {
      tokens.putIfAbsent(vocabulary.symbol(token), token);
    }
  }

  /** How a token is shown; a model may name tokens that the procedure does not have. */
  public String symbol(int token) {
    return token < vocabulary.size() ? vocabulary.symbol(token) : "#" + token;
  }

  /** The type of a bracket, from 0, which the two of a pair share; otherwise -1. */
  public int type(int token) {
    return picture instanceof Picture.Brackets brackets && token < 2 * brackets.types()
        ? token % brackets.types()
        : -1;
  }

  /** A sequence as it may be typed. */
  public String text(int[] sequence) {
    boolean areCharacters =
        IntStream.of(sequence).allMatch(token -> symbol(token).length() == 1)
            && picture instanceof Picture.Brackets;
    return IntStream.of(sequence)
        .mapToObj(this::symbol)
        .collect(Collectors.joining(areCharacters ? "" : " "));
  }

  /**
   * Reads what was typed.
   *
   * @param most tokens at the most
   * @throws IllegalArgumentException naming the place and what there is instead
   */
  public int[] read(String text, int most) {
    List<Integer> sequence = new ArrayList<>();
    for (String piece : text.strip().split("[\\s,]+", -1)) {
      if (!piece.isEmpty()) {
        add(piece, sequence);
      }
      if (sequence.size() > most) {
        throw new IllegalArgumentException(
            "the sequence is too long: token %d and what follows it must go, since %d can be read"
                .formatted(most + 1, most));
      }
    }
    if (sequence.isEmpty()) {
      throw new IllegalArgumentException("the sequence is empty: type " + known());
    }
    return sequence.stream().mapToInt(Integer::intValue).toArray();
  }

  private void add(String piece, List<Integer> sequence) {
    Integer token = tokens.get(piece);
    if (token == null && piece.matches("#[0-9]{1,7}")) {
      token = Integer.valueOf(piece.substring(1));
      if (token >= vocabulary.size()) {
        throw unknown(piece, sequence.size());
      }
    }
    if (token != null) {
      sequence.add(token);
    } else {
      addCharacters(piece, sequence);
    }
  }

  private void addCharacters(String piece, List<Integer> sequence) {
    int first = sequence.size();
    for (int i = 0; i < piece.length(); i++) {
      Integer token = tokens.get(piece.substring(i, i + 1));
      if (token == null) {
        boolean areCharacters = tokens.containsKey(piece.substring(0, 1));
        throw areCharacters ? unknown(piece.substring(i, i + 1), first + i) : unknown(piece, first);
      }
      sequence.add(token);
    }
  }

  private IllegalArgumentException unknown(String piece, int position) {
    String plain = piece.replaceAll("\\p{Cntrl}", "?");
    String quoted =
        plain.length() <= LONGEST_QUOTE ? plain : plain.substring(0, LONGEST_QUOTE) + "...";
    return new IllegalArgumentException(
        "position %d: there is no token '%s'; type %s".formatted(position, quoted, known()));
  }

  /** Every symbol of a vocabulary that fits on a few keys; otherwise none. */
  public List<String> alphabet() {
    return vocabulary.size() > MOST_KEYS
        ? List.of()
        : IntStream.range(0, vocabulary.size()).mapToObj(this::symbol).toList();
  }

  /** The first tokens and the last one before padding, for messages and hints. */
  public String known() {
    int size = vocabulary.size();
    List<String> first = IntStream.range(0, Math.min(NAMED, size)).mapToObj(this::symbol).toList();
    String rest = size > NAMED ? " ... " + symbol(size - 1) : "";
    return String.join(" ", first) + rest;
  }
}
