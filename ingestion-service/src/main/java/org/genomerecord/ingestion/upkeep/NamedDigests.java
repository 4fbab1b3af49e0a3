package org.genomerecord.ingestion.upkeep;

import java.util.Arrays;

/// SHA-256 digests, each by its first 64 bits: 8 bytes for each, however many there are. Of a
/// digest that was never added it says about once in 10^12 that it was, with some millions in it: a
/// file is kept then that could go. It never forgets one.
final class NamedDigests {
  private static final int PREFIX_HEX_DIGITS = 16;
  private static final int HEX = 16;

  private long[] prefixes = new long[1024];
  private int size;
  private boolean sorted;

  void add(String digest) {
    if (size == prefixes.length) {
      prefixes = Arrays.copyOf(prefixes, 2 * size);
    }
    prefixes[size++] = prefix(digest);
    sorted = false;
  }

  boolean contains(String digest) {
    if (!sorted) {
      Arrays.sort(prefixes, 0, size);
      sorted = true;
    }
    return Arrays.binarySearch(prefixes, 0, size, prefix(digest)) >= 0;
  }

  private static long prefix(String digest) {
    return Long.parseUnsignedLong(digest.substring(0, PREFIX_HEX_DIGITS), HEX);
  }
}
