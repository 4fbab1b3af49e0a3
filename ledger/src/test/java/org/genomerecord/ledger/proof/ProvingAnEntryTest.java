package org.genomerecord.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.genomerecord.ledger.checkpoint.LogSigner;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.Keys;
import org.genomerecord.ledger.note.NoteSigner;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;
import org.genomerecord.ledger.tile.TilesInMemory;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.InvalidProof;
import org.genomerecord.ledger.tree.NaiveTree;
import org.junit.jupiter.api.Test;

class ProvingAnEntryTest {
  private static final String ORIGIN = "example.org/log";
  private static final int SIZE = 70;

  private final LogSigner log = new LogSigner(ORIGIN, Keys.signers(ORIGIN, KeyFolder.LOG));
  private final List<NoteSigner> witness = Keys.signers("w", KeyFolder.WITNESS);
  private final List<byte[]> entries = NaiveTree.entries(SIZE);
  private final TilesInMemory tiles = new TilesInMemory();
  private final SignedCheckpoint checkpoint;
  private final Policy policy;

  ProvingAnEntryTest() {
    tiles.append(entries);
    var root = tiles.edge().root();
    var signed = log.next(log.first(1), SIZE, root, List.of(), 1);
    checkpoint =
        signed.with(witness.stream().map(key -> key.sign(signed.note().text(), 5)).toList());
    policy =
        Policy.parse(
            "log %s\nwitness w %s\nquorum w\n"
                .formatted(log.verifiers().getLast(), witness.getLast().verifier()));
  }

  private TlogProof proof(int index) {
    var path = tiles.tree(SIZE).prover().inclusion(index);
    return new TlogProof(Octets.of(entries.get(index)), index, path, checkpoint);
  }

  @Test
  void everyEntryIsProvenByItsFile() {
    for (int index = 0; index < SIZE; index++) {
      var file = proof(index).format();
      var read = TlogProof.parse(file);

      assertThat(read).isEqualTo(proof(index));
      assertThat(read.format()).isEqualTo(file);
      assertThat(read.verify(entries.get(index), policy).witnesses()).containsEntry("w", 5L);
    }
  }

  @Test
  void extraBytesMayBeLeftOut() {
    var proof = new TlogProof(null, 3, proof(3).path(), checkpoint);

    assertThat(proof.format()).startsWith("c2sp.org/tlog-proof@v1\nindex 3\n");
    assertThat(TlogProof.parse(proof.format())).isEqualTo(proof);
  }

  private void fails(TlogProof proof, byte[] entry, Policy by, String why) {
    assertThatThrownBy(() -> proof.verify(entry, by))
        .isInstanceOf(InvalidProof.class)
        .hasMessageContaining(why);
  }

  @Test
  void anotherEntryOrIndexIsNotProven() {
    fails(proof(3), entries.get(4), policy, "hash to the root");
    fails(new TlogProof(null, 4, proof(3).path(), checkpoint), entries.get(3), policy, "root");
    fails(new TlogProof(null, SIZE, proof(3).path(), checkpoint), entries.get(3), policy, "index");
  }

  @Test
  void withoutTheLogOrItsWitnessesNothingIsProven() {
    var signed = log.next(log.first(1), SIZE, tiles.edge().root(), List.of(), 1);
    var uncosigned = new TlogProof(null, 3, proof(3).path(), signed);
    var stranger = Keys.signer(ORIGIN, KeyFolder.LOG.getFirst());
    var others =
        Policy.parse(
            "log %s\nwitness w %s\nquorum w\n"
                .formatted(stranger.verifier(), witness.getLast().verifier()));

    fails(uncosigned, entries.get(3), policy, "no quorum");
    fails(proof(3), entries.get(3), others, "no trusted log");
  }

  /// One character after another is changed; those that may are in what is not authenticated, or do
  /// not matter to this policy.
  @Test
  void aChangedFileIsRefusedOrProvesTheSame() {
    var file = proof(3).format();
    for (int i = 0; i < file.length(); i += i < 600 ? 1 : 41) {
      var changed = file.substring(0, i) + (char) (file.charAt(i) ^ 1) + file.substring(i + 1);
      try {
        var read = TlogProof.parse(changed);
        read.verify(entries.get(3), policy);
        assertThat(read.index()).isEqualTo(3);
        assertThat(read.path()).isEqualTo(proof(3).path());
        assertThat(read.checkpoint().checkpoint()).isEqualTo(checkpoint.checkpoint());
      } catch (Malformed | InvalidProof _) {
        // As it should be.
      }
    }
  }

  private static void malformed(String file) {
    assertThatThrownBy(() -> TlogProof.parse(file)).as(file).isInstanceOf(Malformed.class);
  }

  @Test
  void whatIsNoProofIsRefused() {
    var header = "c2sp.org/tlog-proof@v1\n";
    var end = "\n" + checkpoint.format();
    assertThat(TlogProof.parse(header + "index 0\n" + end).path()).isEmpty();

    malformed("");
    malformed("wrong-header\nindex 0\n" + end);
    malformed(header + end);
    malformed(header + "extra !!\nindex 0\n" + end);
    malformed(header + "index x\n" + end);
    malformed(header + "index -5\n" + end);
    malformed(header + "index 007\n" + end);
    malformed(header + "index 0\n!!\n" + end);
    malformed(header + "index 0\nextra AAAA\n" + end);
    malformed(header + "index 0\n" + "A".repeat(88) + "\n" + end);
    malformed(header + ("index 0\n" + (Hash.EMPTY_ROOT.base64() + "\n").repeat(64)) + end);
    malformed(header + "index 0\n\n");
  }
}
