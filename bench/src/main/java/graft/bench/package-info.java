/** Benchmarks: they time the code that users run, never a copy of it. */
@NullMarked
package graft.bench;

import org.jspecify.annotations.NullMarked;
