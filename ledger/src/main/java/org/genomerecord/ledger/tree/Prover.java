package org.genomerecord.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/// Makes the root and the proofs of a tree of one size out of its perfect subtrees (RFC 6962
/// sections 2.1.1 and 2.1.2).
public final class Prover {
  private final long size;
  private final PerfectSubtrees subtrees;

  /// @param size in leaves
  /// @param subtrees must know every perfect subtree within that size
  public Prover(long size, PerfectSubtrees subtrees) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has no negative size");
    }
    this.size = size;
    this.subtrees = subtrees;
  }

  /// The root.
  public Hash root() {
    return size == 0 ? Hash.EMPTY_ROOT : root(0, size);
  }

  /// The hashes from the leaf's sibling up to the root's child.
  ///
  /// @throws IllegalArgumentException if the tree has no such leaf
  public List<Hash> inclusion(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of size " + size);
    }
    var path = new ArrayList<Hash>();
    inclusion(index, 0, size, path);
    return List.copyOf(path);
  }

  private void inclusion(long index, long from, long to, List<Hash> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      inclusion(index, from, middle, path);
      path.add(root(middle, to));
    } else {
      inclusion(index, middle, to, path);
      path.add(root(from, middle));
    }
  }

  /// That this tree begins with the one of an earlier size. Empty if that is 0 or this one's own.
  ///
  /// @throws IllegalArgumentException if the earlier size is negative or larger
  public List<Hash> consistency(long earlier) {
    if (earlier < 0 || earlier > size) {
      throw new IllegalArgumentException("no tree of size " + earlier + " before " + size);
    }
    var proof = new ArrayList<Hash>();
    if (earlier > 0) {
      consistency(earlier, 0, size, true, proof);
    }
    return List.copyOf(proof);
  }

  private void consistency(long earlier, long from, long to, boolean known, List<Hash> proof) {
    if (earlier == to) {
      if (!known) {
        proof.add(root(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (earlier <= middle) {
      consistency(earlier, from, middle, known, proof);
      proof.add(root(middle, to));
    } else {
      consistency(earlier, middle, to, false, proof);
      proof.add(root(from, middle));
    }
  }

  private Hash root(long from, long to) {
    long width = to - from;
    if (Long.bitCount(width) == 1) {
      int level = Long.numberOfTrailingZeros(width);
      return subtrees.root(level, from >>> level);
    }
    long middle = from + split(width);
    return Hash.node(root(from, middle), root(middle, to));
  }

  /// The largest power of two smaller than the width, which is at least 2.
  private static long split(long width) {
    return Long.highestOneBit(width - 1);
  }
}
