package org.genomerecord.record.region;

import java.io.IOException;
import java.util.Arrays;

/// Where the blocks of a bgzip file (SAM specification 4.1) begin, in the file and in its text.
public final class TextBlocks {
  /// At 64 KiB of text each, blocks of 128 GiB; a file of more has no index.
  private static final int BLOCKS_MAX = 1 << 21;

  private long[] textOffsets = new long[16];
  private long[] fileOffsets = new long[16];
  private int size;

  /// Where to read from.
  ///
  /// @param fileOffset in bytes, of a block or of the text itself where it is not compressed
  /// @param skippedBytes of the text that comes from there
  public record Place(long fileOffset, int skippedBytes) {}

  /// Adds the block behind the last one.
  ///
  /// @param textOffset of its first byte, in the whole text
  /// @param fileOffset of its header
  /// @return false if there are too many to keep
  public boolean add(long textOffset, long fileOffset) {
    if (size == BLOCKS_MAX) {
      return false;
    }
    if (size == textOffsets.length) {
      textOffsets = Arrays.copyOf(textOffsets, 2 * size);
      fileOffsets = Arrays.copyOf(fileOffsets, 2 * size);
    }
    textOffsets[size] = textOffset;
    fileOffsets[size] = fileOffset;
    size++;
    return true;
  }

  /// Of text that is not compressed there are no blocks: it lies where it says.
  Place place(long textOffset) {
    if (size == 0) {
      return new Place(textOffset, 0);
    }
    int found = Arrays.binarySearch(textOffsets, 0, size, textOffset);
    int block = found >= 0 ? found : -found - 2;
    return new Place(fileOffsets[block], (int) (textOffset - textOffsets[block]));
  }

  void write(Numbers.Writer into) {
    into.write(size);
    long text = 0;
    long file = 0;
    for (int block = 0; block < size; block++) {
      into.write(textOffsets[block] - text);
      into.write(fileOffsets[block] - file);
      text = textOffsets[block];
      file = fileOffsets[block];
    }
  }

  static TextBlocks read(Numbers.Reader from) throws IOException {
    var blocks = new TextBlocks();
    long text = 0;
    long file = 0;
    for (long left = from.next(); left > 0; left--) {
      text += from.next();
      file += from.next();
      if (!blocks.add(text, file)) {
        throw new IOException("an index of too many blocks");
      }
    }
    return blocks;
  }
}
