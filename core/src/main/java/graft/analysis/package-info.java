/**
 * Looks into trained models: what heads attend to, what their parts are good for, and what can be
 * read from the residual stream. Computes on the reference engine's formulas and changes no model.
 */
@NullMarked
package graft.analysis;

import org.jspecify.annotations.NullMarked;
