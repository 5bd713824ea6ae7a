package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Setting;

/**
 * Induction as in LIME (arXiv 2101.06223): {@code case SEP result SEP rule}, see {@link Lime} for
 * the layout and where the sizes differ.
 *
 * <p>In about 6 % of the examples another rule gives the same result, such as where a string for a
 * symbol of the case also stands in the rule itself, so an accuracy of 1 is out of reach.
 *
 * @param ruleSymbols R: tokens 0..R-1
 * @param mathSymbols M: tokens R..R+M-1
 * @param variables most distinct rule symbols of a rule
 * @param constants most math symbols of a rule
 * @param longest most math symbols that a rule symbol stands for
 */
@About(
    value = "Find the rule behind strings and their result: case | result | rule",
    finding = Lime.FINDING)
public record Induct(
    @Setting(fallback = "24", about = Lime.ABOUT_RULE_SYMBOLS) int ruleSymbols,
    @Setting(fallback = "44", about = Lime.ABOUT_MATH_SYMBOLS) int mathSymbols,
    @Setting(fallback = "4", about = Lime.ABOUT_VARIABLES) int variables,
    @Setting(fallback = "8", about = Lime.ABOUT_CONSTANTS) int constants,
    @Setting(fallback = "6", about = Lime.ABOUT_LONGEST) int longest)
    implements Lime {

  public Induct {
    Lime.require(ruleSymbols, mathSymbols, variables, constants, longest);
  }

  @Override
  public String name() {
    return "induct";
  }

  @Override
  public Part answer() {
    return Part.RULE;
  }
}
