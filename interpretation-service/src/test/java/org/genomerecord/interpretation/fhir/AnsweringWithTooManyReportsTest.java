package org.genomerecord.interpretation.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.genomerecord.interpretation.issuance.ReportRow;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;

class AnsweringWithTooManyReportsTest {
  private static final int REPORTS_MAX = 3;

  private static Bundle answer(int found) {
    return DiagnosticReportResource.bundle(
        IntStream.range(0, found).mapToObj(AnsweringWithTooManyReportsTest::declined).toList(),
        List.of(),
        REPORTS_MAX);
  }

  private static ReportRow declined(int number) {
    var row = new ReportRow();
    row.callSet = "call-set-" + number;
    row.accession = "a-" + number;
    row.reason = "call-set-unreadable";
    return row;
  }

  private static List<String> codes(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(entry -> (OperationOutcome) entry.getResource())
        .map(outcome -> outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
        .toList();
  }

  @Test
  void asManyAsOneAnswerHoldsAreAll() {
    var bundle = answer(REPORTS_MAX);

    assertThat(codes(bundle)).hasSize(REPORTS_MAX).containsOnly("call-set-unreadable");
    assertThat(bundle.hasTotal()).isTrue();
  }

  @Test
  void thatThereAreMoreIsToldAndNotCounted() {
    var bundle = answer(REPORTS_MAX + 1);

    assertThat(codes(bundle))
        .hasSize(REPORTS_MAX + 1)
        .endsWith("call-set-unreadable", "too-many-reports");
    assertThat(bundle.getEntry())
        .extracting(entry -> entry.getSearch().getMode())
        .containsOnly(SearchEntryMode.OUTCOME);
    assertThat(bundle.hasTotal()).isFalse();
  }
}
