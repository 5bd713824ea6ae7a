package graft.procedure.statistics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;

/** How far gzip can compress tokens. */
final class Gzip {
  private static final int BYTES = 2;
  private static final int LEVEL = 6;

  /** What a gzip file has beside the deflated data: 10 bytes in front, 8 behind (RFC 1952). */
  private static final int FRAME = 18;

  private Gzip() {}

  /**
   * Bytes of the gzip file per byte of the tokens as unsigned 16-bit little-endian numbers, at
   * level 6, which is its default; NaN if a token does not fit. Versions of zlib differ by some
   * percent of it.
   */
  static double ratio(long... tokens) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES * tokens.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long token : tokens) {
      if (token >= 1L << 16) {
        return Double.NaN;
      }
      bytes.putShort((short) token);
    }
    return (double) (FRAME + deflated(bytes.array())) / bytes.capacity();
  }

  private static long deflated(byte[] bytes) {
    try (Deflater deflater = new Deflater(LEVEL, true)) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] sink = new byte[1 << 16];
      while (!deflater.finished()) {
        deflater.deflate(sink);
      }
      return deflater.getBytesWritten();
    }
  }
}
