package graft.app.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that grows at its end, and the SHA-256 of what it holds so far. */
final class HashedFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private MessageDigest digest = fresh();
  private long size;

  private HashedFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a file to write on, or makes one; nothing of it is hashed yet. */
  static HashedFile open(Path file) throws IOException {
    return new HashedFile(
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** The sum of a whole file. */
  static String sum(Path file) throws IOException {
    try (HashedFile whole = new HashedFile(FileChannel.open(file, StandardOpenOption.READ))) {
      whole.hashTo(whole.channel.size());
      return whole.sha256();
    }
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** Reads what is there up to {@code end} and forgets all behind it; false if it ends before. */
  boolean resume(long end) throws IOException {
    if (channel.size() < end) {
      return false;
    }
    hashTo(end);
    channel.truncate(end);
    channel.position(end);
    return true;
  }

  private void hashTo(long end) throws IOException {
    digest = fresh();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (size = 0; size < end; size += buffer.limit()) {
      buffer.clear().limit((int) Math.min(BUFFER, end - size));
      if (channel.read(buffer, size) < 0) {
        throw new EOFException("ends after " + size + " of " + end + " bytes");
      }
      digest.update(buffer.flip());
    }
  }

  /** Bytes so far. */
  long size() {
    return size;
  }

  /** The sum of the bytes so far, in hexadecimal digits. */
  String sha256() {
    try {
      MessageDigest copy = (MessageDigest) digest.clone();
      return HexFormat.of().formatHex(copy.digest());
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("SHA-256 of every Java can be copied", e);
    }
  }

  /** Adds to the end. */
  void append(Bytes bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.array(), 0, bytes.size());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    digest.update(bytes.array(), 0, bytes.size());
    size += bytes.size();
  }

  /** Waits until all is on the disk. */
  void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
