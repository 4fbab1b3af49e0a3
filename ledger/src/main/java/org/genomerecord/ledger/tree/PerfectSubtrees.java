package org.genomerecord.ledger.tree;

/// Where a [Prover] gets its hashes from.
@FunctionalInterface
public interface PerfectSubtrees {
  /// The root over the leaves from `index << level` up to `(index + 1) << level`, exclusive.
  ///
  /// @param level 0 for leaves
  /// @param index of the subtree within its level, from 0
  Hash root(int level, long index);
}
