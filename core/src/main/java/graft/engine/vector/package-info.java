/**
 * The fast engine, on the Vector API. Sixteen sequences of similar length make a group, and a
 * sequence is a lane: every lane runs exactly the scalar program, so results do not depend on the
 * vector width, and gradients are summed in an order that does not depend on the number of threads.
 *
 * <p>Activations are rows of cells (see Lanes): four features in sixteen lanes are contiguous, and
 * so are the same four features of successive tokens. A GroupPass takes one group forward and back,
 * in one array of memory (Frame); its parts are EmbeddingPass, AttentionPass, MlpPass and HeadPass,
 * and all arithmetic is in the classes that end in Kernels.
 */
@NullMarked
package graft.engine.vector;

import org.jspecify.annotations.NullMarked;
