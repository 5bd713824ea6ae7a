/**
 * Seeded random streams: every random number in Graft is drawn from (seed, stream, split, index).
 */
@NullMarked
package graft.random;

import org.jspecify.annotations.NullMarked;
