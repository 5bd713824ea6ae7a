package graft.surgery.perturb;

import graft.model.Weights;
import graft.random.Seeds;
import graft.surgery.Selector;
import graft.surgery.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of all selected tensors of a block pooled, and dealt out again in an order drawn
 * uniformly: matrices, biases and gains change places. What lies outside the blocks (embeddings,
 * head, final layer normalisation) has no layer, and each of its tensors is shuffled in itself.
 *
 * @param selector what is changed
 * @param seed of the orders
 */
public record ShuffleLayers(Selector selector, long seed) implements Perturb {
  @Override
  public Weights apply(Weights weights) {
    Weights result = weights.copy();
    pools(selector.slices(weights.config())).forEach((name, pool) -> shuffle(name, pool, result));
    return result;
  }

  private static Map<String, List<Slice>> pools(List<Slice> slices) {
    Map<String, List<Slice>> pools = new LinkedHashMap<>();
    for (Slice slice : slices) {
      int layer = slice.parameter().layer();
      pools
          .computeIfAbsent(layer < 0 ? slice.name() : "h." + layer, name -> new ArrayList<>())
          .add(slice);
    }
    return pools;
  }

  private void shuffle(String name, List<Slice> pool, Weights weights) {
    float[] all = new float[pool.stream().mapToInt(Slice::size).sum()];
    int end = 0;
    for (Slice slice : pool) {
      System.arraycopy(slice.values(weights), 0, all, end, slice.size());
      end += slice.size();
    }
    Shuffling.shuffle(all, Seeds.generator(seed, "perturb/shuffle-layers", name, 0));
    int begin = 0;
    for (Slice slice : pool) {
      slice.put(Arrays.copyOfRange(all, begin, begin + slice.size()), weights);
      begin += slice.size();
    }
  }
}
