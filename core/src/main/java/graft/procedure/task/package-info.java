/** Tasks to fine-tune on and to measure, one file each. */
@NullMarked
package graft.procedure.task;

import org.jspecify.annotations.NullMarked;
