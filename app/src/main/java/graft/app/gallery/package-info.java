/** The page of documentation that shows every procedure, made from the registry. */
@NullMarked
package graft.app.gallery;

import org.jspecify.annotations.NullMarked;
