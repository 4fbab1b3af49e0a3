package org.genomerecord.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.Keys;
import org.genomerecord.ledger.note.NoteSigner;
import org.genomerecord.ledger.note.SignatureType;
import org.genomerecord.ledger.note.UnverifiedNote;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tile.TilesInMemory;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.NaiveTree;
import org.genomerecord.ledger.tree.Prover;
import org.junit.jupiter.api.Test;

class SigningCheckpointsTest {
  private static final String ORIGIN = "example.org/consent";
  private static final long TIME = 1_800_000_000;

  private final List<NoteSigner> keys = Keys.signers(ORIGIN, KeyFolder.LOG);
  private final LogSigner log = new LogSigner(ORIGIN, keys);
  private final TilesInMemory tiles = new TilesInMemory();

  SigningCheckpointsTest() {
    tiles.append(NaiveTree.entries(300));
  }

  private Prover at(long size) {
    return tiles.tree(size).prover();
  }

  private SignedCheckpoint continued(SignedCheckpoint previous, long size) {
    var proof = at(size).consistency(previous.checkpoint().size());
    return log.next(previous, size, at(size).root(), proof, TIME);
  }

  @Test
  void aLogSignsWhatContinuesItsLatestWithBothKeys() {
    var checkpoint = log.first(TIME);
    for (int size : List.of(0, 1, 1, 200, 256, 300, 300)) {
      checkpoint = continued(checkpoint, size);
      assertThat(checkpoint.checkpoint()).isEqualTo(new Checkpoint(ORIGIN, size, at(size).root()));
      var read = SignedCheckpoint.parse(checkpoint.format());
      assertThat(read).isEqualTo(checkpoint);
      assertThat(read.verify(log.verifiers())).hasSize(2);
    }
  }

  private void refused(
      SignedCheckpoint previous, long size, Hash root, List<Hash> proof, String why) {
    assertThatThrownBy(() -> log.next(previous, size, root, proof, TIME))
        .isInstanceOf(InconsistentCheckpoint.class)
        .hasMessageContaining(why);
  }

  @Test
  void aSmallerSizeIsNeverSigned() {
    var previous = continued(log.first(TIME), 200);

    refused(previous, 199, at(199).root(), List.of(), "the earlier size is not larger");
    refused(previous, 0, Hash.EMPTY_ROOT, List.of(), "the earlier size is not larger");
  }

  @Test
  void anotherHistoryIsNeverSigned() {
    var previous = continued(log.first(TIME), 200);
    var proof = at(300).consistency(200);
    var other = Hash.leaf(new byte[0]);

    refused(previous, 200, other, List.of(), "one root");
    refused(previous, 300, other, proof, "later root");
    refused(previous, 300, at(300).root(), List.of(), "the proof has hashes");
    refused(previous, 300, at(300).root(), at(300).consistency(199), "does not hold");
    var rewritten = new TilesInMemory();
    rewritten.append(NaiveTree.entries(300).reversed());
    var prover = rewritten.tree(300).prover();
    refused(previous, 300, prover.root(), prover.consistency(200), "earlier root");
  }

  @Test
  void aPreviousCheckpointThatIsNotItsOwnIsNoStart() {
    var proof = at(300).consistency(200);
    var root = at(300).root();
    var stranger = new LogSigner(ORIGIN, Keys.signers(ORIGIN, KeyFolder.LOG));
    var strangers = stranger.next(stranger.first(TIME), 200, at(200).root(), List.of(), TIME);
    var elsewhere = new LogSigner("other", Keys.signers("other", KeyFolder.LOG)).first(TIME);
    var halfSigned =
        new LogSigner(ORIGIN, List.of(keys.getFirst()))
            .next(log.first(TIME), 200, at(200).root(), List.of(), TIME);

    assertThatThrownBy(() -> log.next(strangers, 300, root, proof, TIME))
        .isInstanceOf(UnverifiedNote.class);
    refused(elsewhere, 300, root, proof, "of another log");
    refused(halfSigned, 300, root, proof, "did not sign the previous");
  }

  @Test
  void aLogsKeysHaveItsName() {
    assertThatThrownBy(() -> new LogSigner("other", keys))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void malformed(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).as(text).isInstanceOf(Malformed.class);
  }

  @Test
  void whatIsNoCheckpointIsRefused() {
    var root = Hash.EMPTY_ROOT.base64();
    assertThat(Checkpoint.parse("o\n0\n" + root + "\nx\n").extensions()).containsExactly("x");

    malformed("o\n0\n" + root);
    malformed("o\n0\n");
    malformed("\n0\n" + root + "\n");
    malformed("o\n00\n" + root + "\n");
    malformed("o\n+1\n" + root + "\n");
    malformed("o\n-1\n" + root + "\n");
    malformed("o\n9223372036854775808\n" + root + "\n");
    malformed("o\n\u0661\n" + root + "\n");
    malformed("o\n0\n" + root.replace("=", "") + "\n");
    malformed("o\n0\nAAAA\n");
    malformed("o\n0\n" + root + "\n\n");
  }

  @Test
  void mlDsaDoesNotVouchForExtensionLines() {
    var signer = Keys.signer(ORIGIN, SignatureType.ML_DSA_44);
    var plain = new Checkpoint(ORIGIN, 0, Hash.EMPTY_ROOT).text();
    var extended = new Checkpoint(ORIGIN, 0, Hash.EMPTY_ROOT, List.of("more")).text();

    assertThat(signer.verifier().verifies(extended, signer.sign(plain, TIME))).isTrue();
  }
}
