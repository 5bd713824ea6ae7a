/** Procedures that are made of other procedures. */
@NullMarked
package graft.procedure.combinator;

import org.jspecify.annotations.NullMarked;
