package org.genomerecord.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import org.genomerecord.ledger.checkpoint.LogSigner;
import org.genomerecord.ledger.note.UnverifiedNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// By somebody who owns the database and knows how leaves are hashed.
class FindingAChangedLogIT {
  private final KeptLog kept = new KeptLog();

  @AfterEach
  void close() {
    kept.close();
  }

  private void assertNothingIsSigned() {
    var before = kept.rows.latest();
    assertThatExceptionOfType(LogChanged.class).isThrownBy(kept::round);
    kept.append(1);
    assertThatExceptionOfType(LogChanged.class)
        .isThrownBy(() -> kept.notary.round(KeptLog.NOW, true));
    kept.restart();
    assertThatExceptionOfType(LogChanged.class)
        .isThrownBy(() -> kept.notary.round(KeptLog.NOW, true));
    assertThat(kept.rows.latest()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE event SET payload = '{}' WHERE position = 250",
        "UPDATE event SET tags = '{patient:p2}' WHERE position = 250",
        "UPDATE event SET actor = 'somebody' WHERE position = 250",
        "UPDATE event SET recorded_at = recorded_at - interval '1 microsecond' WHERE position = 250",
        "UPDATE event SET recorded_at = 'infinity' WHERE position = 250",
        "UPDATE event SET tags = array[E'a\\nb'] WHERE position = 250",
        "UPDATE event SET leaf_hash = sha256('') WHERE position = 250",
        "DELETE FROM event WHERE position = 250",
        "DELETE FROM event WHERE position = 299",
        "DELETE FROM event WHERE position = 0",
      })
  void beforeItIsSigned(String change) {
    kept.append(300);

    kept.asOwner(change);

    assertThatExceptionOfType(LogChanged.class).isThrownBy(kept::round);
    kept.restart();
    assertThatExceptionOfType(LogChanged.class).isThrownBy(kept::round);
    assertThat(kept.rows.after(0, 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE event SET payload = '{}' WHERE position = 5",
        "UPDATE event SET payload = '{}' WHERE position = 299",
        "UPDATE event SET tags = '{NULL}' WHERE position = 299",
        "DELETE FROM event WHERE position = 0",
        "DELETE FROM event WHERE position = 299",
        "DELETE FROM event WHERE position >= 10",
        "UPDATE log_head SET next_position = 200",
      })
  void afterItWasSigned(String change) {
    kept.append(300);
    kept.signed();

    kept.asOwner(change);

    if (change.startsWith("UPDATE log_head")) {
      assertThatExceptionOfType(LogChanged.class).isThrownBy(kept::round);
    } else {
      assertNothingIsSigned();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 299})
  void withItsLeafHashMadeToFit(int position) {
    kept.append(300);
    kept.signed();

    var forged = KeptLog.event("{\"forged\":true}");
    kept.asOwner(
        "UPDATE event SET payload = '%s', id = '%s', leaf_hash = '\\x%s' WHERE position = %d"
            .formatted(
                forged.payload(),
                forged.id(),
                HexFormat.of().formatHex(forged.leafHash()),
                position));

    assertThat(kept.log.events().get(position).envelope().leafHash()).isEqualTo(forged.leafHash());
    assertNothingIsSigned();
  }

  @Test
  void twoEventsInEachOthersPlaces() {
    kept.append(300);
    kept.signed();

    kept.asOwner(
        "UPDATE event e SET id = o.id, payload = o.payload, leaf_hash = o.leaf_hash FROM event o"
            + " WHERE e.position IN (7, 8) AND o.position IN (7, 8) AND e.position <> o.position");

    assertNothingIsSigned();
  }

  @Test
  void aForgedTileDoesNotGiveTheSignedRoot() {
    kept.append(300);
    kept.signed();

    kept.asOwner("UPDATE ledger_tile SET hashes = sha256('') || substr(hashes, 33)");
    kept.restart();

    assertThatExceptionOfType(LogChanged.class).isThrownBy(kept::round);
  }

  @Test
  void aForgedCheckpointIsNotContinued() {
    kept.append(300);
    kept.signed();

    kept.asOwner(
        "UPDATE ledger_checkpoint SET note = replace(note, E'\\n300\\n', E'\\n200\\n') WHERE size = 300");

    kept.restart();
    assertThatThrownBy(() -> kept.notary.round(KeptLog.NOW, true))
        .isInstanceOfAny(LogChanged.class, UnverifiedNote.class);
  }

  @Test
  void aCheckpointByOtherKeysIsNotContinued() {
    kept.append(3);
    kept.signed();
    LogSigner others = LedgerKeys.signer(KeptLog.temporaryFolder(), KeptLog.ORIGIN, false);

    var notary =
        new Notary(kept.rows, kept.log.reader(), others, kept.sequencer.epoch(), KeptLog.BOUNDS);

    assertThatThrownBy(() -> notary.round(KeptLog.NOW, true)).hasMessageContaining("known key");
  }

  @Test
  void keysThatAreGoneAreNotMadeAnewForALogThatHasSigned() {
    assertThatIllegalStateException()
        .isThrownBy(() -> LedgerKeys.signer(KeptLog.temporaryFolder(), KeptLog.ORIGIN, true));
  }

  @Test
  void keysThatCannotBeUsedAreNoFindingAboutTheLog() throws IOException {
    var folder = KeptLog.temporaryFolder();
    Files.writeString(folder.resolve("ed25519.pem"), "no key");
    Files.writeString(folder.resolve("ml-dsa-44.pem"), "no key");

    assertThatIllegalStateException()
        .isThrownBy(() -> LedgerKeys.signer(folder, KeptLog.ORIGIN, false));
  }

  @Test
  void aRestartLooksFirstWhereSomethingWasFound() {
    var oneTile = new LedgerBounds(20_000, 256, 1);
    kept.append(1_024);
    kept.notary = kept.notaryOf(kept.sequencer, oneTile);
    kept.signed();
    kept.asOwner("UPDATE event SET payload = '{}' WHERE position = 600");
    kept.round();
    kept.round();
    assertThatExceptionOfType(LogChanged.class).isThrownBy(kept::round);

    kept.restart();
    kept.notary = kept.notaryOf(kept.sequencer, oneTile);

    assertThatExceptionOfType(LogChanged.class).isThrownBy(kept::round);
  }

  @Test
  void whatIsPutBackIsSignedAgain() {
    kept.append(10);
    kept.signed();
    kept.asOwner("UPDATE event SET payload = '{ \"n\":3}' WHERE position = 3");
    assertThatExceptionOfType(LogChanged.class).isThrownBy(kept::round);

    kept.asOwner("UPDATE event SET payload = '{\"n\":3}' WHERE position = 3");

    kept.append(1);
    assertThat(kept.signed().checkpoint().size()).isEqualTo(11);
  }
}
