package org.genomerecord.interpretation.callset;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The lines of a plain or gzipped text stream (bgzip is gzip in many members), each at most
/// [#LINE_BYTES_MAX] long, so that no input can fill the memory.
final class BoundedLines {
  /// A line of a call set with some thousand samples is well below this.
  static final int LINE_BYTES_MAX = 16 * 1024 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream input;
  private final Failing source;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int filled;
  private long lineNumber;
  private long filledBytes;

  BoundedLines(InputStream input) throws IOException {
    source = new Failing(input);
    var peekable = new PeekingStream(source);
    peekable.mark(2);
    var first = peekable.read();
    var second = peekable.read();
    peekable.reset();
    this.input =
        first == 0x1f && second == 0x8b ? new GZIPInputStream(peekable, BUFFER_BYTES) : peekable;
  }

  /// The number of the line last returned, from 1.
  long lineNumber() {
    return lineNumber;
  }

  /// How many bytes of the text lie before the next line.
  long textBytes() {
    return filledBytes - Math.max(filled - next, 0);
  }

  /// Goes on without what comes next.
  ///
  /// @throws EOFException if there is not as much
  void skip(int bytes) throws IOException {
    int left = bytes;
    while (left > 0) {
      if (!fill()) {
        throw new EOFException();
      }
      int step = Math.min(left, filled - next);
      next += step;
      left -= step;
    }
  }

  /// The next line without its line end, or null at the end.
  ///
  /// @throws LineTooLong if the line exceeds the bound
  @Nullable String next() throws IOException {
    var line = new ByteArrayOutputStream(256);
    while (fill()) {
      var from = next;
      while (next < filled && buffer[next] != '\n') {
        next++;
      }
      line.write(buffer, from, next - from);
      if (line.size() > LINE_BYTES_MAX) {
        throw new LineTooLong(lineNumber + 1);
      }
      if (next < filled) {
        next++;
        return ended(line);
      }
    }
    return line.size() == 0 ? null : ended(line);
  }

  private String ended(ByteArrayOutputStream line) {
    lineNumber++;
    var text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private boolean fill() throws IOException {
    if (next < filled) {
      return true;
    }
    next = 0;
    filled = input.read(buffer);
    if (filled < 0) {
      source.rethrow();
    }
    filledBytes += Math.max(filled, 0);
    return filled > 0;
  }

  /// Remembers that it failed: `GZIPInputStream` takes a failure at the header of a member for the
  /// end of the file.
  private static final class Failing extends FilterInputStream {
    private @Nullable IOException failure;

    Failing(InputStream input) {
      super(input);
    }

    void rethrow() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }

  /// Says truthfully whether more is to come: `GZIPInputStream` asks `available()` whether another
  /// member follows, and a decrypting stream may answer 0 in the middle of the file.
  private static final class PeekingStream extends BufferedInputStream {
    PeekingStream(InputStream input) {
      super(input, BUFFER_BYTES);
    }

    @Override
    public synchronized int available() throws IOException {
      var known = super.available();
      if (known > 0) {
        return known;
      }
      mark(1);
      if (read() < 0) {
        return 0;
      }
      reset();
      return 1;
    }
  }

  /// A line beyond the bound.
  static final class LineTooLong extends IOException {
    private static final long serialVersionUID = 1L;

    LineTooLong(long line) {
      super("line " + line + " is longer than " + LINE_BYTES_MAX + " bytes");
    }
  }
}
