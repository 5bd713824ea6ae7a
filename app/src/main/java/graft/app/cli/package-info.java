/** The command line: one class per command. It parses, calls the library and prints. */
@NullMarked
package graft.app.cli;

import org.jspecify.annotations.NullMarked;
