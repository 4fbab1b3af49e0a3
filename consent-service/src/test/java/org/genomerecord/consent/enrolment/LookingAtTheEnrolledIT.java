package org.genomerecord.consent.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.genomerecord.consent.key.ConsentSchema;
import org.genomerecord.consent.key.SampleKeys;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.edge.SampleCallers;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real store.
class LookingAtTheEnrolledIT {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT");

  private final TestLog log = TestLog.create();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(log.sequencer(), log.reader()),
          EnrolPatientHandler::register);
  private final Caller clinician = SampleCallers.of(Roles.CLINICIAN, "dr-grey");
  private final SampleLooks looks = new SampleLooks();
  private SubjectKeys keys;
  private Patients patients;
  @TempDir Path folder;

  @BeforeEach
  void withKeys() {
    ConsentSchema.addTo(log);
    keys = SampleKeys.inFolder(log, folder.resolve("keys"));
    patients = new Patients(log.reader(), keys);
  }

  @AfterEach
  void stop() {
    commands.close();
    log.close();
  }

  @Test
  void whoTurnsARecordNumberIntoAPseudonymIsOnRecord() {
    var resource = new EnrolmentResource(clinician, commands, patients, keys, log.reader(), looks);
    var asked =
        new EnrolmentResource.Enrol(new PatientIdentifier("urn:north", "12345"), "Ann", null);
    var enrolled = resource.enrol(asked).getEntity().patient();
    assertThat(looks.all()).isEmpty();

    var found = resource.enrol(asked).getEntity();

    assertThat(found.patient()).isEqualTo(enrolled);
    assertThat(looks.all()).containsExactly("enrolment of " + enrolled);
  }

  @Test
  void soIsWhoLooksAtWhoActsForAPatient() {
    var resource =
        new ProxiesResource(clinician, commands, patients, keys, log.reader(), looks, 18);

    assertThat(resource.list(PATIENT)).isEmpty();

    assertThat(looks.all()).containsExactly("proxies of " + PATIENT);
  }
}
