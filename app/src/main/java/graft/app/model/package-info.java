/** Files of models: reading, and writing with what they were made of. */
@NullMarked
package graft.app.model;

import org.jspecify.annotations.NullMarked;
