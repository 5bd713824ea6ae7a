/** Everything that makes sequences: pretraining rules and downstream tasks alike. */
@NullMarked
package graft.procedure;

import org.jspecify.annotations.NullMarked;
