package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.DECISION;
import static org.genomerecord.consent.disclosure.SampleRequests.reading;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;
import static org.genomerecord.consent.provision.SampleConsents.permitting;

import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.SubjectKeyEvent.SubjectKeyRenewed;
import org.junit.jupiter.api.Test;

class RecordingADecisionTest {
  private static DisclosureEvent decided(PatientConsents consents) {
    return Disclosures.decide(Policies.current(), consents, PATIENT, DECISION, reading());
  }

  @Test
  void aPermitNamesTheKeyOfTheLastGeneration() {
    var renewed = permitting(CARE).evolve(new SubjectKeyRenewed(PATIENT, 4, DURING));

    assertThat(decided(permitting(CARE)))
        .isInstanceOfSatisfying(
            DisclosurePermitted.class, permit -> assertThat(permit.keyGeneration()).isEqualTo(3));
    assertThat(decided(renewed))
        .isInstanceOfSatisfying(
            DisclosurePermitted.class, permit -> assertThat(permit.keyGeneration()).isEqualTo(4));
  }

  @Test
  void aRefusalNamesThePatientUnlessThereIsNone() {
    assertThat(decided(PatientConsents.initial().evolve(enrolled())))
        .isInstanceOfSatisfying(
            DisclosureRefused.class, refused -> assertThat(refused.patient()).isEqualTo(PATIENT));
    assertThat(decided(PatientConsents.initial()))
        .isInstanceOfSatisfying(
            DisclosureRefused.class, refused -> assertThat(refused.patient()).isNull());
  }
}
