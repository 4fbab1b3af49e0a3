package org.genomerecord.ingestion.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.genomerecord.record.region.TextBlocks;

/// Decompresses gzip (RFC 1952) of one or many members, and bgzip, which is gzip with a length in
/// each member (SAM specification 4.1). Unlike the platform's stream it refuses bytes after the
/// last member, a false checksum or length, bgzip without its empty last block, and thousands of
/// empty members in a row.
final class GzipMembers extends InputStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;
  private static final int TEXT_FIELD_BYTES_MAX = 1 << 16;

  /// The platform's stream, by which others read the file later, goes one call deeper for each.
  private static final int EMPTY_IN_A_ROW_MAX = 1_000;

  private final InputStream compressed;
  private final byte[] input = new byte[1 << 16];
  private final CRC32 headerCrc = new CRC32();
  private final CRC32 crc = new CRC32();
  private final Inflater inflater = new Inflater(true);
  private final TextBlocks blocks = new TextBlocks();
  private boolean allBlocks = true;
  private long filledBytes;
  private long textBytes;
  private int inputAt;
  private int inputEnd;
  private boolean inMember;
  private boolean ended;
  private boolean anyBlock;
  private boolean lastIsEmptyBlock;
  private int emptyInARow;
  private long memberHeaderBytes;
  private int blockBytes;
  private boolean atLeastOneMember;

  GzipMembers(InputStream compressed) {
    this.compressed = compressed;
  }

  /// Where the blocks of bgzip began so far; empty if any member was none, or there are too many.
  Optional<TextBlocks> blocks() {
    return allBlocks ? Optional.of(blocks) : Optional.empty();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember && !beginMember()) {
        end();
        return -1;
      }
      int inflated = inflate(into, offset, length);
      if (inflated > 0) {
        crc.update(into, offset, inflated);
        return inflated;
      }
      endMember();
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    compressed.close();
  }

  private void end() {
    ended = true;
    inflater.end();
    if (anyBlock && !lastIsEmptyBlock) {
      throw MalformedVcf.inFile(ProblemCode.BGZF_EOF_MISSING);
    }
  }

  private int inflate(byte[] into, int offset, int length) throws IOException {
    try {
      while (true) {
        int inflated = inflater.inflate(into, offset, length);
        if (inflated > 0 || inflater.finished()) {
          return inflated;
        }
        if (inflater.needsDictionary()) {
          throw corrupt();
        }
        inputAt = inputEnd - inflater.getRemaining();
        if (inputAt == inputEnd && !fill()) {
          throw truncated();
        }
        inflater.setInput(input, inputAt, inputEnd - inputAt);
      }
    } catch (DataFormatException broken) {
      throw corrupt();
    }
  }

  private boolean beginMember() throws IOException {
    if (inputAt == inputEnd && !fill()) {
      return false;
    }
    long memberAt = filledBytes - (inputEnd - inputAt);
    headerCrc.reset();
    memberHeaderBytes = 0;
    blockBytes = 0;
    if (headerByte() != 0x1F || headerByte() != 0x8B) {
      throw atLeastOneMember ? MalformedVcf.inFile(ProblemCode.GZIP_TRAILING_BYTES) : corrupt();
    }
    int method = headerByte();
    int flags = headerByte();
    if (method != 8 || (flags & RESERVED) != 0) {
      throw corrupt();
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      extraField();
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      long expected = headerCrc.getValue() & 0xFFFF;
      if (shortNumber() != expected) {
        throw corrupt();
      }
    }
    allBlocks = allBlocks && blockBytes > 0 && blocks.add(textBytes, memberAt);
    inflater.reset();
    inflater.setInput(input, inputAt, inputEnd - inputAt);
    crc.reset();
    inMember = true;
    atLeastOneMember = true;
    return true;
  }

  private void endMember() throws IOException {
    inputAt = inputEnd - inflater.getRemaining();
    long deflatedBytes = inflater.getBytesRead();
    long inflatedBytes = inflater.getBytesWritten();
    long expectedCrc = shortNumber() | ((long) shortNumber() << 16);
    long expectedBytes = shortNumber() | ((long) shortNumber() << 16);
    if (expectedCrc != crc.getValue() || expectedBytes != (inflatedBytes & 0xFFFFFFFFL)) {
      throw corrupt();
    }
    if (blockBytes > 0 && memberHeaderBytes + deflatedBytes != blockBytes) {
      throw corrupt();
    }
    textBytes += inflatedBytes;
    anyBlock |= blockBytes > 0;
    lastIsEmptyBlock = blockBytes > 0 && inflatedBytes == 0;
    inMember = false;
    emptyInARow = inflatedBytes == 0 ? emptyInARow + 1 : 0;
    if (emptyInARow > EMPTY_IN_A_ROW_MAX) {
      throw corrupt();
    }
  }

  /// Finds the subfield `BC`, whose two bytes hold the block's size in bytes less one.
  private void extraField() throws IOException {
    int left = shortNumber();
    while (left >= 4) {
      int first = headerByte();
      int second = headerByte();
      int length = shortNumber();
      left -= 4;
      if (length > left) {
        throw corrupt();
      }
      if (first == 'B' && second == 'C' && length == 2) {
        blockBytes = shortNumber() + 1;
      } else {
        skip(length);
      }
      left -= length;
    }
    skip(left);
  }

  private void skipText() throws IOException {
    for (int bytes = 0; headerByte() != 0; bytes++) {
      if (bytes == TEXT_FIELD_BYTES_MAX) {
        throw corrupt();
      }
    }
  }

  private void skip(int bytes) throws IOException {
    for (int skipped = 0; skipped < bytes; skipped++) {
      headerByte();
    }
  }

  private int shortNumber() throws IOException {
    int low = headerByte();
    return low | headerByte() << 8;
  }

  private int headerByte() throws IOException {
    if (inputAt == inputEnd && !fill()) {
      throw truncated();
    }
    int value = input[inputAt++] & 0xFF;
    headerCrc.update(value);
    memberHeaderBytes++;
    return value;
  }

  private boolean fill() throws IOException {
    int read = 0;
    while (read == 0) {
      read = compressed.read(input, 0, input.length);
    }
    inputAt = 0;
    inputEnd = Math.max(read, 0);
    filledBytes += inputEnd;
    return read > 0;
  }

  private static MalformedVcf truncated() {
    return MalformedVcf.inFile(ProblemCode.TRUNCATED_GZIP);
  }

  private static MalformedVcf corrupt() {
    return MalformedVcf.inFile(ProblemCode.CORRUPT_GZIP);
  }
}
