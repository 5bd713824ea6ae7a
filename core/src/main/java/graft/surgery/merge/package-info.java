/**
 * One model out of several, by the methods that users of mergekit know. One operation a file; a
 * tensor is a selected slice.
 */
@NullMarked
package graft.surgery.merge;

import org.jspecify.annotations.NullMarked;
