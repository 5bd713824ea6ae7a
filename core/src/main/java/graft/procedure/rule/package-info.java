/** Pretraining rules: sequences with structure and without any meaning, one file each. */
@NullMarked
package graft.procedure.rule;

import org.jspecify.annotations.NullMarked;
