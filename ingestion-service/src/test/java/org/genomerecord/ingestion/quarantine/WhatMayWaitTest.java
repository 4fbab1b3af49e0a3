package org.genomerecord.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.accession.SampleSubmissions.PATIENT;
import static org.genomerecord.ingestion.accession.SampleSubmissions.accepted;
import static org.genomerecord.ingestion.accession.SampleSubmissions.file;
import static org.genomerecord.ingestion.accession.SampleSubmissions.received;
import static org.genomerecord.ingestion.accession.SampleSubmissions.refused;
import static org.genomerecord.ingestion.accession.SampleSubmissions.withdrawn;

import java.util.List;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatMayWaitTest {
  private static final SubmissionReceived FIRST = received(PATIENT, "content", file('1'));

  private static Accession after(AccessionEvent... events) {
    var accession = Accession.initial();
    for (var event : events) {
      accession = accession.evolve(event);
    }
    return accession;
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient-unknown", "no-consent"})
  void absenceIsWaitedFor(String reason) {
    assertThat(Quarantine.mayHold(reason, after(), false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "denied-by-patient",
        "consent-withdrawn",
        "consent-expired",
        "not-covered",
        "patient-erased"
      })
  void whatAPatientSaidIsNot(String reason) {
    assertThat(Quarantine.mayHold(reason, after(), false)).isFalse();
  }

  /// The patient of such a number is known, and permitted it once.
  @Test
  void nothingWaitsUnderANumberThatSomethingWasTakenInUnder() {
    var inForce = accepted(FIRST.file());
    var standing =
        List.of(
            after(FIRST),
            after(FIRST, refused()),
            after(FIRST, inForce),
            after(FIRST, inForce, received(PATIENT, "better", file('2'))),
            after(FIRST, inForce, withdrawn()));

    assertThat(standing).noneMatch(one -> Quarantine.mayHold("no-consent", one, false));
    assertThat(standing).noneMatch(one -> Quarantine.mayHold("patient-unknown", one, true));
  }

  /// It could never be received: the answer is the one that a patient with a consent gives.
  @Test
  void aCorrectionOfNothingIsRefusedAndDoesNotWait() {
    assertThatThrownBy(() -> Quarantine.mayHold("no-consent", after(), true))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.CONFLICT);
              assertThat(refusal.code()).isEqualTo("nothing-to-correct");
            });
    assertThat(Quarantine.mayHold("consent-withdrawn", after(), true)).isFalse();
  }
}
