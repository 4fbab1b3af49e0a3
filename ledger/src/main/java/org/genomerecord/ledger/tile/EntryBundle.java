package org.genomerecord.ledger.tile;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genomerecord.ledger.text.Malformed;

/// Consecutive entries of the log in one file: each with its length in two bytes, big-endian,
/// before it (C2SP tlog-tiles).
public final class EntryBundle {
  /// What two bytes can say.
  public static final int ENTRY_BYTES_MAX = 65_535;

  private EntryBundle() {}

  /// @param entries 1 to 256
  /// @throws IllegalArgumentException if there are more or fewer, or one is too long
  public static byte[] format(List<byte[]> entries) {
    if (entries.isEmpty() || entries.size() > TileAddress.FULL) {
      throw new IllegalArgumentException("a bundle has 1 to 256 entries");
    }
    var out = new ByteArrayOutputStream();
    for (var entry : entries) {
      if (entry.length > ENTRY_BYTES_MAX) {
        throw new IllegalArgumentException("an entry has at most " + ENTRY_BYTES_MAX + " bytes");
      }
      out.write(entry.length >>> 8);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /// The reverse of [#format].
  ///
  /// @throws Malformed if the bytes end inside an entry, or there are not 1 to 256 entries
  public static List<byte[]> parse(byte[] bundle) {
    var entries = new ArrayList<byte[]>();
    int at = 0;
    while (at < bundle.length) {
      if (bundle.length - at < Short.BYTES) {
        throw new Malformed("the bundle ends inside a length");
      }
      int length = (Byte.toUnsignedInt(bundle[at]) << 8) | Byte.toUnsignedInt(bundle[at + 1]);
      at += Short.BYTES;
      if (bundle.length - at < length) {
        throw new Malformed("the bundle ends inside an entry");
      }
      entries.add(Arrays.copyOfRange(bundle, at, at + length));
      at += length;
      if (entries.size() > TileAddress.FULL) {
        throw new Malformed("a bundle has at most 256 entries");
      }
    }
    if (entries.isEmpty()) {
      throw new Malformed("a bundle has at least one entry");
    }
    return entries;
  }
}
