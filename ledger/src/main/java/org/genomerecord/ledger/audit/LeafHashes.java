package org.genomerecord.ledger.audit;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genomerecord.ledger.tree.Hash;

/// Hashing as RFC 6962 section 2.1 says, of up to a tile of leaves and without an object for each:
/// an audit hashes millions.
final class LeafHashes {
  private static final ThreadLocal<MessageDigest> SHA256 =
      ThreadLocal.withInitial(LeafHashes::sha256);
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = SHA256.get();
  private final byte[] hashes;
  private int count;

  /// @param most how many leaves there will be
  LeafHashes(int most) {
    hashes = new byte[most * Hash.BYTES];
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Adds the hash of an entry.
  void add(byte[] bytes, int from, int length) {
    sha256.update(LEAF);
    sha256.update(bytes, from, length);
    digest(hashes, count * Hash.BYTES);
    count++;
  }

  int count() {
    return count;
  }

  /// The first leaf that is not the one in a tile's bytes, or as many as both have.
  int mismatch(byte[] tile) {
    int bytes = Math.min(tile.length, count * Hash.BYTES);
    int at = Arrays.mismatch(hashes, 0, bytes, tile, 0, bytes);
    return at < 0 ? bytes / Hash.BYTES : at / Hash.BYTES;
  }

  /// The hashes, one after another.
  byte[] bytes() {
    return hashes.clone();
  }

  /// The root over the hashes of a full tile.
  Hash root(byte[] tile) {
    var row = tile.clone();
    for (int width = row.length / Hash.BYTES; width > 1; width /= 2) {
      for (int i = 0; i < width; i += 2) {
        sha256.update(NODE);
        sha256.update(row, i * Hash.BYTES, 2 * Hash.BYTES);
        digest(row, i / 2 * Hash.BYTES);
      }
    }
    return Hash.of(row, 0, Hash.BYTES);
  }

  /// The hashes in a tile's bytes, one by one.
  static List<Hash> split(byte[] tile) {
    var split = new ArrayList<Hash>(tile.length / Hash.BYTES);
    for (int at = 0; at < tile.length; at += Hash.BYTES) {
      split.add(Hash.of(tile, at, at + Hash.BYTES));
    }
    return split;
  }

  private void digest(byte[] target, int from) {
    try {
      sha256.digest(target, from, Hash.BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
