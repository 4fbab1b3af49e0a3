package org.genomerecord.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The trees of up to eight leaves that implementations of RFC 6962 test themselves with
/// (transparency-dev/merkle, and Certificate Transparency before it).
class KnownTreesTest {
  private static final List<Hash> LEAVES =
      leaves(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<Hash> ROOTS =
      hashes(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static final Hash SOME =
      Hash.ofHex("abacaba000000000000000000000000000000000000000000060061e00123456");

  private static List<Hash> leaves(String... entries) {
    return Arrays.stream(entries).map(HexFormat.of()::parseHex).map(Hash::leaf).toList();
  }

  private static List<Hash> hashes(String... hex) {
    return Arrays.stream(hex).map(Hash::ofHex).toList();
  }

  private static Prover prover(int size) {
    return new Prover(size, (level, index) -> subtree(level, (int) index));
  }

  private static Hash subtree(int level, int index) {
    return level == 0
        ? LEAVES.get(index)
        : Hash.node(subtree(level - 1, index * 2), subtree(level - 1, index * 2 + 1));
  }

  @Test
  void theRootsAreKnown() {
    var frontier = new Frontier();
    for (int size = 0; size <= LEAVES.size(); size++) {
      assertThat(frontier.root()).isEqualTo(ROOTS.get(size));
      assertThat(prover(size).root()).isEqualTo(ROOTS.get(size));
      assertThat(new Frontier(size, frontier.hashes()).root()).isEqualTo(ROOTS.get(size));
      if (size < LEAVES.size()) {
        frontier.append(LEAVES.get(size));
      }
    }
  }

  private static void inclusion(int index, int size, String... path) {
    assertThat(prover(size).inclusion(index)).isEqualTo(hashes(path));
    Proofs.inclusion(index, size, LEAVES.get(index), hashes(path), ROOTS.get(size));
  }

  @Test
  void theInclusionProofsAreKnown() {
    inclusion(0, 1);
    inclusion(
        0,
        8,
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    inclusion(
        5,
        8,
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    inclusion(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    inclusion(
        1,
        5,
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
  }

  private static void consistency(int earlier, int later, String... proof) {
    assertThat(prover(later).consistency(earlier)).isEqualTo(hashes(proof));
    Proofs.consistency(earlier, later, ROOTS.get(earlier), ROOTS.get(later), hashes(proof));
  }

  @Test
  void theConsistencyProofsAreKnown() {
    consistency(0, 0);
    consistency(0, 5);
    consistency(1, 1);
    consistency(
        1,
        8,
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    consistency(
        6,
        8,
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    consistency(
        2,
        5,
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    consistency(
        6,
        7,
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
  }

  private static void noInclusion(long index, long size, Hash leaf, List<Hash> path, Hash root) {
    assertThatThrownBy(() -> Proofs.inclusion(index, size, leaf, path, root))
        .isInstanceOf(InvalidProof.class);
  }

  private static void inconsistent(
      long earlier, long later, Hash earlierRoot, Hash laterRoot, List<Hash> proof) {
    assertThatThrownBy(() -> Proofs.consistency(earlier, later, earlierRoot, laterRoot, proof))
        .isInstanceOf(InvalidProof.class);
  }

  @Test
  void aLeafOutsideTheTreeIsNotIncluded() {
    noInclusion(0, 0, SOME, List.of(), SOME);
    noInclusion(0, 0, SOME, List.of(), Hash.EMPTY_ROOT);
    noInclusion(1, 0, SOME, List.of(), SOME);
    noInclusion(2, 1, SOME, List.of(), SOME);
    noInclusion(1, 1, SOME, List.of(), SOME);
    noInclusion(-1, 1, SOME, List.of(), SOME);
    noInclusion(Long.MIN_VALUE, Long.MAX_VALUE, SOME, List.of(), SOME);
  }

  @Test
  void aPathTooShortOrTooLongIsRefused() {
    for (int size = 1; size <= LEAVES.size(); size++) {
      for (int index = 0; index < size; index++) {
        var leaf = LEAVES.get(index);
        var root = ROOTS.get(size);
        var path = prover(size).inclusion(index);
        noInclusion(index, size, leaf, joined(path, List.of(SOME)), root);
        noInclusion(index, size, leaf, joined(path, List.of(root)), root);
        noInclusion(index, size, leaf, joined(List.of(SOME), path), root);
        noInclusion(index, size, leaf, joined(List.of(root), path), root);
        if (!path.isEmpty()) {
          noInclusion(index, size, leaf, path.subList(1, path.size()), root);
          noInclusion(index, size, leaf, path.subList(0, path.size() - 1), root);
        }
        // An inner node is no leaf of a smaller tree.
        if (path.size() > 1) {
          noInclusion(index, size, root, List.of(), root);
        }
        noInclusion(index, size, SOME, path, root);
        noInclusion(index, size, leaf, path, SOME);
      }
    }
  }

  /// A leaf at the right edge has a path shorter than its tree is high, which leaves room for a
  /// hash that leads past the root.
  @Test
  void aPathThatGoesOnPastTheRootIsRefused() {
    for (int size : List.of(3, 5, 6, 7)) {
      int index = size - 1;
      var path = prover(size).inclusion(index);
      var beyond = joined(path, List.of(SOME));
      if (beyond.size() <= prover(size).inclusion(0).size()) {
        noInclusion(index, size, LEAVES.get(index), beyond, Hash.node(SOME, ROOTS.get(size)));
      }
    }
    assertThat(prover(3).inclusion(2)).hasSize(1);
    assertThat(prover(3).inclusion(0)).hasSize(2);
  }

  private static List<Hash> joined(List<Hash> first, List<Hash> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  @Test
  void theEdgesOfConsistencyAreExact() {
    inconsistent(0, 0, Hash.EMPTY_ROOT, SOME, List.of());
    inconsistent(0, 0, SOME, SOME, List.of());
    inconsistent(0, 1, SOME, ROOTS.get(1), List.of());
    inconsistent(0, 1, Hash.EMPTY_ROOT, ROOTS.get(1), List.of(SOME));
    inconsistent(0, 0, Hash.EMPTY_ROOT, Hash.EMPTY_ROOT, List.of(SOME));
    inconsistent(1, 1, SOME, ROOTS.get(1), List.of());
    inconsistent(1, 1, SOME, SOME, List.of(SOME));
    inconsistent(1, 0, SOME, Hash.EMPTY_ROOT, List.of());
    inconsistent(2, 1, SOME, SOME, List.of());
    inconsistent(1, 2, ROOTS.get(1), ROOTS.get(2), List.of());
    inconsistent(-1, 2, ROOTS.get(1), ROOTS.get(2), List.of());
  }

  @Test
  void aConsistencyProofTooShortTooLongOrOfOtherRootsIsRefused() {
    for (int later = 2; later <= LEAVES.size(); later++) {
      for (int earlier = 1; earlier < later; earlier++) {
        var first = ROOTS.get(earlier);
        var second = ROOTS.get(later);
        var proof = prover(later).consistency(earlier);
        inconsistent(earlier, later, first, second, joined(proof, List.of(SOME)));
        inconsistent(earlier, later, first, second, joined(proof, List.of(second)));
        inconsistent(earlier, later, first, second, joined(List.of(SOME), proof));
        inconsistent(earlier, later, first, second, joined(List.of(first), proof));
        inconsistent(earlier, later, first, second, joined(List.of(proof.getFirst()), proof));
        inconsistent(earlier, later, first, second, proof.subList(1, proof.size()));
        inconsistent(earlier, later, first, second, proof.subList(0, proof.size() - 1));
        inconsistent(earlier, later, second, first, proof);
        inconsistent(earlier, later, SOME, second, proof);
        inconsistent(earlier, later, first, SOME, proof);
        inconsistent(earlier - 1, later, first, second, proof);
      }
    }
  }
}
