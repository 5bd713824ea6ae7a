package graft.procedure.rule;

import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.SettingException;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * What the three rules of LIME share (arXiv 2101.06223). A rule is a string of rule symbols and
 * math symbols, a case gives a string of math symbols for every rule symbol in it, and the result
 * is the rule with these put in. Two of them are given, the third is the answer: {@code given SEP
 * given SEP answer}, always in the order rule, case, result but for the answer, and every token of
 * the answer counts. A case is {@code A string B string ...}, in the order in which the rule names
 * its symbols first; a rule symbol never stands in a string, so nothing else marks where it ends.
 *
 * <p>Ids with R rule symbols and M math symbols: rule symbols 0..R-1, math symbols R..R+M-1,
 * separator R+M, pad R+M+1.
 *
 * <p>An example has k distinct rule symbols, each of which occurs, and together 2k times; c math
 * symbols; all shuffled; and strings of l math symbols. Here k, c and each l are uniform from 1 to
 * a setting. Published are 3 to 5 rule symbols, 5 to 19 math symbols and strings of 2 to 8, which
 * in this layout makes up to 175 tokens; the defaults here (up to 4, 8 and 6) make 102 at most.
 * Published, too, is that every example chooses anew which ids are rule symbols (24) and math
 * symbols (44) and lists them; here these are fixed, the case has no brackets and colons, and every
 * rule symbol chosen occurs.
 */
interface Lime extends Procedure {
  /** The three of which two are given. */
  enum Part {
    RULE,
    CASE,
    RESULT
  }

  String FINDING =
      "Pretraining on the three rules of LIME improved proof steps on four mathematical benchmarks"
          + " (arXiv 2101.06223), and on six other tasks gave 67 % of what pretraining on text gives"
          + " (arXiv 2206.10139).";

  String ABOUT_RULE_SYMBOLS = "Rule symbols of the vocabulary; variables or more, up to 10,000";
  String ABOUT_MATH_SYMBOLS = "Math symbols of the vocabulary; 2 to 100,000";
  String ABOUT_VARIABLES = "Most distinct rule symbols of a rule; 1 to 100";
  String ABOUT_CONSTANTS = "Most math symbols of a rule; 1 to 1,000";
  String ABOUT_LONGEST = "Most math symbols that a rule symbol stands for; 1 to 1,000";

  /** What must be found. */
  Part answer();

  /** The setting {@code ruleSymbols} (R). */
  int ruleSymbols();

  /** The setting {@code mathSymbols} (M). */
  int mathSymbols();

  /** The setting {@code variables}, the most distinct rule symbols of a rule. */
  int variables();

  /** The setting {@code constants}, the most math symbols of a rule. */
  int constants();

  /** The setting {@code longest}, the most math symbols in a string of a case. */
  int longest();

  @Override
  default void draw(RandomGenerator random, Example example) {
    int[] work = example.scratch(LimeWork.size(this));
    LimeWork.fill(this, random, work);
    addGiven(Part.RULE, work, example);
    addGiven(Part.CASE, work, example);
    addGiven(Part.RESULT, work, example);
    int separatorAt = example.length() - 1;
    LimeWork.add(this, answer(), work, example);
    example.count(separatorAt, example.length() - 1);
  }

  private void addGiven(Part part, int[] work, Example example) {
    if (part != answer()) {
      LimeWork.add(this, part, work, example);
      example.add(separator());
    }
  }

  /** The token after each part that is given: R+M. */
  default int separator() {
    return ruleSymbols() + mathSymbols();
  }

  @Override
  default int length() {
    int rule = 2 * variables() + constants();
    int strings = variables() * (1 + longest());
    int result = constants() + 2 * variables() * longest();
    return rule + 1 + strings + 1 + result;
  }

  @Override
  default Vocabulary vocabulary() {
    return new Vocabulary(separator() + 2, separator() + 1, this::symbol);
  }

  private String symbol(int token) {
    if (token >= separator()) {
      return token == separator() ? "|" : "·";
    }
    if (token < ruleSymbols()) {
      return ruleSymbols() <= 26 ? String.valueOf((char) ('A' + token)) : "R" + token;
    }
    int math = token - ruleSymbols();
    String shown = "abcdefghijklmnopqrstuvwxyz+-*/=<>()[]^&%!~:,";
    return mathSymbols() <= shown.length() ? shown.substring(math, math + 1) : "m" + math;
  }

  /**
   * Checks all settings.
   *
   * @throws SettingException if one is out of range
   */
  static void require(int ruleSymbols, int mathSymbols, int variables, int constants, int longest) {
    Limits.require("ruleSymbols", ruleSymbols, 1, 10_000);
    Limits.require("mathSymbols", mathSymbols, 2, 100_000);
    Limits.require("variables", variables, 1, 100);
    Limits.require("constants", constants, 1, 1_000);
    Limits.require("longest", longest, 1, 1_000);
    if (variables > ruleSymbols) {
      throw new SettingException(
          "variables",
          "variables must be at most %d, the number of ruleSymbols, not %d; raise ruleSymbols"
              .formatted(ruleSymbols, variables));
    }
  }
}
