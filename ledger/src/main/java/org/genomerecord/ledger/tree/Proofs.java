package org.genomerecord.ledger.tree;

import java.util.List;

/// Verification of proofs: every step of RFC 9162 sections 2.1.3.2 and 2.1.4.2 as a condition that
/// must hold. What returns has been proven.
public final class Proofs {
  private Proofs() {}

  /// That the leaf is at the index in the tree with this root.
  ///
  /// @throws InvalidProof if that is not proven
  public static void inclusion(long index, long size, Hash leaf, List<Hash> path, Hash root) {
    require(index >= 0, "the index is not negative");
    require(index < size, "the index is smaller than the size");
    require(path.size() <= height(size), "the path is not longer than the tree is high");
    long fn = index;
    long sn = size - 1;
    var hash = leaf;
    for (var sibling : path) {
      require(sn != 0, "the path ends at the root, not before it");
      if ((fn & 1) == 1 || fn == sn) {
        hash = Hash.node(sibling, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        hash = Hash.node(hash, sibling);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    require(sn == 0, "the path reaches the root");
    require(hash.equals(root), "the leaf and its path hash to the root");
  }

  /// That the tree with the later root begins with the tree with the earlier one.
  ///
  /// @throws InvalidProof if that is not proven
  public static void consistency(
      long earlier, long later, Hash earlierRoot, Hash laterRoot, List<Hash> proof) {
    require(earlier >= 0, "the earlier size is not negative");
    require(earlier <= later, "the earlier size is not larger than the later one");
    require(
        earlier != 0 || earlierRoot.equals(Hash.EMPTY_ROOT),
        "a tree without leaves has the root of nothing");
    if (earlier == later || earlier == 0) {
      require(proof.isEmpty(), "nothing is proven about equal trees, or one without leaves");
      require(earlier != later || earlierRoot.equals(laterRoot), "trees of one size have one root");
      return;
    }
    require(!proof.isEmpty(), "the proof has hashes");
    require(proof.size() <= height(later) + 1, "the proof is not longer than the tree allows");
    boolean perfect = Long.bitCount(earlier) == 1;
    long fn = earlier - 1;
    long sn = later - 1;
    while ((fn & 1) == 1) {
      fn >>>= 1;
      sn >>>= 1;
    }
    var fr = perfect ? earlierRoot : proof.getFirst();
    var sr = fr;
    for (var sibling : perfect ? proof : proof.subList(1, proof.size())) {
      require(sn != 0, "the proof ends at the root, not before it");
      if ((fn & 1) == 1 || fn == sn) {
        fr = Hash.node(sibling, fr);
        sr = Hash.node(sibling, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        sr = Hash.node(sr, sibling);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    require(sn == 0, "the proof reaches the root");
    require(fr.equals(earlierRoot), "the proof hashes to the earlier root");
    require(sr.equals(laterRoot), "the proof hashes to the later root");
  }

  /// Levels above the leaves: the binary logarithm of the size, rounded up.
  private static int height(long size) {
    return Long.SIZE - Long.numberOfLeadingZeros(size - 1);
  }

  private static void require(boolean holds, String condition) {
    if (!holds) {
      throw new InvalidProof("does not hold: " + condition);
    }
  }
}
