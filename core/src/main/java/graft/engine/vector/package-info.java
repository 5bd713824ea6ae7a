/**
 * The fast engine, on the Vector API. Sixteen sequences of similar length make a group, and a
 * sequence is a lane: every lane runs exactly the scalar program, so results do not depend on the
 * vector width, and gradients are summed in an order that does not depend on the number of threads.
 *
 * <p>Arrays of activations are [token][feature][lane] with 16 lanes; the features of a row are
 * padded to a multiple of 4 with zeros, so that kernels work in blocks of four features without
 * remainders.
 */
@NullMarked
package graft.engine.vector;

import org.jspecify.annotations.NullMarked;
