package org.genomerecord.interpretation.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.Pseudonym;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Beside the reports of pharmacogenes, to whoever may read those.
class TellingWhatWasNotInterpretedTest {
  @ParameterizedTest
  @CsvSource({
    "assembly-not-interpreted, assembly-not-interpreted",
    "no-consent, not-permitted",
    "denied-by-patient, not-permitted",
    "not-permitted, not-permitted",
    "tumour-not-interpreted, nothing-to-interpret"
  })
  void theReasonIsToldUnlessItTellsOfThePatient(String recorded, String told) {
    var row =
        ReportProjection.row(
            new InterpretationDeclined(
                new CallSetId("call-set-1"),
                new AccessionId("accession-1"),
                new Pseudonym("PATIENT0000000000000000001"),
                recorded,
                Instant.parse("2026-01-01T12:00:00Z")));

    assertThat(row.reason).isEqualTo(told);
    assertThat(row.isInterpreted()).isFalse();
    assertThat(row.isWithdrawn()).isFalse();
  }
}
