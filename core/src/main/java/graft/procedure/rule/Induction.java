package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * Pairs {@code k v k v ...} in which every key has one value throughout a sequence and another in
 * the next, as the context that induction heads complete (arXiv 2209.11895). Each key is uniform,
 * so keys come again; the value of a new one is uniform. What counts is the prediction of the value
 * of each key that came before, and no other, so all that counts can be known.
 *
 * <p>Ids with K keys and V values: keys 0..K-1, values K..K+V-1, pad K+V. Our choices: this layout
 * and the sizes. There are more pairs than keys, so that one comes again for certain.
 *
 * @param keys K
 * @param values V
 * @param pairs of a sequence
 */
@About("Keys that come again with the value they had: k1 v1 k2 v2 k1 v1 ...")
public record Induction(
    @Setting(fallback = "32", about = "Keys; 1 to 50,000") int keys,
    @Setting(fallback = "32", about = "Values; 2 to 1,000,000") int values,
    @Setting(
            fallback = "64",
            about = "Pairs of a sequence, more than there are keys; up to 100,000")
        int pairs)
    implements Procedure {

  public Induction {
    Limits.require("keys", keys, 1, 50_000);
    Limits.require("values", values, 2, 1_000_000);
    Limits.require("pairs", pairs, 2, 100_000);
    if (pairs <= keys) {
      throw new SettingException(
          "pairs",
          "pairs must be at least %d, more than there are keys (%d), so that a key comes again, not %d"
              .formatted(keys + 1, keys, pairs));
    }
  }

  @Override
  public String name() {
    return "induction";
  }

  @Override
  public Vocabulary vocabulary() {
    int pad = keys + values;
    return new Vocabulary(
        pad + 1,
        pad,
        token -> token == pad ? "·" : token < keys ? "k" + token : "v" + (token - keys));
  }

  @Override
  public int length() {
    return 2 * pairs;
  }

  /** Where each key came first is remembered and believed as in {@link Distinct}. */
  @Override
  public void draw(RandomGenerator random, Example example) {
    int[] places = example.scratch(keys);
    for (int here = 0; here < 2 * pairs; here += 2) {
      int key = random.nextInt(keys);
      int before = places[key];
      boolean isKnown = before >= 0 && before < here && example.token(before) == key;
      example.add(key);
      if (isKnown) {
        example.add(example.token(before + 1));
        example.count(here);
      } else {
        places[key] = here;
        example.add(keys + random.nextInt(values));
      }
    }
  }
}
