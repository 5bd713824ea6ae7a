package graft.study;

import graft.study.Study.Shape;
import graft.study.Study.Use;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pretraining that a store has, for one seed or for several.
 *
 * @param use how it is pretrained; its label is the procedure's name
 * @param shape of its model
 * @param seeds the names of the results by their seeds, at least one
 * @param fault why no study can be written that uses it; empty if one can
 */
public record StoredDonor(Use use, Shape shape, SortedMap<Long, String> seeds, String fault) {
  public StoredDonor {
    seeds = Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
  }

  /** The name of the result of its first seed, which stands for all of them. */
  public String id() {
    return seeds.values().iterator().next();
  }

  /** Whether it is this pretraining of a study, whatever that calls it. */
  public boolean is(Use other, Shape ofStudy) {
    return ofStudy.equals(shape) && labelled(other.label()).equals(other);
  }

  /** The same under another name. */
  public Use labelled(String label) {
    return new Use(label, use.procedure(), use.tied(), use.positions(), use.training());
  }
}
