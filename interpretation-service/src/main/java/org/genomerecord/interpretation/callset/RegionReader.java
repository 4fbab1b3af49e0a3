package org.genomerecord.interpretation.callset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.genomerecord.record.region.RegionIndex;
import org.jspecify.annotations.Nullable;

/// Reads the records of a sorted call set that overlap one region after the other: those that begin
/// before it as well. Regions of one contig come in the order of their starts, and a record that
/// overlaps several of them comes once.
final class RegionReader {
  private final SeekableByteChannel file;
  private final RegionIndex index;
  private @Nullable BoundedLines lines;
  private @Nullable RecordLine ahead;
  private long linesFrom;
  private long nextAt;
  private String contig = "";
  private int start;
  private int end;
  private int sampleColumn;
  private boolean isPast = true;

  /// @param file plain or bgzip, as the index is of it
  RegionReader(SeekableByteChannel file, RegionIndex index) {
    this.file = file;
    this.index = index;
  }

  /// All lines from the first on; before any region is read.
  BoundedLines fromStart() throws IOException {
    file.position(0);
    return new BoundedLines(new FromChannel(file));
  }

  /// Goes to a region.
  ///
  /// @param name of the contig, as the file names it
  /// @param first position, 1-based, none before that of the region before if that is on the contig
  /// @param last position
  /// @param sample column that tells how far a block reaches
  /// @throws EOFException if the file ends where the index has a record
  /// @throws IllegalArgumentException if what is there is none
  void enter(String name, int first, int last, int sample) throws IOException {
    if (!name.equals(contig)) {
      nextAt = 0;
    }
    contig = name;
    start = first;
    end = last;
    sampleColumn = sample;
    var begin = index.begin(contig, start, end);
    isPast = begin.isEmpty();
    // What was read of the contig so far has given all that overlaps this region as well.
    if (begin.isPresent() && begin.getAsLong() > nextAt) {
      seek(begin.getAsLong());
    }
  }

  private void seek(long textOffset) throws IOException {
    var place = index.place(textOffset);
    file.position(place.fileOffset());
    var there = new BoundedLines(new FromChannel(file));
    there.skip(place.skippedBytes());
    lines = there;
    linesFrom = textOffset - place.skippedBytes();
    nextAt = textOffset;
    ahead = null;
    if (peek(there) == null) {
      throw new EOFException();
    }
  }

  /// The next record that overlaps the region; null if there is none any more.
  ///
  /// @throws IllegalArgumentException if a line is no record
  @Nullable RecordLine next() throws IOException {
    while (!isPast && lines != null) {
      var record = peek(lines);
      if (record == null || !record.contig().equals(contig) || record.position() > end) {
        isPast = true;
      } else {
        ahead = null;
        nextAt = linesFrom + lines.textBytes();
        if (record.end(sampleColumn) >= start) {
          return record;
        }
      }
    }
    return null;
  }

  private @Nullable RecordLine peek(BoundedLines from) throws IOException {
    while (ahead == null) {
      var line = from.next();
      if (line == null) {
        return null;
      }
      if (!line.isEmpty()) {
        ahead = RecordLine.of(line);
      }
    }
    return ahead;
  }

  /// A channel as a stream, without what it would take to read it from several threads.
  private static final class FromChannel extends InputStream {
    private final SeekableByteChannel channel;

    FromChannel(SeekableByteChannel channel) {
      this.channel = channel;
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
      int read = channel.read(ByteBuffer.wrap(into, offset, length));
      if (read == 0) {
        throw new IOException("nothing was read, and it is not the end");
      }
      return read;
    }
  }
}
