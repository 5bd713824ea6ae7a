package graft.app.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Gives the process its own standard error back.
 *
 * <p>The JVM announces every incubator module on standard error, and no option keeps it quiet. So
 * the launcher starts it with a filter as descriptor 2, and the real standard error as descriptor
 * 3. Once the JVM is up, {@code dup2(3, 2)} ends the filter's part; progress bars and messages then
 * reach the terminal unbuffered and in order.
 */
final class StandardError {
  private static final int REAL = 3;
  private static final int STANDARD_ERROR = 2;

  private StandardError() {}

  /** Does nothing unless the launcher asked for it. */
  @SuppressWarnings("restricted")
  static void unfilter() {
    if (!Boolean.getBoolean("graft.filtered")) {
      return;
    }
    try {
      FunctionDescriptor type =
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = linker.defaultLookup();
      MethodHandle dup2 = linker.downcallHandle(library.findOrThrow("dup2"), type);
      if ((int) dup2.invokeExact(REAL, STANDARD_ERROR) < 0) {
        throw new IllegalStateException("descriptor " + REAL + " is not open");
      }
    } catch (Throwable e) {
      // The filter stays in place, which only delays lines.
      System.err.println("graft: cannot reach standard error directly: " + e);
    }
  }
}
