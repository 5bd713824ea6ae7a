package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * {@code a b = c} with c = a + b mod p, one token a number (arXiv 2201.02177; in this layout arXiv
 * 2301.05217). Ids: numbers 0..p-1, equals p, pad p+1. The summands are uniform, and only the
 * prediction of c counts.
 *
 * <p>This is the rule on which grokking was found: small models that see part of the p^2 sequences
 * first memorise them and generalise much later. The part is what is not held out: with h held-out
 * draws, a share of about exp(-h / p^2), which for p = 97 and h = 4,000 is 65 %. Hold out more to
 * train on less. For p below about 30 next to nothing is left then, and more summands help.
 *
 * @param modulus p
 * @param terms how many summands; published is 2
 */
@About("Add numbers modulo p: a b = c")
public record ModularAddition(
    @Setting(fallback = "97", about = "Modulus p; tokens 0 to p-1 are numbers; 2 to 1,000,000")
        int modulus,
    @Setting(fallback = "2", about = "Summands; 2 to 100,000") int terms)
    implements Procedure {

  public ModularAddition {
    Limits.require("modulus", modulus, 2, 1_000_000);
    Limits.require("terms", terms, 2, 100_000);
  }

  @Override
  public String name() {
    return "modular-addition";
  }

  @Override
  public Vocabulary vocabulary() {
    int pad = modulus + 1;
    return new Vocabulary(
        pad + 1,
        pad,
        token -> token == modulus ? "=" : token == pad ? "·" : Integer.toString(token));
  }

  @Override
  public int length() {
    return terms + 2;
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    int sum = 0;
    for (int term = 0; term < terms; term++) {
      int number = random.nextInt(modulus);
      example.add(number);
      sum = (sum + number) % modulus;
    }
    example.add(modulus);
    example.add(sum);
    example.count(terms);
  }
}
