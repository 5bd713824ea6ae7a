package graft.procedure;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.random.RandomGenerator;

/** Chance by a script, so that an example can be worked out by hand. */
public final class Scripted implements RandomGenerator {
  private final Queue<Number> script;

  /** Integers answer {@link #nextInt(int)}, doubles {@link #nextDouble()}, in this order. */
  public Scripted(Number... script) {
    this.script = new ArrayDeque<>(Arrays.asList(script));
  }

  /** The example that {@code procedure} makes of the script, all of which it must use. */
  public static Example draw(Procedure procedure, Number... script) {
    Scripted random = new Scripted(script);
    Example example = new Example();
    procedure.draw(random, example);
    if (!random.script.isEmpty()) {
      throw new AssertionError("not drawn: " + random.script);
    }
    return example;
  }

  @Override
  public int nextInt(int bound) {
    int next = (Integer) script.remove();
    if (next < 0 || next >= bound) {
      throw new AssertionError(next + " is outside 0.." + (bound - 1));
    }
    return next;
  }

  @Override
  public double nextDouble() {
    return (Double) script.remove();
  }

  @Override
  public long nextLong() {
    throw new AssertionError("only nextInt(bound) and nextDouble() are scripted");
  }
}
