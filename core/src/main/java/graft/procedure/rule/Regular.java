package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.Vocabulary;
import graft.random.Seeds;
import java.util.random.RandomGenerator;

/**
 * Strings of one random finite automaton: from state 0, each token is uniform among those that the
 * state permits and leads to the next state, a function of state and token (random automata with
 * uniform transitions, as in arXiv 2401.12973, but one for all sequences). Ids: symbols 0..m-1, pad
 * m. Every position but the last counts.
 *
 * <p>Our choices, so that in no automaton all is certain or nothing: with d the least of 4, states
 * and symbols, state q has d - (q mod d) choices, so that state 0 has d, and in one state of d the
 * token is certain. The symbols, counted from a random one of the state, are cut into d blocks, and
 * choice c is a random symbol of block c; so the choices of a state differ. Choice 0 leads to the
 * next state of a ring, so that each state can be reached from each; other choices lead to a random
 * state. All is hashed from the setting {@code automaton}, and kept nowhere.
 *
 * <p>Which of its choices a state takes is chance, so no model reaches an accuracy of 1; with the
 * defaults the best is 53 %.
 *
 * @param states of the automaton
 * @param symbols m, of its alphabet
 * @param n tokens
 * @param automaton seed of the automaton
 */
@About("Strings of a random finite automaton, the same one for all sequences")
public record Regular(
    @Setting(fallback = "8", about = "States; 2 to 100,000") int states,
    @Setting(fallback = "8", about = "Symbols of the alphabet; 2 to 1,000,000") int symbols,
    @Setting(name = "length", fallback = "128", about = "Tokens; 2 to 100,000") int n,
    @Setting(fallback = "0", about = "Seed of the automaton; any whole number") long automaton)
    implements Procedure {

  private static final int MOST_CHOICES = 4;

  public Regular {
    Limits.require("states", states, 2, 100_000);
    Limits.require("symbols", symbols, 2, 1_000_000);
    Limits.require("length", n, 2, 100_000);
  }

  @Override
  public String name() {
    return "regular";
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(
        symbols + 1, symbols, token -> token == symbols ? "·" : Integer.toString(token));
  }

  @Override
  public int length() {
    return n;
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    long key = key();
    int state = 0;
    for (int t = 0; t < n; t++) {
      int choice = random.nextInt(choices(state));
      example.add(symbol(key, state, choice));
      state = next(key, state, choice);
    }
    example.count(0, n - 1);
  }

  /** What the automaton is hashed from. */
  long key() {
    return Seeds.key(automaton, name(), "automaton");
  }

  /** How many symbols {@code state} permits. */
  int choices(int state) {
    return blocks() - state % blocks();
  }

  private int blocks() {
    return Math.min(MOST_CHOICES, Math.min(states, symbols));
  }

  /** The symbol of {@code choice} (0..choices-1) in {@code state}. */
  int symbol(long key, int state, int choice) {
    int from = choice * symbols / blocks();
    int to = (choice + 1) * symbols / blocks();
    int offset = from + hash(key, state, 1 + choice, to - from);
    return (hash(key, state, 0, symbols) + offset) % symbols;
  }

  /** The state to which {@code choice} leads in {@code state}. */
  int next(long key, int state, int choice) {
    return choice == 0 ? (state + 1) % states : hash(key, state, 1 + MOST_CHOICES + choice, states);
  }

  /** Number {@code which} of a state, in 0..bound-1: the high word of hash times bound. */
  private static int hash(long key, int state, int which, int bound) {
    long hash = Seeds.mix(Seeds.mix(key ^ state) ^ which);
    return (int) Math.unsignedMultiplyHigh(hash, bound);
  }
}
