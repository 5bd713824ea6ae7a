/**
 * The engine as plain loops in double precision, to be checked against the formula and to check
 * others against.
 */
@NullMarked
package graft.engine.reference;

import org.jspecify.annotations.NullMarked;
