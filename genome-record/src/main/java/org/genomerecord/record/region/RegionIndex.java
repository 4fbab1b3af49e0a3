package org.genomerecord.record.region;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Where in a sorted call set the records of a region begin, by windows of 16,384 bases: the linear
/// index of tabix (Li 2011, doi:10.1093/bioinformatics/btq671), which tells of each window the
/// first record that overlaps it. Whoever reads from there to the first record behind the region
/// has met all that overlap it, those that begin far before it among them. Consecutive windows
/// whose first records lie within 32 KiB of the text are kept as one run, and read from the first.
///
/// Offsets are of the text; where the file is bgzip, its blocks tell where a place of the text
/// lies.
public final class RegionIndex {
  /// Of the bytes: what is written with another number is read by another release.
  private static final int FORM = 1;

  private static final int WINDOW_BITS = 14;

  private final Map<String, WindowRuns> contigs;
  private final TextBlocks blocks;

  private RegionIndex(Map<String, WindowRuns> contigs, TextBlocks blocks) {
    this.contigs = contigs;
    this.blocks = blocks;
  }

  /// The contigs that have records, named as the file names them, in its order.
  public List<String> contigs() {
    return List.copyOf(contigs.keySet());
  }

  /// Where in the text to begin to read, so that no record that overlaps a region is missed; empty
  /// if none does. What is met there first may end before the region.
  ///
  /// @param contig as the file names it
  /// @param start 1-based
  /// @param end the last position
  public OptionalLong begin(String contig, int start, int end) {
    var runs = contigs.get(contig);
    return runs == null
        ? OptionalLong.empty()
        : runs.first(start >> WINDOW_BITS, end >> WINDOW_BITS);
  }

  /// Where in the file a place of the text lies.
  public TextBlocks.Place place(long textOffset) {
    return blocks.place(textOffset);
  }

  /// The index as bytes, read by [#read].
  public byte[] bytes() {
    var numbers = new Numbers.Writer();
    numbers.write(FORM);
    blocks.write(numbers);
    contigs.forEach((name, runs) -> {
      numbers.write(name);
      runs.write(numbers);
    });
    return numbers.bytes();
  }

  /// @throws IOException if these are not the bytes of an index
  public static RegionIndex read(byte[] bytes) throws IOException {
    var numbers = new Numbers.Reader(bytes);
    if (numbers.next() != FORM) {
      throw new IOException("an index of another form");
    }
    var blocks = TextBlocks.read(numbers);
    var contigs = new LinkedHashMap<String, WindowRuns>();
    while (numbers.hasNext()) {
      contigs.put(numbers.name(), WindowRuns.read(numbers));
    }
    return new RegionIndex(contigs, blocks);
  }

  /// Takes the records of a file in their order.
  public static final class Builder {
    /// A genome has a tenth of that; a file of more has no index.
    private static final int RUNS_MAX = 1 << 21;

    private final Map<String, WindowRuns> contigs = new LinkedHashMap<>();
    private String contig = "";
    private WindowRuns runs = new WindowRuns();
    private int runCount;
    private boolean givenUp;

    /// @param name of the contig, as the file names it
    /// @param start 1-based; 0 for a telomere
    /// @param end the last position that it speaks of, or one behind it
    /// @param textOffset of the record's line
    public void add(String name, int start, long end, long textOffset) {
      if (givenUp) {
        return;
      }
      if (!name.equals(contig)) {
        contig = name;
        runs = new WindowRuns();
        if (contigs.put(name, runs) != null) {
          giveUp(); // Two names of one contig by turns: what is read ends at another name.
          return;
        }
      }
      int last = (int) (Math.min(end, Integer.MAX_VALUE) >> WINDOW_BITS);
      if (runs.cover(start >> WINDOW_BITS, last, textOffset) && ++runCount > RUNS_MAX) {
        giveUp();
      }
    }

    /// There is something that an index cannot tell: the file is to be read as a whole.
    public void giveUp() {
      givenUp = true;
      contigs.clear();
    }

    /// @param blocks of the file; without any it is not compressed
    /// @return empty if it was given up
    public Optional<RegionIndex> build(TextBlocks blocks) {
      return givenUp ? Optional.empty() : Optional.of(new RegionIndex(contigs, blocks));
    }
  }
}
