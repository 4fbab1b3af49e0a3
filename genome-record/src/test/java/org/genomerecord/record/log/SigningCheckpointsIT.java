package org.genomerecord.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.SignatureType;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.tile.TiledTree;
import org.genomerecord.ledger.tree.Frontier;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.Proofs;
import org.genomerecord.record.relay.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SigningCheckpointsIT {
  private final KeptLog kept = new KeptLog();

  /// As an auditor has them.
  private final List<VerifierKey> publicKeys =
      KeptLog.SIGNER.verifiers().stream().map(key -> VerifierKey.parse(key.toString())).toList();

  @AfterEach
  void close() {
    kept.close();
  }

  private Hash rootOfRows() {
    var tree = new Frontier();
    kept.log.events().forEach(event -> tree.append(Hash.of(event.envelope().leafHash())));
    return tree.root();
  }

  private void requireConsistent(SignedCheckpoint earlier, SignedCheckpoint later) {
    long size = later.checkpoint().size();
    var tree = new TiledTree(size, new StoredTiles(kept.rows)).prover();
    Proofs.consistency(
        earlier.checkpoint().size(),
        size,
        earlier.checkpoint().root(),
        later.checkpoint().root(),
        tree.consistency(earlier.checkpoint().size()));
  }

  @Test
  void whatWasAppendedIsSignedByBothKeys() {
    kept.append(700);

    var checkpoint = kept.signed();

    assertThat(checkpoint.verify(publicKeys))
        .extracting(verified -> verified.key().type())
        .containsExactlyInAnyOrder(SignatureType.ED25519, SignatureType.ML_DSA_44);
    assertThat(checkpoint.checkpoint().origin()).isEqualTo(KeptLog.ORIGIN);
    assertThat(checkpoint.checkpoint().size()).isEqualTo(700);
    assertThat(checkpoint.checkpoint().root()).isEqualTo(rootOfRows());
    assertThat(kept.rows.latest()).isEqualTo(checkpoint);
  }

  @Test
  void everyEventIsProvenFromTheStoredTiles() {
    kept.append(600);

    var checkpoint = kept.signed().checkpoint();

    var tree = new TiledTree(checkpoint.size(), new StoredTiles(kept.rows)).prover();
    for (var event : kept.log.events()) {
      Proofs.inclusion(
          event.position(),
          checkpoint.size(),
          Hash.of(event.envelope().leafHash()),
          tree.inclusion(event.position()),
          checkpoint.root());
    }
  }

  @Test
  void anEmptyLogIsSignedToo() {
    assertThat(kept.signed().checkpoint().root()).isEqualTo(Hash.EMPTY_ROOT);
  }

  @Test
  void nothingNewIsNotSignedAgainUnlessItIsTime() {
    kept.append(3);
    var checkpoint = kept.signed();

    assertThat(kept.round().signed()).isFalse();

    var again = kept.notary.round(KeptLog.NOW.plusSeconds(60), true);

    assertThat(again.signed()).isTrue();
    assertThat(again.checkpoint().checkpoint()).isEqualTo(checkpoint.checkpoint());
    assertThat(again.checkpoint().verify(publicKeys))
        .extracting(verified -> verified.timestampSeconds())
        .contains(KeptLog.NOW.getEpochSecond() + 60);
    assertThat(kept.rows.after(-1, 10)).hasSize(2);
  }

  @Test
  void manyEventsAreSignedInSeveralCheckpoints() {
    kept.append(700);
    kept.notary = kept.notaryOf(kept.sequencer, new LedgerBounds(300, 100, 1));

    assertThat(kept.round().behind()).isTrue();
    kept.signed();

    assertThat(kept.rows.after(0, 10))
        .extracting(checkpoint -> checkpoint.checkpoint().size())
        .containsExactly(300L, 600L, 700L);
  }

  @Test
  void checkpointsContinueEachOtherOverRestarts() {
    var checkpoints = new ArrayList<SignedCheckpoint>();
    for (int events : List.of(0, 1, 254, 1, 1, 400, 113)) {
      kept.append(events);
      kept.restart();
      checkpoints.add(kept.signed());
    }

    for (int i = 1; i < checkpoints.size(); i++) {
      requireConsistent(checkpoints.get(i - 1), checkpoints.get(i));
    }
    assertThat(checkpoints.getLast().checkpoint().root()).isEqualTo(rootOfRows());
  }

  @Test
  void aLogOfThreeLevelsIsContinuedAfterARestart() {
    kept.append(65_600);
    var before = kept.signed();

    kept.restart();
    kept.append(300);
    var after = kept.signed();

    assertThat(kept.rows.fullTile(1, 0)).isNotNull();
    requireConsistent(before, after);
    assertThat(after.checkpoint().root()).isEqualTo(rootOfRows());
  }

  @Test
  void whatFailsBetweenTilesAndNoteLeavesNeither() {
    kept.append(600);
    kept.round();
    kept.append(600);
    kept.asOwner(
        "ALTER TABLE ledger_checkpoint ADD CONSTRAINT full_disk CHECK (size < 700) NOT VALID");

    assertThatThrownBy(kept::round).hasMessageContaining("full_disk");

    assertThat(kept.rows.fullTiles(0, 0, 10)).hasSize(2);
    kept.asOwner("ALTER TABLE ledger_checkpoint DROP CONSTRAINT full_disk");
    assertThat(kept.signed().checkpoint().root()).isEqualTo(rootOfRows());
  }

  private boolean isSignedUpToDate() {
    try {
      return kept.signed().checkpoint().size() == 600;
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Test
  void connectionsThatAreLostCostNoMoreThanTheRound() {
    kept.append(300);
    var before = kept.signed();
    kept.append(300);
    kept.log.cutConnections();

    // Each try may meet one more dead connection of the pool.
    new Signal().awaitUntil(this::isSignedUpToDate, 10, 20_000);

    var after = Objects.requireNonNull(kept.rows.latest());
    requireConsistent(before, after);
    assertThat(after.checkpoint().root()).isEqualTo(rootOfRows());
  }

  @Test
  void anInstanceThatWasReplacedSignsNoMore() {
    kept.append(10);
    kept.round();
    kept.append(10);
    kept.log.sequencer();

    assertThatExceptionOfType(Replaced.class).isThrownBy(kept::round);

    assertThat(Objects.requireNonNull(kept.rows.latest()).checkpoint().size()).isEqualTo(10);
  }

  @Test
  void anIdleInstanceNoticesThatItWasReplaced() {
    kept.append(10);
    kept.round();
    kept.log.sequencer();

    assertThatExceptionOfType(Replaced.class).isThrownBy(kept::round);
  }

  @Test
  void anInstanceReplacedWhileItSignsIsRefusedByTheDatabase() {
    var checkpoint = KeptLog.SIGNER.first(KeptLog.NOW.getEpochSecond());

    assertThatExceptionOfType(Replaced.class)
        .isThrownBy(() ->
            kept.rows.keep(kept.sequencer.epoch() - 1, null, List.of(), checkpoint, KeptLog.NOW));

    assertThat(kept.rows.latest()).isNull();
  }

  /// As `docs/operating.md` says.
  @Test
  void aLedgerBegunAnewCoversAllOfTheLogUnderAnotherOrigin() {
    kept.append(300);
    kept.signed();
    kept.log.rows(
        """
        ALTER TABLE ledger_tile DISABLE TRIGGER is_append_only;
        TRUNCATE ledger_tile, ledger_checkpoint, ledger_cosignature;
        ALTER TABLE ledger_tile ENABLE TRIGGER is_append_only;
        """);
    var signer = LedgerKeys.signer(KeptLog.temporaryFolder(), "log.example/anew", false);

    var anew =
        new Notary(kept.rows, kept.log.reader(), signer, kept.sequencer.epoch(), KeptLog.BOUNDS)
            .round(KeptLog.NOW, false)
            .checkpoint();

    assertThat(anew.verify(signer.verifiers())).hasSize(2);
    assertThat(anew.checkpoint().size()).isEqualTo(300);
    assertThat(anew.checkpoint().root()).isEqualTo(rootOfRows());
  }

  @Test
  void olderCheckpointsAreThinnedToOneForEachHour() {
    for (int i = 0; i < 6; i++) {
      kept.append(1);
      kept.notary.round(KeptLog.NOW.plusSeconds(i * 1_800L), false);
    }

    kept.rows.thin(KeptLog.NOW.plusSeconds(86_400));

    assertThat(kept.rows.after(-1, 10))
        .extracting(checkpoint -> checkpoint.checkpoint().size())
        .containsExactly(2L, 4L, 6L);
  }
}
