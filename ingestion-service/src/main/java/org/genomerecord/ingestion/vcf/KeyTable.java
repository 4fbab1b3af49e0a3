package org.genomerecord.ingestion.vcf;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Finds what belongs to a key by the key's bytes, without making text of them: INFO alone asks it
/// fifty million times for a whole genome.
///
/// @param <V> what belongs to a key
final class KeyTable<V> {
  private final byte[][] keys;
  private final Object[] values;
  private final int mask;

  /// Odd, and another one in each table: a file cannot be written so that its keys fall together.
  private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;

  KeyTable(Map<String, V> entries) {
    int size = Integer.highestOneBit(Math.max(entries.size(), 4) * 4 - 1);
    keys = new byte[size][];
    values = new Object[size];
    mask = size - 1;
    entries.forEach(this::put);
  }

  private void put(String key, V value) {
    var bytes = Fields.bytes(key);
    int at = hash(bytes, 0, bytes.length) & mask;
    while (values[at] != null) {
      at = (at + 1) & mask;
    }
    keys[at] = bytes;
    values[at] = value;
  }

  /// Null where there is no such key.
  @SuppressWarnings("unchecked")
  @Nullable V get(byte[] text, int from, int to) {
    int at = hash(text, from, to) & mask;
    while (values[at] != null) {
      if (Arrays.equals(keys[at], 0, keys[at].length, text, from, to)) {
        return (V) values[at];
      }
      at = (at + 1) & mask;
    }
    return null;
  }

  /// The shift in each step keeps it from being a polynomial, of which texts are known that any
  /// multiplier makes one.
  private int hash(byte[] text, int from, int to) {
    long hash = (long) to - from;
    for (int at = from; at < to; at++) {
      hash = (hash + text[at]) * multiplier;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }
}
