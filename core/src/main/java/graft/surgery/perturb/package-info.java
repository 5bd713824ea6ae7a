/**
 * Damage done on purpose, to ask what of a model carries its gain: structure or mere scale, all of
 * it or a few values, one direction or many. One operation a file; a tensor is a selected slice.
 */
@NullMarked
package graft.surgery.perturb;

import org.jspecify.annotations.NullMarked;
