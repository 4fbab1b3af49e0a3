package org.genomerecord.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.genomerecord.ledger.tile.TilesInMemory;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.NaiveTree;
import org.junit.jupiter.api.Test;

/// Our consistency proofs are, byte for byte, those that another implementation (@transmute/rfc9162
/// of npm) made of the same entries and verified. How it was asked: `rfc9162.mjs` beside its
/// answers.
class ProvingConsistencyAsOthersDoTest {
  private static final int SIZES = 72;

  @Test
  void everyProofToSize72IsTheOneThatItMakesAndVerifies() throws Exception {
    var answers = answers();
    var entries = NaiveTree.entries(SIZES);
    var tiles = new TilesInMemory();
    var roots = new ArrayList<Hash>(List.of(Hash.EMPTY_ROOT));
    assertThat(answers).hasSize(SIZES);
    for (int size = 1; size <= SIZES; size++) {
      tiles.append(entries.get(size - 1));
      var prover = tiles.tree(size).prover();
      roots.add(prover.root());
      var proofs = sha256();
      for (int earlier = 1; earlier < size; earlier++) {
        update(proofs, asItWantsThem(earlier, roots.get(earlier), prover.consistency(earlier)));
      }
      var hex = HexFormat.of();
      assertThat(
              "%d %s %s"
                  .formatted(
                      size, hex.formatHex(prover.root().bytes()), hex.formatHex(proofs.digest())))
          .isEqualTo(answers.get(size - 1));
    }
  }

  /// RFC 9162 section 2.1.4.2 has the verifier put the earlier root before the proof, if the
  /// earlier size is a power of two. This implementation wants to be given it, and gives it.
  private static List<Hash> asItWantsThem(int earlier, Hash root, List<Hash> proof) {
    var wanted = new ArrayList<Hash>();
    if (Integer.bitCount(earlier) == 1) {
      wanted.add(root);
    }
    wanted.addAll(proof);
    return wanted;
  }

  private static void update(MessageDigest digest, List<Hash> proof) {
    digest.update((byte) proof.size());
    proof.forEach(hash -> digest.update(hash.bytes()));
  }

  private static MessageDigest sha256() throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256");
  }

  private static List<String> answers() throws IOException {
    try (var in =
        Objects.requireNonNull(
            ProvingConsistencyAsOthersDoTest.class.getResourceAsStream("/proof/rfc9162.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
