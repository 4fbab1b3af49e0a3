package org.genomerecord.consent.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.byThePatient;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.genomerecord.consent.enrolment.SampleLooks;
import org.genomerecord.consent.enrolment.SamplePatients;
import org.genomerecord.consent.key.ConsentSchema;
import org.genomerecord.consent.key.SampleKeys;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.edge.SampleCallers;
import org.genomerecord.record.sourcing.Commands;
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
class LookingAtErasuresIT {
  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(sequencer, log.reader()), ErasureHandler::register);
  private final Caller officer = SampleCallers.of(Roles.COMPLIANCE_OFFICER, "olga");
  private final SampleLooks looks = new SampleLooks();
  private SubjectKeys keys;
  private Erasures erasures;
  @TempDir Path folder;

  @BeforeEach
  void anEnrolledPatient() {
    ConsentSchema.addTo(log);
    keys = SampleKeys.inFolder(log, folder.resolve("keys"));
    erasures = new Erasures(log.pool(), commands, log.reader(), keys, Duration.ofDays(7), "P35D");
    TestLog.answer(
        sequencer.append(
            new Append(List.of(Envelope.of(enrolled(), byThePatient(FROM))), List.of(), -1)));
  }

  @AfterEach
  void stop() {
    commands.close();
    log.close();
  }

  @Test
  void whoLooksAtLegalHoldsIsOnRecord() {
    assertThat(new LegalHoldResource(officer, erasures, looks).list(PATIENT)).isEmpty();

    assertThat(looks.all()).containsExactly("legal-holds of " + PATIENT);
  }

  @Test
  void soIsWhoLooksAtAnErasure() {
    erasures.request(PATIENT, null, byThePatient(Caller.now()));

    var erasure = new ErasureResource(officer, erasures, SamplePatients.in(log, keys), looks);

    assertThat(erasure.read(PATIENT).state()).isEqualTo("requested");
    assertThat(looks.all()).containsExactly("erasure of " + PATIENT);
  }
}
