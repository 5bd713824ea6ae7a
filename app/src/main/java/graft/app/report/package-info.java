/** Results as people and programs read them. Nothing here computes a result. */
@NullMarked
package graft.app.report;

import org.jspecify.annotations.NullMarked;
