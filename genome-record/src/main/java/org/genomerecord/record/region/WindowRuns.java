package org.genomerecord.record.region;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/// The windows of one contig, in runs that are read from the same place: the first record of the
/// first of them. Those of the others lie close behind it. Windows between two runs have no record.
final class WindowRuns {
  /// Reading so much of the text in vain takes less than keeping a run for each window does.
  static final int RUN_TEXT_BYTES = 1 << 15;

  private int[] firsts = new int[4];
  private int[] lasts = new int[4];
  private long[] offsets = new long[4];
  private int size;

  /// Notes a record that begins behind all before it. Windows up to the last that is covered have
  /// their first record.
  ///
  /// @return whether a run begins with it
  boolean cover(int first, int last, long textOffset) {
    int next = size == 0 ? 0 : lasts[size - 1] + 1;
    if (last < next) {
      return false;
    }
    if (size > 0 && first <= next && textOffset - offsets[size - 1] < RUN_TEXT_BYTES) {
      lasts[size - 1] = last;
      return false;
    }
    add(Math.max(first, next), last, textOffset);
    return true;
  }

  private void add(int first, int last, long textOffset) {
    if (size == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * size);
      lasts = Arrays.copyOf(lasts, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size);
    }
    firsts[size] = first;
    lasts[size] = last;
    offsets[size] = textOffset;
    size++;
  }

  /// Where the run begins that the first of these windows is in that has a record.
  OptionalLong first(int from, int to) {
    int found = Arrays.binarySearch(lasts, 0, size, from);
    int run = found >= 0 ? found : -found - 1;
    return run < size && firsts[run] <= to ? OptionalLong.of(offsets[run]) : OptionalLong.empty();
  }

  void write(Numbers.Writer into) {
    into.write(size);
    int window = 0;
    long offset = 0;
    for (int run = 0; run < size; run++) {
      into.write(firsts[run] - window);
      into.write(lasts[run] - firsts[run]);
      into.write(offsets[run] - offset);
      window = lasts[run];
      offset = offsets[run];
    }
  }

  static WindowRuns read(Numbers.Reader from) throws IOException {
    var runs = new WindowRuns();
    int window = 0;
    long offset = 0;
    for (long left = from.next(); left > 0; left--) {
      int before = runs.size == 0 ? -1 : window;
      int first = window + from.nextInt();
      window = first + from.nextInt();
      offset += from.next();
      runs.add(first, window, offset);
      if (first <= before || window < first) {
        throw new IOException("an index of windows that do not follow each other");
      }
    }
    return runs;
  }
}
