package org.genomerecord.consent.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.byThePatient;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;

import java.nio.file.Path;
import java.util.List;
import org.genomerecord.consent.key.ConsentSchema;
import org.genomerecord.consent.key.SampleKeys;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.ProxyEvent.Kind;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyEvent.ProxyEnded;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real store.
class FindingWhoActsIT {
  private static final ProxyId PROXY = new ProxyId("proxy-1");
  private static final String ACCOUNT = "account-of-the-guardian";

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private Patients patients;
  @TempDir Path folder;

  @BeforeEach
  void aPatientWithAGuardian() {
    ConsentSchema.addTo(log);
    var keys = SampleKeys.inFolder(log, folder.resolve("keys"));
    patients = new Patients(log.reader(), keys);
    append(Envelope.of(enrolled(), byThePatient(FROM)));
    append(
        Envelope.of(
            new ProxyAppointed(
                PROXY, PATIENT, Kind.GUARDIAN, keys.accountIndex(ACCOUNT), null, UNTIL, FROM),
            byThePatient(FROM)));
  }

  @AfterEach
  void stop() {
    log.close();
  }

  private void append(Envelope event) {
    TestLog.answer(sequencer.append(new Append(List.of(event), List.of(), -1)));
  }

  @Test
  void whoeverIsAppointedActsUntilThatEnds() {
    assertThat(patients.requireOwnOrProxy(PATIENT, ACCOUNT, DURING)).isPresent();
    assertThat(patients.representedBy(ACCOUNT, DURING)).hasSize(1);

    append(Envelope.of(new ProxyEnded(PROXY, PATIENT, DURING), byThePatient(DURING)));

    assertThatThrownBy(() -> patients.requireOwnOrProxy(PATIENT, ACCOUNT, DURING))
        .isInstanceOf(RefusedAtTheDoor.class);
    assertThat(patients.representedBy(ACCOUNT, DURING)).isEmpty();
  }

  @Test
  void forWhomIsBeingErasedNobodyActs() {
    append(Envelope.of(new ErasureBegun(PATIENT, List.of(1), DURING), byThePatient(DURING)));

    assertThat(patients.representedBy(ACCOUNT, DURING)).isEmpty();
    assertThat(patients.proxies(PATIENT, DURING)).isEmpty();
    assertThatThrownBy(() -> patients.requireOwnOrProxy(PATIENT, ACCOUNT, DURING))
        .isInstanceOf(RefusedAtTheDoor.class);
  }

  /// It may end the appointment.
  @Test
  void anEventOfANewerReleaseLetsNobodyAct() {
    append(
        new Envelope(
            Recording.newEventId(),
            "consent.ProxySuspended",
            "1",
            byThePatient(DURING),
            List.of("patient:" + PATIENT, "consents-of:" + PATIENT),
            "{}"));

    assertThatThrownBy(() -> patients.requireOwnOrProxy(PATIENT, ACCOUNT, DURING))
        .isInstanceOf(UnknownEvent.class);
    assertThatThrownBy(() -> patients.representedBy(ACCOUNT, DURING))
        .isInstanceOf(UnknownEvent.class);
  }
}
