package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Setting;

/**
 * Abduction as in LIME (arXiv 2101.06223): {@code rule SEP result SEP case}, see {@link Lime} for
 * the layout and where the sizes differ.
 *
 * <p>In about 5 % of the examples another case gives the same result, so an accuracy of 1 is out of
 * reach.
 *
 * @param ruleSymbols R: tokens 0..R-1
 * @param mathSymbols M: tokens R..R+M-1
 * @param variables most distinct rule symbols of a rule
 * @param constants most math symbols of a rule
 * @param longest most math symbols that a rule symbol stands for
 */
@About(
    value = "Find the strings that turn a rule into a result: rule | result | case",
    finding = Lime.FINDING)
public record Abduct(
    @Setting(fallback = "24", about = Lime.ABOUT_RULE_SYMBOLS) int ruleSymbols,
    @Setting(fallback = "44", about = Lime.ABOUT_MATH_SYMBOLS) int mathSymbols,
    @Setting(fallback = "4", about = Lime.ABOUT_VARIABLES) int variables,
    @Setting(fallback = "8", about = Lime.ABOUT_CONSTANTS) int constants,
    @Setting(fallback = "6", about = Lime.ABOUT_LONGEST) int longest)
    implements Lime {

  public Abduct {
    Lime.require(ruleSymbols, mathSymbols, variables, constants, longest);
  }

  @Override
  public String name() {
    return "abduct";
  }

  @Override
  public Part answer() {
    return Part.CASE;
  }
}
