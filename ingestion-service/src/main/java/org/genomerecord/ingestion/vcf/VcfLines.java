package org.genomerecord.ingestion.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.genomerecord.record.region.TextBlocks;
import org.jspecify.annotations.Nullable;

/// The lines of a VCF, decompressed, counted from 1 and parted at their tabs. Refuses what is no
/// UTF-8 text without control characters (VCF 4.3 section 1.2) and whatever passes a bound.
final class VcfLines {
  private static final int MAGIC_BYTES = 5;
  private static final int BUFFER_BYTES = 1 << 17;

  /// What a byte means for its line. Bytes beyond ASCII are negative and looked at once per line.
  private static final byte PLAIN = 0;

  private static final byte SPACE = 1;
  private static final byte TAB = 2;
  private static final byte LINE_FEED = 3;
  private static final byte CONTROL = 4;
  private static final byte BEYOND_ASCII = 5;
  private static final byte CARRIAGE_RETURN = 6;
  private static final byte[] MEANINGS = meanings();

  private final InputStream input;
  private final @Nullable GzipMembers members;
  private final VcfBounds bounds;
  private final Findings findings;
  private final VcfLine line;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private long number;
  private long textBytes;
  private boolean controlSeen;
  private int returnsSeen;
  private boolean beyondAscii;
  private boolean unterminated;

  /// @param members null if the text is not compressed
  private VcfLines(
      InputStream input, @Nullable GzipMembers members, VcfBounds bounds, Findings findings) {
    this.input = input;
    this.members = members;
    this.bounds = bounds;
    this.findings = findings;
    this.line = new VcfLine(bounds.samplesMax() + DeclaredHeader.FIXED_COLUMNS.size() + 2);
  }

  static VcfLines of(InputStream submitted, VcfBounds bounds, Findings findings)
      throws IOException {
    var bytes = new PushbackInputStream(submitted, MAGIC_BYTES);
    var start = peek(bytes);
    if (!startsWith(start, 0x1F, 0x8B)) {
      refuseOtherFormats(start);
      return new VcfLines(bytes, null, bounds, findings);
    }
    var members = new GzipMembers(bytes);
    var inflated = new PushbackInputStream(members, MAGIC_BYTES);
    refuseOtherFormats(peek(inflated));
    return new VcfLines(inflated, members, bounds, findings);
  }

  /// Where the blocks of bgzip began, none where the text is not compressed; empty if it is
  /// compressed as a whole.
  Optional<TextBlocks> blocks() {
    return members == null ? Optional.of(new TextBlocks()) : members.blocks();
  }

  /// Of the line last given; 0 before the first.
  long number() {
    return number;
  }

  /// Whether the last line given ended with the file and not with a line feed.
  boolean isUnterminated() {
    return unterminated;
  }

  /// The next line without its end, until the one after it is asked for; or null after the last.
  @Nullable VcfLine next() throws IOException {
    int from = at;
    controlSeen = false;
    returnsSeen = 0;
    beyondAscii = false;
    line.begin(number + 1);
    while (!lineFeedFound()) {
      int seen = end - from;
      boolean more = fill(from);
      from = 0;
      if (!more) {
        if (seen == 0) {
          return null;
        }
        unterminated = true;
        return ended(0, end);
      }
    }
    return ended(from, at - 1);
  }

  /// Goes on to behind the next line feed, or to the end of what is in the buffer.
  private boolean lineFeedFound() {
    var text = buffer;
    int limit = end;
    int place = at;
    while (place < limit) {
      byte character = text[place++];
      byte meaning = character < 0 ? BEYOND_ASCII : MEANINGS[character];
      if (meaning == PLAIN) {
        continue;
      }
      switch (meaning) {
        case LINE_FEED -> {
          at = place;
          return true;
        }
        case TAB -> line.tabAt(place - 1);
        case SPACE -> line.spaceSeen();
        case CONTROL -> controlSeen = true;
        case CARRIAGE_RETURN -> returnsSeen++;
        default -> beyondAscii = true;
      }
    }
    at = place;
    return false;
  }

  private VcfLine ended(int from, int lineEnd) {
    number++;
    int to = lineEnd;
    if (to > from && buffer[to - 1] == '\r') {
      to--;
      returnsSeen--;
      findings.warn(number, null, ProblemCode.CRLF_LINE_ENDINGS, "");
    }
    if (to - from > bounds.lineBytesMax()) {
      throw MalformedVcf.at(number, ProblemCode.LINE_TOO_LONG);
    }
    if (beyondAscii) {
      refuseOtherThanUtf8(from, to);
    }
    if (controlSeen || returnsSeen > 0) {
      throw MalformedVcf.at(number, ProblemCode.CONTROL_CHARACTER);
    }
    line.end(buffer, from, to, textBytes - (end - from));
    return line;
  }

  private void refuseOtherThanUtf8(int from, int to) {
    try {
      var decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
      for (int place = 0; place < decoded.length(); place++) {
        // Beyond ASCII these are U+0080 to U+009F.
        controlSeen |=
            decoded.charAt(place) >= 0x80 && Character.isISOControl(decoded.charAt(place));
      }
    } catch (CharacterCodingException notUtf8) {
      throw MalformedVcf.at(number, ProblemCode.NOT_UTF8);
    }
  }

  /// Moves the line begun to the buffer's start and reads on behind it.
  private boolean fill(int from) throws IOException {
    int begun = end - from;
    if (begun > bounds.lineBytesMax()) {
      throw MalformedVcf.at(number + 1, ProblemCode.LINE_TOO_LONG);
    }
    if (begun > buffer.length / 2) {
      var larger = new byte[2 * buffer.length];
      System.arraycopy(buffer, from, larger, 0, begun);
      buffer = larger;
    } else {
      System.arraycopy(buffer, from, buffer, 0, begun);
    }
    line.moved(-from);
    int read = input.readNBytes(buffer, begun, buffer.length - begun);
    textBytes += read;
    if (textBytes > bounds.textBytesMax()) {
      throw MalformedVcf.inFile(ProblemCode.TEXT_TOO_LONG);
    }
    at = begun;
    end = begun + read;
    return read > 0;
  }

  private static byte[] meanings() {
    var meanings = new byte[128];
    Arrays.fill(meanings, 0, ' ', CONTROL);
    meanings[' '] = SPACE;
    meanings['\t'] = TAB;
    meanings['\n'] = LINE_FEED;
    meanings['\r'] = CARRIAGE_RETURN;
    meanings[0x7F] = CONTROL;
    return meanings;
  }

  private static byte[] peek(PushbackInputStream bytes) throws IOException {
    var start = bytes.readNBytes(MAGIC_BYTES);
    bytes.unread(start);
    return start;
  }

  private static void refuseOtherFormats(byte[] start) {
    if (start.length == 0) {
      throw MalformedVcf.inFile(ProblemCode.EMPTY_FILE);
    }
    if (startsWith(start, 'B', 'C', 'F')) {
      throw MalformedVcf.inFile(ProblemCode.BCF_NOT_SUPPORTED);
    }
    if (startsWith(start, 'P', 'K', 3, 4)) {
      throw MalformedVcf.inFile(ProblemCode.ZIP_NOT_SUPPORTED);
    }
    if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
      throw MalformedVcf.at(1, ProblemCode.BYTE_ORDER_MARK);
    }
    if (startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF)) {
      throw MalformedVcf.at(1, ProblemCode.NOT_UTF8);
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
