package org.genomerecord.record.region;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Whole numbers from 0 on as few bytes: seven bits in each, the lowest first, and the eighth set
/// in all but the last (LEB128 without sign).
final class Numbers {
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private Numbers() {}

  /// Collects numbers and names.
  static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void write(long number) {
      long left = number;
      while (left >= MORE) {
        bytes.write((int) (left & (MORE - 1)) | MORE);
        left >>>= BITS;
      }
      bytes.write((int) left);
    }

    void write(String name) {
      var text = name.getBytes(StandardCharsets.UTF_8);
      write(text.length);
      bytes.writeBytes(text);
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  /// Gives them back in their order.
  static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean hasNext() {
      return at < bytes.length;
    }

    /// @throws IOException if there is none, or it is beyond what a long holds
    long next() throws IOException {
      long number = 0;
      for (int shift = 0; shift < Long.SIZE - 1; shift += BITS) {
        if (at == bytes.length) {
          break;
        }
        byte part = bytes[at++];
        number |= (long) (part & (MORE - 1)) << shift;
        if (part >= 0) {
          return number;
        }
      }
      throw new IOException("an index that breaks off");
    }

    /// @throws IOException likewise, or if it is beyond what an int holds
    int nextInt() throws IOException {
      long number = next();
      if (number > Integer.MAX_VALUE) {
        throw new IOException("an index of numbers that are too large");
      }
      return (int) number;
    }

    String name() throws IOException {
      int length = nextInt();
      if (length > bytes.length - at) {
        throw new IOException("an index that breaks off");
      }
      at += length;
      return new String(Arrays.copyOfRange(bytes, at - length, at), StandardCharsets.UTF_8);
    }
  }
}
