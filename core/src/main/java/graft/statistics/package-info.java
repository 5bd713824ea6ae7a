/**
 * What a handful of seeds can say: summaries with bootstrap intervals, paired comparisons by sign
 * flips, Holm's correction and the seeds that an effect takes. Knows nothing of studies.
 */
@NullMarked
package graft.statistics;

import org.jspecify.annotations.NullMarked;
