package org.genomerecord.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import dev.sigstore.rekor.client.Checkpoints;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.genomerecord.ledger.checkpoint.LogSigner;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.Keys;
import org.genomerecord.ledger.tile.TilesInMemory;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.NaiveTree;
import org.junit.jupiter.api.Test;

/// What we sign and prove, as sigstore-java reads and verifies it.
class ASecondOpinionTest {
  private static final String ORIGIN = "example.org/log";

  private static List<byte[]> bytes(List<Hash> hashes) {
    return hashes.stream().map(Hash::bytes).toList();
  }

  @Test
  void itVerifiesOurInclusionProofs() throws Exception {
    var entries = NaiveTree.entries(120);
    var tiles = new TilesInMemory();
    for (int size = 1; size <= 120; size++) {
      tiles.append(entries.get(size - 1));
      var prover = tiles.tree(size).prover();
      for (int index = 0; index < size; index++) {
        var leaf = Hash.leaf(entries.get(index)).bytes();
        var path = bytes(prover.inclusion(index));
        InclusionProofVerifier.verify(leaf, index, size, path, prover.root().bytes());
      }
    }
    var prover = tiles.tree(120).prover();
    assertThatThrownBy(() ->
            InclusionProofVerifier.verify(
                Hash.leaf(entries.get(4)).bytes(),
                3,
                120,
                bytes(prover.inclusion(3)),
                prover.root().bytes()))
        .isInstanceOf(InclusionProofVerificationException.class);
  }

  @Test
  void itReadsOurCheckpointsAndTheirSignatures() throws Exception {
    var log = new LogSigner(ORIGIN, Keys.signers(ORIGIN, KeyFolder.LOG));
    var root = Hash.leaf(new byte[0]);
    var signed = log.next(log.first(1), 7, root, List.of(), 1_800_000_000);

    var read = Checkpoints.from(signed.format());

    assertThat(read.getOrigin()).isEqualTo(ORIGIN);
    assertThat(read.getSize()).isEqualTo(7);
    assertThat(read.getBase64Hash()).isEqualTo(root.base64());
    assertThat(read.getSignatures()).hasSize(2);
    var key = log.verifiers().getFirst();
    var line = read.getSignatures().getFirst();
    assertThat(line.getIdentity()).isEqualTo(ORIGIN);
    assertThat(ByteBuffer.wrap(line.getKeyHint()).getInt()).isEqualTo(key.keyId());
    var spki = HexFormat.of().parseHex("302a300506032b6570032100" + key.material());
    var ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
    ed25519.update(read.getSignedData().getBytes(StandardCharsets.UTF_8));
    assertThat(ed25519.verify(line.getSignature())).isTrue();
  }
}
