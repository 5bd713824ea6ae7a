/**
 * The model as data: its configuration, the one list of parameters, weights, initialisation and
 * files.
 */
@NullMarked
package graft.model;

import org.jspecify.annotations.NullMarked;
