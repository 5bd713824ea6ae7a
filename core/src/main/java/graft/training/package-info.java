/** Training a model on a procedure: optimizer, schedule, curriculum, evaluation, checkpoints. */
@NullMarked
package graft.training;

import org.jspecify.annotations.NullMarked;
