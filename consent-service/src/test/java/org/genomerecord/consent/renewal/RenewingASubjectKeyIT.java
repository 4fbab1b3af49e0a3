package org.genomerecord.consent.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.genomerecord.consent.enrolment.SampleLooks;
import org.genomerecord.consent.erasure.ErasureHandler;
import org.genomerecord.consent.erasure.ErasureSteps;
import org.genomerecord.consent.key.ConsentSchema;
import org.genomerecord.consent.key.SampleKeys;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.consent.provision.ConsentHandler;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.edge.SampleCallers;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real store. A process that dies is one that goes no further: the next attempt is made by
/// objects of its own.
class RenewingASubjectKeyIT {
  private static final Pseudonym PATIENT = SampleConsents.PATIENT;

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(sequencer, log.reader()),
          axon -> RenewalHandler.register(ErasureHandler.register(ConsentHandler.register(axon))));

  @TempDir Path folder;

  @BeforeEach
  void aPatientWithAKey() {
    ConsentSchema.addTo(log);
    keys().create(PATIENT);
    TestLog.answer(
        sequencer.append(
            Append.fact(
                new PatientEnrolled(PATIENT, "i", "a", 1, new Sealed(new UUID(0, 1), 1, "c2Vh")),
                byOlga(),
                List.of("patient:" + PATIENT, "consents-of:" + PATIENT))));
  }

  @AfterEach
  void stop() {
    commands.close();
    log.close();
  }

  private SubjectKeys keys() {
    return SampleKeys.inFolder(log, folder.resolve("keys"));
  }

  private Renewals renewals() {
    return new Renewals(log.reader(), commands, keys());
  }

  private ErasureSteps erasure() {
    return new ErasureSteps(log, commands, keys());
  }

  private static Attribution byOlga() {
    return new Attribution(
        new Actor("olga", "compliance-officer", null), null, Caller.now(), "r", null, null);
  }

  private List<String> recorded() {
    return log.events().stream()
        .map(event -> event.envelope().type().replace("consent.", ""))
        .skip(1)
        .toList();
  }

  private static void refuses(String code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo(code));
  }

  @Test
  void whoLooksAtTheGenerationInUseIsOnRecord() {
    var looks = new SampleLooks();
    var officer = SampleCallers.of(Roles.COMPLIANCE_OFFICER, "olga");

    var inUse = new SubjectKeyResource(officer, renewals(), looks).read(PATIENT);

    assertThat(inUse.keyGeneration()).isEqualTo(1);
    assertThat(looks.all()).containsExactly("subject-key of " + PATIENT);
  }

  @Test
  void theNewGenerationIsInUseAndTheEarlierOneIsStillThere() {
    var first = keys().unwrap(PATIENT, 1).serialize();

    assertThat(renewals().renew(PATIENT, null, byOlga())).isEqualTo(2);

    assertThat(renewals().of(PATIENT).latest()).isEqualTo(2);
    assertThat(keys().generations(PATIENT)).containsExactly(1, 2);
    assertThat(keys().unwrap(PATIENT, 1).serialize()).isEqualTo(first);
    assertThat(keys().unwrap(PATIENT, 2).serialize()).isNotEqualTo(first);
    assertThat(recorded()).containsExactly("SubjectKeyRenewed");
  }

  @Test
  void killedBeforeItsEventTheNextAttemptUsesTheKeyThatIsThere() {
    keys().renew(PATIENT, 2);
    var left = keys().unwrap(PATIENT, 2).serialize();
    assertThat(renewals().of(PATIENT).latest()).isEqualTo(1);

    assertThat(renewals().renew(PATIENT, null, byOlga())).isEqualTo(2);

    assertThat(keys().unwrap(PATIENT, 2).serialize()).isEqualTo(left);
    assertThat(keys().generations(PATIENT)).containsExactly(1, 2);
  }

  @Test
  void twoWhoRenewAtOnceRenewOnce() {
    keys().renew(PATIENT, 2);
    commands.send(new RenewSubjectKey(PATIENT, 2, byOlga()));

    assertThat(commands.send(new RenewSubjectKey(PATIENT, 2, byOlga()))).isNull();

    assertThat(recorded()).containsExactly("SubjectKeyRenewed");
  }

  @Test
  void aRequestThatIsSentAgainRenewsNothingMore() {
    assertThat(renewals().renew(PATIENT, 1, byOlga())).isEqualTo(2);

    assertThat(renewals().renew(PATIENT, 1, byOlga())).isEqualTo(2);
    refuses("key-generation-unknown", () -> renewals().renew(PATIENT, 3, byOlga()));

    assertThat(keys().generations(PATIENT)).containsExactly(1, 2);
    assertThat(recorded()).containsExactly("SubjectKeyRenewed");
    assertThat(renewals().renew(PATIENT, 2, byOlga())).isEqualTo(3);
  }

  @Test
  void erasureDestroysAndCertifiesEveryGeneration() {
    renewals().renew(PATIENT, null, byOlga());
    renewals().renew(PATIENT, null, byOlga());

    assertThat(erasure().complete(PATIENT)).containsExactly(1, 2, 3);

    assertThat(keys().generations(PATIENT)).isEmpty();
  }

  @Test
  void aGenerationThatNoEventIsOfIsDestroyedAndCertifiedToo() {
    keys().renew(PATIENT, 2);

    assertThat(erasure().complete(PATIENT)).containsExactly(1, 2);

    assertThat(keys().generations(PATIENT)).isEmpty();
  }

  @Test
  void anErasedPatientGetsNoKey() {
    erasure().complete(PATIENT);

    refuses("patient-erased", () -> renewals().renew(PATIENT, null, byOlga()));

    assertThat(keys().renew(PATIENT, 2)).isFalse();
    assertThat(keys().generations(PATIENT)).isEmpty();
  }

  @Test
  void aKeyThatIsStoredWhileTheErasureBeginsIsRefusedOnRecordAndDestroyed() {
    erasure().begin(PATIENT);
    keys().renew(PATIENT, 2);

    refuses("patient-erased", () -> commands.send(new RenewSubjectKey(PATIENT, 2, byOlga())));
    erasure().goOn();

    assertThat(keys().generations(PATIENT)).isEmpty();
    assertThat(recorded()).containsExactly("ErasureRequested", "ErasureBegun", "PatientErased");
  }

  @Test
  void nobodysKeyIsNotRenewed() {
    refuses("patient-unknown", () -> renewals().renew(new Pseudonym("NOBODY"), null, byOlga()));
  }
}
