package org.genomerecord.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.genomerecord.ledger.tree.Frontier;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.InvalidProof;
import org.genomerecord.ledger.tree.NaiveTree;
import org.genomerecord.ledger.tree.Proofs;
import org.junit.jupiter.api.Test;

/// Tiles, frontier, proofs and verification against a second implementation that is too simple to
/// be wrong in the same way.
class AgreeingWithTheNaiveTreeTest {
  private static final int EVERY_SIZE_TO = 300;
  private static final int SIZE_MAX = 100_000;
  private static final int RANDOM_SIZES = 25;
  private static final int PROOFS_PER_SIZE = 20;
  private static final long SEED = 20_261_124;

  private static List<Hash> hashes(List<byte[]> list) {
    return list.stream().map(Hash::of).toList();
  }

  @Test
  void everyRootInclusionAndConsistencyProofToSize300() {
    var entries = NaiveTree.entries(EVERY_SIZE_TO);
    var naive = new NaiveTree(entries);
    var log = new TilesInMemory();
    var frontier = new Frontier();
    var roots = new ArrayList<Hash>();
    roots.add(frontier.root());
    for (int size = 1; size <= EVERY_SIZE_TO; size++) {
      log.append(entries.get(size - 1));
      frontier.append(Hash.leaf(entries.get(size - 1)));
      var root = Hash.of(naive.root(size));
      roots.add(root);
      var prover = log.tree(size).prover();
      assertThat(prover.root()).isEqualTo(root);
      assertThat(frontier.root()).isEqualTo(root);
      assertThat(log.edge().root()).isEqualTo(root);
      assertThat(log.edge().frontier().hashes()).isEqualTo(frontier.hashes());
      for (int index = 0; index < size; index++) {
        var path = prover.inclusion(index);
        assertThat(path).isEqualTo(hashes(naive.path(index, size)));
        Proofs.inclusion(index, size, Hash.leaf(entries.get(index)), path, root);
      }
      for (int earlier = 1; earlier <= size; earlier++) {
        var proof = prover.consistency(earlier);
        assertThat(proof).isEqualTo(hashes(naive.proof(earlier, size)));
        Proofs.consistency(earlier, size, roots.get(earlier), root, proof);
      }
    }
  }

  @Test
  void randomSizesTo100000() {
    var random = new Random(SEED);
    var entries = NaiveTree.entries(SIZE_MAX);
    var log = new TilesInMemory();
    log.append(entries);
    var naive = new NaiveTree(entries);
    for (int i = 0; i < RANDOM_SIZES; i++) {
      int size = 1 + random.nextInt(SIZE_MAX);
      var root = Hash.of(naive.root(size));
      var prover = log.tree(size).prover();
      assertThat(prover.root()).as("size %s", size).isEqualTo(root);
      for (int j = 0; j < PROOFS_PER_SIZE; j++) {
        int index = random.nextInt(size);
        var path = prover.inclusion(index);
        assertThat(path).isEqualTo(hashes(naive.path(index, size)));
        Proofs.inclusion(index, size, Hash.leaf(entries.get(index)), path, root);
        int earlier = 1 + random.nextInt(size);
        var proof = prover.consistency(earlier);
        assertThat(proof).isEqualTo(hashes(naive.proof(earlier, size)));
        Proofs.consistency(earlier, size, Hash.of(naive.root(earlier)), root, proof);
      }
    }
  }

  @Test
  void everyFlippedBitOfAProofFails() {
    var entries = NaiveTree.entries(33);
    var log = new TilesInMemory();
    log.append(entries);
    for (int size : List.of(1, 2, 3, 7, 8, 9, 21, 32, 33)) {
      var prover = log.tree(size).prover();
      var root = prover.root();
      for (int index = 0; index < size; index++) {
        int at = index;
        var whole = new ArrayList<>(prover.inclusion(index));
        whole.add(Hash.leaf(entries.get(index)));
        whole.add(root);
        eachFlipped(
            whole,
            bad ->
                Proofs.inclusion(
                    at,
                    size,
                    bad.get(bad.size() - 2),
                    bad.subList(0, bad.size() - 2),
                    bad.getLast()));
      }
      for (int earlier = 1; earlier <= size; earlier++) {
        int old = earlier;
        var whole = new ArrayList<>(prover.consistency(earlier));
        whole.add(log.tree(earlier).prover().root());
        whole.add(root);
        eachFlipped(
            whole,
            bad ->
                Proofs.consistency(
                    old,
                    size,
                    bad.get(bad.size() - 2),
                    bad.getLast(),
                    bad.subList(0, bad.size() - 2)));
      }
    }
  }

  private interface Verification {
    void of(List<Hash> hashes);
  }

  private static void eachFlipped(List<Hash> hashes, Verification verification) {
    verification.of(hashes);
    for (int i = 0; i < hashes.size(); i++) {
      var bytes = hashes.get(i).bytes();
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        var bad = new ArrayList<>(hashes);
        bad.set(i, Hash.of(bytes));
        if (!fails(bad, verification)) {
          throw new AssertionError("bit " + bit + " of hash " + i + " may be flipped");
        }
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      }
    }
  }

  private static boolean fails(List<Hash> hashes, Verification verification) {
    try {
      verification.of(hashes);
      return false;
    } catch (InvalidProof _) {
      return true;
    }
  }

  @Test
  void aProofForOneIndexIsNoneForAnother() {
    var entries = NaiveTree.entries(50);
    var log = new TilesInMemory();
    log.append(entries);
    var prover = log.tree(50).prover();
    for (int index = 0; index < 50; index++) {
      for (int other = 0; other < 50; other++) {
        int at = other;
        if (other != index) {
          var leaf = Hash.leaf(entries.get(index));
          var path = prover.inclusion(index);
          assertThatThrownBy(() -> Proofs.inclusion(at, 50, leaf, path, prover.root()))
              .isInstanceOf(InvalidProof.class);
        }
      }
    }
  }
}
