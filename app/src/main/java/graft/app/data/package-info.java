/** Examples as files: written in several formats, by all cores, killed and resumed or not. */
@NullMarked
package graft.app.data;

import org.jspecify.annotations.NullMarked;
