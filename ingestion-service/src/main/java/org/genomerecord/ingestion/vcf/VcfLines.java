package org.genomerecord.ingestion.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The lines of a VCF, decompressed and decoded, counted from 1. Refuses what is no UTF-8 text
/// without control characters (VCF 4.3 section 1.2) and whatever passes a bound.
final class VcfLines {
  private static final int MAGIC_BYTES = 5;

  private final InputStream text;
  private final VcfBounds bounds;
  private final Findings findings;
  private final byte[] buffer = new byte[1 << 16];
  private int bufferAt;
  private int bufferEnd;
  private byte[] line = new byte[1 << 12];
  private int lineBytes;
  private long number;
  private long textBytes;

  private VcfLines(InputStream text, VcfBounds bounds, Findings findings) {
    this.text = text;
    this.bounds = bounds;
    this.findings = findings;
  }

  static VcfLines of(InputStream submitted, VcfBounds bounds, Findings findings)
      throws IOException {
    var bytes = new PushbackInputStream(submitted, MAGIC_BYTES);
    var start = peek(bytes);
    if (!startsWith(start, 0x1F, 0x8B)) {
      refuseOtherFormats(start);
      return new VcfLines(bytes, bounds, findings);
    }
    var inflated = new PushbackInputStream(new GzipMembers(bytes), MAGIC_BYTES);
    refuseOtherFormats(peek(inflated));
    return new VcfLines(inflated, bounds, findings);
  }

  /// Of the line last given; 0 before the first.
  long number() {
    return number;
  }

  /// The next line without its end, or null after the last one.
  @Nullable String next() throws IOException {
    lineBytes = 0;
    boolean terminated = false;
    while (!terminated) {
      if (bufferAt == bufferEnd && !fill()) {
        if (lineBytes == 0) {
          return null;
        }
        break;
      }
      int from = bufferAt;
      while (bufferAt < bufferEnd && buffer[bufferAt] != '\n') {
        bufferAt++;
      }
      append(from, bufferAt - from);
      if (bufferAt < bufferEnd) {
        bufferAt++;
        terminated = true;
      }
    }
    number++;
    if (lineBytes > 0 && line[lineBytes - 1] == '\r') {
      lineBytes--;
      findings.warn(number, null, "crlf-line-endings", "Lines end in CR LF; only LF is usual.", "");
    }
    return decoded();
  }

  private String decoded() {
    boolean ascii = true;
    for (int at = 0; at < lineBytes; at++) {
      byte character = line[at];
      if (character < 0) {
        ascii = false;
      } else if ((character < ' ' && character != '\t') || character == 0x7F) {
        throw controlCharacter();
      }
    }
    if (ascii) {
      return new String(line, 0, lineBytes, StandardCharsets.ISO_8859_1);
    }
    try {
      var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, lineBytes));
      for (int at = 0; at < decoded.length(); at++) {
        // Beyond ASCII these are U+0080 to U+009F.
        if (decoded.charAt(at) != '\t' && Character.isISOControl(decoded.charAt(at))) {
          throw controlCharacter();
        }
      }
      return decoded.toString();
    } catch (CharacterCodingException notUtf8) {
      throw MalformedVcf.at(number, "not-utf8", "The line is not UTF-8 text.");
    }
  }

  private MalformedVcf controlCharacter() {
    return MalformedVcf.at(
        number, "control-character", "The line holds a control character other than a tab.");
  }

  private void append(int from, int bytes) {
    if (bytes > bounds.lineBytesMax() - lineBytes) {
      throw MalformedVcf.at(
          number + 1,
          "line-too-long",
          "The line is longer than %d bytes.".formatted(bounds.lineBytesMax()));
    }
    if (lineBytes + bytes > line.length) {
      long doubled = Math.max(2L * line.length, lineBytes + (long) bytes);
      line = Arrays.copyOf(line, (int) Math.min(doubled, bounds.lineBytesMax()));
    }
    System.arraycopy(buffer, from, line, lineBytes, bytes);
    lineBytes += bytes;
  }

  private boolean fill() throws IOException {
    int read = text.readNBytes(buffer, 0, buffer.length);
    textBytes += read;
    if (textBytes > bounds.textBytesMax()) {
      throw MalformedVcf.inFile(
          "text-too-long",
          "The decompressed text is longer than %d bytes.".formatted(bounds.textBytesMax()));
    }
    bufferAt = 0;
    bufferEnd = read;
    return read > 0;
  }

  private static byte[] peek(PushbackInputStream bytes) throws IOException {
    var start = bytes.readNBytes(MAGIC_BYTES);
    bytes.unread(start);
    return start;
  }

  private static void refuseOtherFormats(byte[] start) {
    if (start.length == 0) {
      throw MalformedVcf.inFile("empty-file", "The file is empty.");
    }
    if (startsWith(start, 'B', 'C', 'F')) {
      throw MalformedVcf.inFile("bcf-not-supported", "The file is BCF; please send VCF.");
    }
    if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
      throw MalformedVcf.at(1, "byte-order-mark", "The file starts with a byte order mark.");
    }
    if (startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF)) {
      throw MalformedVcf.at(1, "not-utf8", "The file is UTF-16 text; VCF is UTF-8.");
    }
  }

  private static boolean startsWith(byte[] start, int... magic) {
    for (int at = 0; at < magic.length; at++) {
      if (at >= start.length || (start[at] & 0xFF) != magic[at]) {
        return false;
      }
    }
    return true;
  }
}
