package org.genomerecord.consent.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.genomerecord.consent.key.ConsentSchema;
import org.genomerecord.consent.key.SampleKeys;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.consent.provision.ConsentHandler;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.LegalHoldId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real store.
class ErasingAPatientIT {
  private static final Pseudonym PATIENT = SampleConsents.PATIENT;
  private static final Pseudonym ANOTHER = new Pseudonym("ANOTHER");
  private static final String RETENTION = "P35D";

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(sequencer, log.reader()),
          axon -> ErasureHandler.register(ConsentHandler.register(axon)));

  @TempDir Path folder;

  @BeforeEach
  void aPatientWithAKey() {
    ConsentSchema.addTo(log);
    keys().create(PATIENT);
    keys().create(ANOTHER);
    var enrolled =
        new PatientEnrolled(PATIENT, "i", "a", 1, new Sealed(new UUID(0, 1), 1, "c2VhbGVk"));
    TestLog.answer(
        sequencer.append(
            new Append(
                List.of(
                    new Envelope(
                        Recording.newEventId(),
                        EventTypes.nameOf(PatientEnrolled.class).name(),
                        "1",
                        now(),
                        List.of("patient:" + PATIENT, "consents-of:" + PATIENT),
                        EventJson.write(enrolled))),
                List.of(),
                -1)));
  }

  @AfterEach
  void stop() {
    commands.close();
    log.close();
  }

  private SubjectKeys keys() {
    return SampleKeys.inFolder(log, folder.resolve("keys"));
  }

  private Erasures erasures(Duration coolOff) {
    return new Erasures(log.pool(), commands, log.reader(), keys(), coolOff, RETENTION);
  }

  private Erasures erasures() {
    return erasures(Duration.ZERO);
  }

  private static Attribution now() {
    return new Attribution(
        new Actor("account", "patient", null), null, Caller.now(), "request-1", null, null);
  }

  private List<String> recorded() {
    return log.events().stream()
        .map(event -> event.envelope().type().replace("consent.", ""))
        .skip(1)
        .toList();
  }

  private byte[] wrapped(Pseudonym patient) {
    return Awaiting.result(
            log.pool()
                .preparedQuery("SELECT wrapped FROM subject_key WHERE patient = $1")
                .execute(Tuple.of(patient.value())))
        .iterator()
        .next()
        .getBuffer("wrapped")
        .getBytes();
  }

  private void restore(byte[] wrapped) {
    var version = log.rows("SELECT key_version FROM subject_key LIMIT 1").getFirst().getString(0);
    Awaiting.result(
        log.pool()
            .preparedQuery(
                "INSERT INTO subject_key (patient, generation, wrapped, key_version)"
                    + " VALUES ($1, 1, $2, $3)")
            .execute(Tuple.of(PATIENT.value(), Buffer.buffer(wrapped), version)));
  }

  @Test
  void theKeyIsGoneAndTheCertificateHasBothDates() {
    erasures().request(PATIENT, null, now());

    assertThat(recorded()).containsExactly("ErasureRequested", "ErasureBegun", "PatientErased");
    assertThat(keys().generations(PATIENT)).isEmpty();
    assertThat(keys().generations(ANOTHER)).containsExactly(1);
    assertThat(erasures().of(PATIENT))
        .isInstanceOfSatisfying(
            PatientErasure.Erased.class,
            erased -> {
              var certificate = erased.certificate();
              assertThat(certificate.keyGenerations()).containsExactly(1);
              assertThat(certificate.unreadableSince()).isBeforeOrEqualTo(Instant.now());
              assertThat(certificate.keyBackupsExpireAt())
                  .isEqualTo(
                      certificate
                          .unreadableSince()
                          .atOffset(ZoneOffset.UTC)
                          .plus(Period.parse(RETENTION))
                          .toInstant());
            });
  }

  @Test
  void aRestoredBackupOfDataDoesNotOpenWithTodaysKeys() {
    var event = new UUID(0, 7);
    var backup =
        keys().unwrap(PATIENT, 1).seal(event, "s#1", "text".getBytes(StandardCharsets.UTF_8));
    var control =
        keys().unwrap(ANOTHER, 1).seal(event, "s#1", "text".getBytes(StandardCharsets.UTF_8));

    erasures().request(PATIENT, null, now());

    assertThat(keys().unwrap(ANOTHER, 1).open(control, "s#1"))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("text");
    assertThatThrownBy(() -> keys().unwrap(PATIENT, 1))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("no-subject-key"));
    assertThatThrownBy(() -> SubjectKey.generate(PATIENT, 1).open(backup, "s#1"))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void aKeyThatComesBackWithARestoredBackupIsDestroyedAtTheNextStart() {
    var backup = wrapped(PATIENT);
    erasures().request(PATIENT, null, now());
    restore(backup);
    assertThat(keys().generations(PATIENT)).isNotEmpty();

    var next = erasures();
    next.start(new StartupEvent());
    next.stop(new ShutdownEvent());

    assertThat(keys().generations(PATIENT)).isEmpty();
    assertThat(keys().generations(ANOTHER)).containsExactly(1);
  }

  /// The patient's own may not have come back with it.
  @Test
  void theKeyOfAQuarantinedFileThatOutlivedItsPatientsGoesAtTheNextStart() {
    erasures().request(PATIENT, null, now());
    log.rows(
        "INSERT INTO subject_key (patient, generation, wrapped, key_version, quarantined_of)"
            + " SELECT 'quarantine-' || who, 1, wrapped, key_version, who FROM subject_key,"
            + " unnest(ARRAY['%s', '%s']) AS who".formatted(PATIENT, ANOTHER));

    var next = erasures();
    next.start(new StartupEvent());
    next.stop(new ShutdownEvent());

    assertThat(keys().areThere(PATIENT)).isFalse();
    assertThat(keys().existsForQuarantine(new DecisionId(ANOTHER.value()))).isTrue();
  }

  @Test
  void aHoldRefusesOnRecordAndTheKeyStays() {
    var hold = new LegalHoldId("hold-1");
    erasures().send(new PlaceLegalHold(PATIENT, hold, new Grounds("litigation", "case-7"), now()));

    var step = erasures().request(PATIENT, null, now());

    assertThat(step.isRefused()).isTrue();
    assertThat(recorded()).containsExactly("LegalHoldPlaced", "ErasureRefused");
    assertThat(keys().generations(PATIENT)).containsExactly(1);
  }

  @Test
  void untilTheTimeHasComeThePatientMayCancel() {
    var erasures = erasures(Duration.ofDays(7));
    erasures.request(PATIENT, null, now());
    erasures.finishDue(Caller.now());
    assertThat(keys().generations(PATIENT)).containsExactly(1);

    erasures.send(new CancelErasure(PATIENT, now()));
    erasures.finishDue(Caller.now().plus(Duration.ofDays(8)));

    assertThat(recorded()).containsExactly("ErasureRequested", "ErasureCancelled");
    assertThat(keys().generations(PATIENT)).containsExactly(1);
  }

  @Test
  void whenTheTimeHasComeItHappensWithoutAnybodyAsking() {
    var erasures = erasures(Duration.ofDays(7));
    erasures.request(PATIENT, null, now());

    erasures.finishDue(Caller.now().plus(Duration.ofDays(8)));

    assertThat(keys().generations(PATIENT)).isEmpty();
    assertThat(erasures.of(PATIENT)).isInstanceOf(PatientErasure.Erased.class);
  }

  @Test
  void anErasureThatWasCutShortAfterItsBeginningIsFinished() {
    cutShortAfterTheBeginning();

    erasures().finishDue(Caller.now());

    assertThat(recorded()).containsExactly("ErasureRequested", "ErasureBegun", "PatientErased");
    assertThat(keys().generations(PATIENT)).isEmpty();
  }

  @Test
  void oneThatWasCutShortAfterTheDestructionIsCertifiedWithTheGenerationsThatThereWere() {
    cutShortAfterTheBeginning();
    keys().destroy(PATIENT);

    erasures().finishDue(Caller.now());

    assertThat(erasures().of(PATIENT))
        .isInstanceOfSatisfying(
            PatientErasure.Erased.class,
            erased -> assertThat(erased.certificate().keyGenerations()).containsExactly(1));
  }

  private void noteFor(String patient) {
    Awaiting.result(
        log.pool()
            .preparedQuery(
                "INSERT INTO erasure (patient, due_at, correlation) VALUES ($1, now(), 'r')")
            .execute(Tuple.of(patient)));
  }

  private void cutShortAfterTheBeginning() {
    noteFor(PATIENT.value());
    var asked = now();
    erasures().send(new RequestErasure(PATIENT, null, asked.at(), asked));
    erasures().send(new BeginErasure(PATIENT, List.of(1), now()));
    assertThat(keys().generations(PATIENT)).containsExactly(1);
  }

  @Test
  void whatTheCrashLeftBeforeTheRequestWasOnRecordIsForgotten() {
    noteFor(PATIENT.value());

    erasures().finishDue(Caller.now().plus(Duration.ofHours(1)));

    assertThat(recorded()).isEmpty();
    assertThat(keys().generations(PATIENT)).containsExactly(1);
    assertThat(log.rows("SELECT 1 FROM erasure")).isEmpty();
  }

  @Test
  void oneThatIsJustBeingAskedForIsNotForgotten() {
    noteFor(PATIENT.value());
    erasures().finishDue(Caller.now().plusSeconds(1));
    var asked = now();
    erasures().send(new RequestErasure(PATIENT, null, asked.at(), asked));

    erasures().finishDue(Caller.now().plusSeconds(1));

    assertThat(recorded()).containsExactly("ErasureRequested", "ErasureBegun", "PatientErased");
    assertThat(keys().generations(PATIENT)).isEmpty();
  }

  @Test
  void oneThatIsAskedForAgainIsAsYoungAsTheSecondTime() {
    var erasures = erasures(Duration.ofDays(7));
    erasures.request(PATIENT, null, now());
    erasures.send(new CancelErasure(PATIENT, now()));
    log.rows("UPDATE erasure SET noted_at = now() - interval '1 day'");

    erasures.request(PATIENT, null, now());

    assertThat(log.rows("SELECT 1 FROM erasure WHERE noted_at > now() - interval '1 hour'"))
        .hasSize(1);
  }

  /// So that a restored backup of its keys is found.
  @Test
  void anErasedPatientHasARowThoughItWasGone() {
    var asked = now();
    erasures().send(new RequestErasure(PATIENT, null, asked.at(), asked));

    erasures().finish(PATIENT, "r", Caller.now());

    assertThat(log.rows("SELECT 1 FROM erasure WHERE settled_at IS NOT NULL")).hasSize(1);
  }

  @Test
  void howeverManyStandStillTheOthersAreSeenThrough() {
    var broken = IntStream.range(0, 100).mapToObj(nth -> "BROKEN" + nth).toList();
    TestLog.answer(
        sequencer.append(
            new Append(
                List.of(
                    new Envelope(
                        Recording.newEventId(),
                        "consent.OfANewerRelease",
                        "1",
                        now(),
                        broken.stream().map(patient -> "consents-of:" + patient).toList(),
                        "{}")),
                List.of(),
                -1)));
    broken.forEach(this::noteFor);
    var asked = now();
    erasures().send(new RequestErasure(PATIENT, null, asked.at(), asked));
    noteFor(PATIENT.value());

    erasures().finishDue(Caller.now().plusSeconds(1));

    assertThat(keys().generations(PATIENT)).isEmpty();
    assertThat(log.rows("SELECT 1 FROM erasure WHERE settled_at IS NULL")).hasSize(100);
  }

  @Test
  void anErasedPatientCanGrantNothing() {
    erasures().request(PATIENT, null, now());

    assertThatThrownBy(() ->
            commands.send(
                SampleConsents.grant(
                    SampleConsents.CONSENT, SampleConsents.CARE, SampleConsents.DURING)))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("patient-erased"));
  }
}
