package org.genomerecord.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.genomerecord.ledger.checkpoint.Checkpoint;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.Keys;
import org.genomerecord.ledger.note.Note;
import org.genomerecord.ledger.note.NoteSigner;
import org.genomerecord.ledger.note.SignatureType;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tile.TilesInMemory;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.NaiveTree;
import org.genomerecord.ledger.witness.WitnessRules.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecidingOnACheckpointTest {
  private static final String ORIGIN = "example.org/log";
  private static final long SEED = 20_261_124;
  private static final Hash OTHER = Hash.leaf(new byte[0]);

  private final List<NoteSigner> keys = Keys.signers(ORIGIN, KeyFolder.LOG);
  private final Map<String, List<VerifierKey>> trusted = Map.of(ORIGIN, Keys.verifiers(keys));
  private final TilesInMemory tiles = new TilesInMemory();

  DecidingOnACheckpointTest() {
    tiles.append(NaiveTree.entries(100));
  }

  private Hash root(long size) {
    return tiles.tree(size).prover().root();
  }

  private List<Hash> proof(long from, long to) {
    return tiles.tree(to).prover().consistency(from);
  }

  private static SignedCheckpoint signed(List<NoteSigner> by, String origin, long size, Hash root) {
    var checkpoint = new Checkpoint(origin, size, root);
    var text = checkpoint.text();
    var lines = by.stream().map(signer -> signer.sign(text, 1)).toList();
    return new SignedCheckpoint(new Note(text, lines), checkpoint);
  }

  private SignedCheckpoint signed(long size, Hash root) {
    return signed(keys, ORIGIN, size, root);
  }

  private Answer decide(
      @Nullable Checkpoint latest, long oldSize, List<Hash> proof, SignedCheckpoint next) {
    return WitnessRules.decide(trusted, latest, new AddCheckpoint(oldSize, proof, next));
  }

  private Checkpoint latest(long size) {
    return new Checkpoint(ORIGIN, size, root(size));
  }

  @Test
  void whatContinuesTheLatestIsCosigned() {
    var cosign = new Answer.Cosign();

    assertThat(decide(null, 0, List.of(), signed(70, root(70)))).isEqualTo(cosign);
    assertThat(decide(null, 0, List.of(), signed(0, Hash.EMPTY_ROOT))).isEqualTo(cosign);
    assertThat(decide(latest(70), 70, proof(70, 99), signed(99, root(99)))).isEqualTo(cosign);
    assertThat(decide(latest(70), 70, List.of(), signed(70, root(70)))).isEqualTo(cosign);
  }

  @Test
  void anUnknownLogIsNotFound() {
    var next = signed(Keys.signers("other", KeyFolder.LOG), "other", 70, root(70));

    assertThat(decide(null, 0, List.of(), next)).isEqualTo(new Answer.UnknownOrigin());
  }

  @Test
  void whatTheLogDidNotSignIsForbidden() {
    var strangers = Keys.signers(ORIGIN, KeyFolder.LOG);
    var good = signed(70, root(70));
    var bad = good.with(List.of(keys.getFirst().sign("other\n", 1)));

    assertThat(decide(null, 0, List.of(), signed(strangers, ORIGIN, 70, root(70))))
        .isEqualTo(new Answer.NotSigned());
    assertThat(decide(null, 0, List.of(), bad)).isEqualTo(new Answer.NotSigned());
  }

  @Test
  void signaturesOfOthersAreIgnored() {
    var witness = Keys.signer("w", SignatureType.COSIGNATURE_ED25519);
    var good = signed(70, root(70));
    var cosigned = good.with(List.of(witness.sign(good.note().text(), 1)));

    assertThat(decide(null, 0, List.of(), cosigned)).isEqualTo(new Answer.Cosign());
  }

  @Test
  void anOldSizeLargerThanTheNewOneIsABadRequest() {
    assertThat(decide(latest(70), 70, List.of(), signed(60, root(60))))
        .isEqualTo(new Answer.OldSizeTooLarge());
  }

  @Test
  void anotherOldSizeThanTheLatestIsAConflict() {
    var conflict = new Answer.Conflict(70);

    assertThat(decide(latest(70), 0, List.of(), signed(99, root(99)))).isEqualTo(conflict);
    assertThat(decide(latest(70), 69, proof(69, 99), signed(99, root(99)))).isEqualTo(conflict);
    assertThat(decide(latest(70), 60, List.of(), signed(60, root(60)))).isEqualTo(conflict);
    assertThat(decide(null, 60, proof(60, 99), signed(99, root(99))))
        .isEqualTo(new Answer.Conflict(0));
  }

  @Test
  void anotherRootOfTheSameSizeIsAConflict() {
    assertThat(decide(latest(70), 70, List.of(), signed(70, OTHER)))
        .isEqualTo(new Answer.Conflict(70));
    assertThat(decide(null, 0, List.of(), signed(0, OTHER))).isEqualTo(new Answer.Conflict(0));
  }

  @Test
  void whatIsNotProvenIsNotCosigned() {
    var notProven = new Answer.NotProven();

    assertThat(decide(latest(70), 70, List.of(), signed(99, root(99)))).isEqualTo(notProven);
    assertThat(decide(latest(70), 70, proof(70, 99), signed(99, OTHER))).isEqualTo(notProven);
    assertThat(decide(latest(70), 70, proof(69, 99), signed(99, root(99)))).isEqualTo(notProven);
    assertThat(decide(latest(70), 70, List.of(OTHER), signed(70, root(70)))).isEqualTo(notProven);
    assertThat(decide(null, 0, List.of(OTHER), signed(70, root(70)))).isEqualTo(notProven);
  }

  /// Whatever is asked in whatever order, of a log that shows two histories: what was cosigned is
  /// one history that only grows.
  @Test
  void whatIsCosignedIsOneHistory() {
    var random = new Random(SEED);
    var forked = new TilesInMemory();
    forked.append(NaiveTree.entries(40));
    forked.append(NaiveTree.entries(60).reversed());
    var histories = List.of(tiles, forked);
    var once = new HashMap<Hash, SignedCheckpoint>();
    int cosigned = 0;
    for (int run = 0; run < 40; run++) {
      Checkpoint latest = null;
      var seen = new ArrayList<Checkpoint>();
      for (int i = 0; i < 25; i++) {
        var history = histories.get(random.nextInt(2));
        int size = random.nextInt(100);
        long from = latest == null ? 0 : latest.size();
        if (random.nextInt(4) == 0) {
          from = random.nextInt(100);
        }
        var proof = history.tree(size).prover().consistency(Math.min(from, size));
        var next =
            once.computeIfAbsent(history.tree(size).prover().root(), root -> signed(size, root));
        if (decide(latest, from, proof, next) instanceof Answer.Cosign) {
          latest = next.checkpoint();
          seen.add(latest);
        }
      }
      cosigned += seen.size();
      assertThat(seen).isSortedAccordingTo((a, b) -> Long.compare(a.size(), b.size()));
      assertThat(histories)
          .anyMatch(history ->
              seen.stream()
                  .allMatch(one -> history.tree(one.size()).prover().root().equals(one.root())));
    }
    assertThat(cosigned).isGreaterThan(100);
  }

  @Test
  void aRequestIsReadAsItWasWritten() {
    var request = new AddCheckpoint(70, proof(70, 99), signed(99, root(99)));
    var body = request.format().getBytes(StandardCharsets.UTF_8);

    assertThat(AddCheckpoint.parse(body)).isEqualTo(request);
    var without = new AddCheckpoint(0, List.of(), signed(99, root(99)));
    assertThat(AddCheckpoint.parse(without.format().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(without);
  }

  private static void malformed(String body) {
    assertThatThrownBy(() -> AddCheckpoint.parse(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void whatIsNoRequestIsRefused() {
    var good = new AddCheckpoint(0, List.of(), signed(99, root(99))).format();

    malformed("");
    malformed("old 0\n\n");
    malformed(good.replace("old 0", "old 00"));
    malformed(good.replace("old 0", "old -1"));
    malformed(good.replace("old 0", "new 0"));
    malformed(good.replace("old 0", "old 0\nAAAA"));
    malformed(good.replace("old 0", "old 0" + ("\n" + OTHER.base64()).repeat(64)));
    malformed(good.replace("old 0\n\n", "old 0\n"));
    malformed(good + "x".repeat(AddCheckpoint.BYTES_MAX));
  }
}
