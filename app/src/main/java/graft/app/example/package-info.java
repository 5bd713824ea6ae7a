/** Examples of procedures as people see them: text, brackets, stack operations, grids of cells. */
@NullMarked
package graft.app.example;

import org.jspecify.annotations.NullMarked;
