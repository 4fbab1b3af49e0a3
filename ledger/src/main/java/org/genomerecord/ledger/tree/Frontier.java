package org.genomerecord.ledger.tree;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// The right edge of a growing tree: as many hashes as its size has bits set, enough to go on
/// appending and to tell the root. Not safe for use by several threads.
public final class Frontier {
  private static final int LEVELS = Long.SIZE - 1;

  private final MessageDigest sha256 = Hash.sha256();
  private final Hash[] perfect = new Hash[LEVELS];
  private long size;

  /// The frontier of a tree without leaves.
  public Frontier() {}

  /// The frontier of an earlier tree, to go on from.
  ///
  /// @param size in leaves
  /// @param hashes as [#hashes] gave them at that size
  /// @throws IllegalArgumentException if their number is not that of the bits set in the size
  public Frontier(long size, List<Hash> hashes) {
    if (size < 0 || hashes.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException("a frontier has one hash per bit set in its size");
    }
    this.size = size;
    var left = hashes.iterator();
    for (int level = LEVELS - 1; level >= 0; level--) {
      if (((size >>> level) & 1) == 1) {
        perfect[level] = left.next();
      }
    }
  }

  /// Adds a leaf at the right.
  public void append(Hash leaf) {
    var hash = leaf;
    int level = 0;
    for (; ((size >>> level) & 1) == 1; level++) {
      hash = Hash.node(sha256, perfect[level], hash);
    }
    perfect[level] = hash;
    size++;
  }

  /// The number of leaves.
  public long size() {
    return size;
  }

  /// The root of the tree as it is now (RFC 6962 section 2.1).
  public Hash root() {
    if (size == 0) {
      return Hash.EMPTY_ROOT;
    }
    int level = Long.numberOfTrailingZeros(size);
    var root = perfect[level];
    for (level++; level < LEVELS; level++) {
      if (((size >>> level) & 1) == 1) {
        root = Hash.node(sha256, perfect[level], root);
      }
    }
    return root;
  }

  /// The roots of the perfect subtrees, largest first.
  public List<Hash> hashes() {
    var hashes = new ArrayList<Hash>();
    for (int level = LEVELS - 1; level >= 0; level--) {
      if (((size >>> level) & 1) == 1) {
        hashes.add(perfect[level]);
      }
    }
    return List.copyOf(hashes);
  }
}
