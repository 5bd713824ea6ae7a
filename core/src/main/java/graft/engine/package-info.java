/**
 * The engine seam: loss and gradient of a GPT-2 on a batch. Knows nothing of where sequences come
 * from.
 */
@NullMarked
package graft.engine;

import org.jspecify.annotations.NullMarked;
