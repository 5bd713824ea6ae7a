package graft.app.data;

import graft.procedure.Example;
import java.util.function.IntUnaryOperator;

/**
 * A line {@code {"tokens":[...],"counted":[...]}} an example: its tokens without padding, and the
 * positions whose predictions count.
 *
 * @param index whether a line begins with the number of its example
 */
record JsonLines(boolean index) implements Encoder {
  @Override
  public void add(long number, Example example, Bytes[] files) {
    Bytes line = files[0];
    line.add('{');
    if (index) {
      line.addText("\"index\":");
      line.addDecimal(number);
      line.add(',');
    }
    line.addText("\"tokens\":");
    addList(example.length(), example::token, line);
    line.addText(",\"counted\":");
    addList(example.countedLength(), example::counted, line);
    line.addText("}\n");
  }

  private static void addList(int length, IntUnaryOperator values, Bytes line) {
    line.add('[');
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        line.add(',');
      }
      line.addDecimal(values.applyAsInt(i));
    }
    line.add(']');
  }
}
