package org.genomerecord.interpretation.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.genomerecord.interpretation.issuance.ReportRow;
import org.genomerecord.interpretation.page.NotInterpreted;
import org.genomerecord.interpretation.page.PatientPage;
import org.genomerecord.interpretation.page.SummaryPage;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

class ReadingAWithdrawnReportTest {
  private static ReportRow withdrawn() {
    var row = new ReportRow();
    row.id = "first-withdrawn";
    row.callSet = "call-set-1";
    row.amends = "first";
    row.accession = "a-1";
    row.patient = "PATIENT";
    row.reason = "specimen-mix-up";
    row.issuedAt = Instant.parse("2026-01-02T12:00:00Z");
    return row;
  }

  /// FHIR R4, DiagnosticReportStatus: `entered-in-error` is for a report that was withdrawn after
  /// it had been released as final.
  @Test
  void itIsTheReportOfBeforeEnteredInErrorAndSaysNothingElse() {
    var bundle = DiagnosticReportResource.bundle(List.of(withdrawn()), List.of(), 3);

    assertThat(bundle.getTotal()).isEqualTo(1);
    assertThat(bundle.getEntry()).hasSize(2);
    assertThat(bundle.getEntryFirstRep().getResource())
        .isInstanceOfSatisfying(
            DiagnosticReport.class,
            report -> {
              assertThat(report.getIdElement().getIdPart()).isEqualTo("first");
              assertThat(report.getStatus()).isEqualTo(DiagnosticReportStatus.ENTEREDINERROR);
              assertThat(report.getConclusion()).contains("specimen-mix-up");
              assertThat(report.getResult()).isEmpty();
            });
    assertThat(bundle.getEntry().getLast().getResource()).isInstanceOf(Patient.class);
  }

  @Test
  void aPageSaysThatItCountsNoMore() {
    var notInterpreted = List.of(new NotInterpreted("a-1", "specimen-mix-up", true));

    assertThat(SummaryPage.of(List.of(), notInterpreted)).contains("withdrew", "specimen-mix-up");
    assertThat(PatientPage.of(List.of(), notInterpreted))
        .contains("took back the test with the number a-1")
        .doesNotContain("could not read the test");
  }
}
