package graft.engine.vector;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What {@link KernelTimer} reads. */
interface Meter {
  /** A clock in nanoseconds. */
  long nanos();

  /** Bytes that this thread has allocated so far; always 0 if the virtual machine does not tell. */
  long allocated();

  /** See {@link Jit#compiling}. */
  boolean compiling();

  /** Of the thread that asks, in this process. */
  final class Real implements Meter {
    private final @Nullable ThreadMXBean threads =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                && bean.isThreadAllocatedMemorySupported()
            ? bean
            : null;

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public long allocated() {
      return threads == null ? 0 : threads.getCurrentThreadAllocatedBytes();
    }

    @Override
    public boolean compiling() {
      return Jit.compiling();
    }
  }
}
