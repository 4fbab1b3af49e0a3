package org.genomerecord.interpretation.issuance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.ExpressionPanelAccepted;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// On a real log and database: what comes of one delivery is settled before any of it is written.
class CorrectingWithinADeliveryIT {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT");
  private static final CallSetId CALL_SET = new CallSetId("call-set-1");
  private static final AccessionId ACCESSION = new AccessionId("a-1");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Sealed SEALED = new Sealed(new UUID(0, 1), 1, "c2VhbGVk");
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);
  private static final UUID THIRD = new UUID(1, 3);
  private static final Attribution SELF =
      new Attribution(
          new Actor("interpretation-service", "service", null), "TREAT", NOON, "r", null, null);

  @TempDir Path folder;
  private final TestLog log = TestLog.create();
  private final List<String> looks = new ArrayList<>();
  private final AcceptedFiles files = new AcceptedFiles(log.pool());
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(log.sequencer(), log.reader()),
          SettleInterpretationHandler::register);
  private boolean isAway;

  /// Writes down what it is asked to look at.
  private final class Looks implements ChangedFiles {
    @Override
    public void lookAgain(Pseudonym patient, Reason why, Attribution attribution) {
      looks.add("again " + why.code());
      if (isAway) {
        throw new Refusal(Category.UNAVAILABLE, "vault-unavailable", "the vault is away");
      }
    }

    @Override
    public Corrected correct(
        FileAccepted correction, List<OutsideCallsAccepted> outside, Attribution attribution) {
      looks.add("correction " + correction.file().digest().charAt(0));
      return Corrected.LOOKED_AT;
    }
  }

  @BeforeEach
  void noFileIsKnown() throws IOException {
    for (var script :
        List.of(
            "V100__interpretation.sql",
            "V110__purged_patient.sql",
            "V140__amended.sql",
            "V141__outside_calls.sql",
            "V150__withdrawn.sql",
            "V151__first_file.sql",
            "V155__expression_panels.sql",
            "V156__tumours.sql")) {
      try (var file = KnowledgeRelease.class.getResourceAsStream("/db/interpretation/" + script)) {
        log.rows(new String(Objects.requireNonNull(file).readAllBytes(), UTF_8));
      }
    }
  }

  @AfterEach
  void close() {
    commands.close();
    log.close();
  }

  private SettlingFiles settling() {
    return new SettlingFiles(
        new CallSetInterpretation(
            _ -> new Decision.Denial(new DecisionId("decision-1"), "not-covered", PATIENT),
            new Vault(folder),
            commands,
            () -> SyntheticCallSet.INTERPRETER,
            new SimpleMeterRegistry()),
        files,
        new Looks());
  }

  private static CallSetAccepted callSet(String digit) {
    return callSet(digit, DataClass.PHARMACOGENOMIC);
  }

  private static CallSetAccepted callSet(String digit, DataClass collected) {
    return new CallSetAccepted(
        ACCESSION,
        "north-lab",
        PATIENT,
        CALL_SET,
        "GRCh38",
        1,
        List.of(),
        new VaultFile(digit.repeat(64), 1, 1, "call-set"),
        SEALED,
        NOON,
        collected);
  }

  private static OutsideCallsAccepted outside(String digit) {
    return outside(digit, DataClass.PHARMACOGENOMIC);
  }

  private static OutsideCallsAccepted outside(String digit, DataClass collected) {
    return new OutsideCallsAccepted(
        ACCESSION,
        "north-lab",
        PATIENT,
        CALL_SET,
        "text/tab-separated-values",
        1,
        List.of(),
        new VaultFile(digit.repeat(64), 1, 1, "a-1"),
        SEALED,
        NOON,
        collected);
  }

  @Test
  void aCorrectionThatComesWithItsFirstFileIsLookedAt() {
    settling().settle(callSet("1"), FIRST, SELF);
    settling().settle(callSet("2"), SECOND, SELF);

    assertThat(looks).containsExactly("correction 2");
    assertThat(files.of(PATIENT).callSets()).containsExactly(callSet("2"));
  }

  @Test
  void soItIsHoweverOftenItComesAndIfItGoesBackToTheFirstFile() {
    settling().settle(callSet("1"), FIRST, SELF);
    settling().settle(callSet("2"), SECOND, SELF);
    settling().settle(callSet("2"), SECOND, SELF);
    settling().settle(callSet("1"), THIRD, SELF);
    settling().settle(callSet("1"), THIRD, SELF);

    assertThat(looks)
        .containsExactly("correction 2", "correction 2", "correction 1", "correction 1");
  }

  @Test
  void aFirstFileThatComesAgainIsNoCorrection() {
    settling().settle(callSet("1"), FIRST, SELF);
    settling().settle(callSet("1"), FIRST, SELF);

    assertThat(looks).isEmpty();
  }

  @Test
  void aWithdrawalThatComesWithItsFirstFileStays() {
    settling().settle(callSet("1"), FIRST, SELF);
    settling()
        .settle(
            new SubmissionWithdrawn(
                ACCESSION, "north-lab", PATIENT, CALL_SET, WithdrawalReason.OTHER, NOON),
            SELF);
    AcceptedFiles.note(log.pool(), callSet("1"), FIRST); // as when the delivery is written
    settling().settle(callSet("2"), SECOND, SELF);

    assertThat(looks).isEmpty();
    assertThat(files.of(PATIENT).callSets()).isEmpty();
  }

  @Test
  void aLookThatFailedIsDoneAgainForTheSameReason() {
    settling().settle(outside("1"), FIRST, SELF);
    isAway = true;
    assertThatThrownBy(() -> settling().settle(outside("2"), SECOND, SELF))
        .isInstanceOf(Refusal.class);
    isAway = false;
    settling().settle(outside("2"), SECOND, SELF);

    assertThat(looks)
        .containsExactly(
            "again outside-calls",
            "correction 2",
            "again result-corrected",
            "correction 2",
            "again result-corrected");
  }

  private static ExpressionPanelAccepted panel(String digit) {
    return new ExpressionPanelAccepted(
        ACCESSION,
        "north-lab",
        PATIENT,
        new CallSetId("panel-1"),
        List.of(),
        new VaultFile(digit.repeat(64), 1, 1, "a-2"),
        SEALED,
        NOON);
  }

  /// Accepted, corrected and withdrawn: no decision is asked for, nothing is looked at, and no
  /// reader of reports learns of it.
  @Test
  void anExpressionPanelIsNotedAndNothingIsInterpreted() {
    settling().settle(callSet("1"), FIRST, SELF);
    var before = log.rows("SELECT type FROM event").size();

    settling().settle(panel("2"), SECOND, SELF);
    settling().settle(panel("3"), THIRD, SELF);
    settling()
        .settle(
            new SubmissionWithdrawn(
                ACCESSION,
                "north-lab",
                PATIENT,
                new CallSetId("panel-1"),
                WithdrawalReason.OTHER,
                NOON),
            SELF);

    assertThat(looks).isEmpty();
    assertThat(log.rows("SELECT type FROM event")).hasSize(before);
    assertThat(files.of(PATIENT).callSets()).containsExactly(callSet("1"));
    assertThat(files.of(PATIENT).outside()).isEmpty();
    assertThat(log.rows("SELECT 1 FROM call_set WHERE kind = 'expression-panel' AND withdrawn"))
        .hasSize(1);
  }

  private static List<FileAccepted> ofTumours() {
    return List.of(callSet("1", DataClass.TUMOUR), outside("1", DataClass.TUMOUR));
  }

  /// Nobody is asked whether it may be used: what is refused for that would say so.
  @ParameterizedTest
  @MethodSource("ofTumours")
  void whatIsOfATumourIsNotInterpretedAndJoinsNothingOfThePatient(FileAccepted tumour) {
    settling().settle(tumour, FIRST, SELF);
    settling().settle(tumour, FIRST, SELF);
    settling().settle(tumour, SECOND, SELF); // as a correction is
    settling()
        .settle(
            new SubmissionWithdrawn(
                ACCESSION, "north-lab", PATIENT, CALL_SET, WithdrawalReason.OTHER, NOON),
            SELF);

    assertThat(log.rows("SELECT payload::text FROM event"))
        .singleElement()
        .satisfies(row -> assertThat(row.getString(0)).contains("tumour-not-interpreted"));
    assertThat(looks).isEmpty();
    assertThat(files.of(PATIENT).callSets()).isEmpty();
    assertThat(files.of(PATIENT).outside()).isEmpty();
    assertThat(log.rows("SELECT 1 FROM call_set WHERE kind LIKE 'tumour-%' AND withdrawn"))
        .hasSize(1);
  }

  @Test
  void aTumoursOutsideCallsAreNoneOfThePatientsBeforeTheyAreWithdrawn() {
    settling().settle(outside("1", DataClass.TUMOUR), FIRST, SELF);

    assertThat(files.of(PATIENT).outside()).isEmpty();
    assertThat(files.known(CALL_SET, FIRST).wasOutside()).isFalse();
  }

  @Test
  void outsideCallsThatACallSetCorrectsHaveThePatientsOtherReportsLookedAt() {
    settling().settle(outside("1"), FIRST, SELF);
    settling().settle(callSet("2"), SECOND, SELF);

    assertThat(looks)
        .containsExactly("again outside-calls", "correction 2", "again result-corrected");
  }
}
