/** What can be counted in a procedure's sequences, whatever they mean. */
@NullMarked
package graft.procedure.statistics;

import org.jspecify.annotations.NullMarked;
