/** How a running study shows its progress: bars on a terminal, plain lines elsewhere. */
@NullMarked
package graft.app.progress;

import org.jspecify.annotations.NullMarked;
