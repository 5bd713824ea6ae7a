/** Surgery: pure functions from weights to weights, on parts chosen by component and layer. */
@NullMarked
package graft.surgery;

import org.jspecify.annotations.NullMarked;
