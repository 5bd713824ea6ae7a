package graft.app.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing row of bytes that is filled again and again. */
final class Bytes {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] array = new byte[1 << 12];
  private int size;

  /** Empty ones. */
  static Bytes[] several(int count) {
    Bytes[] several = new Bytes[count];
    Arrays.setAll(several, i -> new Bytes());
    return several;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** The bytes, and room behind them; valid until the next is added. */
  byte[] array() {
    return array;
  }

  /** Makes room for {@code count} more bytes and returns the place of the first. */
  private int grow(int count) {
    int at = size;
    size = Math.addExact(size, count);
    if (size > array.length) {
      array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size));
    }
    return at;
  }

  void add(int value) {
    int at = grow(1);
    array[at] = (byte) value;
  }

  /** Adds 16 bits, the lower eight first. */
  void addShort(int value) {
    int at = grow(Short.BYTES);
    SHORT.set(array, at, (short) value);
  }

  /** Adds 32 bits, the lowest eight first. */
  void addInt(int value) {
    int at = grow(Integer.BYTES);
    INT.set(array, at, value);
  }

  /** Adds {@code count} zeros. */
  void addZeros(int count) {
    int at = grow(count);
    Arrays.fill(array, at, size, (byte) 0);
  }

  /** Lets byte {@code at} be 1. */
  void mark(int at) {
    array[at] = 1;
  }

  /** Adds a text of ASCII characters. */
  void addText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int at = grow(bytes.length);
    System.arraycopy(bytes, 0, array, at, bytes.length);
  }

  /** Adds a number of 0 or more in decimal digits. */
  void addDecimal(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int at = grow(digits);
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      array[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
