package org.genomerecord.ingestion.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.junit.jupiter.api.Test;

class ReportingAValidationTest {
  private static final VcfProblem UNSORTED =
      new VcfProblem(49L, "POS", Severity.ERROR, ProblemCode.UNSORTED);
  private static final VcfProblem UNDECLARED =
      new VcfProblem(44L, "INFO", Severity.WARNING, ProblemCode.INFO_UNDECLARED);
  private static final VcfOutcome.Refused REFUSED =
      new VcfOutcome.Refused(
          new ValidationReport(
              List.of(UNDECLARED, UNSORTED),
              Map.of(ProblemCode.UNSORTED, 7L),
              Map.of(ProblemCode.INFO_UNDECLARED, 3L)));

  @Test
  void problemDetailsNameTheFirstErrorAndHoldAll() {
    var problem = ReportJson.problemDetails(REFUSED);

    assertThat(problem.path("type").asText()).isEqualTo("urn:genome-record:problem:unsorted");
    assertThat(problem.path("status").asInt()).isEqualTo(422);
    assertThat(problem.path("line").asLong()).isEqualTo(49);
    assertThat(problem.path("detail").asText()).contains("POS goes back", "bcftools sort");
    assertThat(problem.path("problems")).hasSize(2);
    assertThat(problem.path("counts")).hasSize(2);
    assertThat(problem.path("counts").path(0).path("count").asLong()).isEqualTo(7);
  }

  @Test
  void anOperationOutcomeHasAnIssueForEachProblemAndOneForTheirNumber() {
    var issues = ReportJson.operationOutcome(REFUSED).path("issue");

    assertThat(issues).hasSize(3);
    assertThat(issues.path(0).path("severity").asText()).isEqualTo("error");
    assertThat(issues.path(1).path("severity").asText()).isEqualTo("warning");
    assertThat(issues.path(2).path("severity").asText()).isEqualTo("information");
    assertThat(issues.path(2).path("diagnostics").asText())
        .isEqualTo("refused: 7 errors, 3 warnings.");
  }

  @Test
  void whatIsKeptIsBoundedAndWhatIsFoundIsCounted() {
    var kept = new ArrayList<VcfProblem>();
    for (long line = 1; line <= 1000; line++) {
      kept.add(new VcfProblem(line, "REF", Severity.ERROR, ProblemCode.REF_MISMATCH));
    }
    var refused =
        new VcfOutcome.Refused(
            new ValidationReport(kept, Map.of(ProblemCode.REF_MISMATCH, 12_345L), Map.of()));

    var json = ReportJson.plain(refused);
    assertThat(json.path("problems")).hasSize(1000);
    assertThat(json.path("errors").asLong()).isEqualTo(12_345);
    var text = ReportText.lines("file.vcf", refused);
    assertThat(text.getFirst()).contains("errors: 12345");
    assertThat(text.getLast()).isEqualTo("  and 12295 more");
    assertThat(text.stream().filter(line -> line.contains(ProblemCode.REF_MISMATCH.remedy())))
        .hasSize(1);
  }

  @Test
  void whatIsReadLaterSaysTheSame() {
    var kept = KeptReport.of(new KeptReport(REFUSED.report()).text()).orElseThrow();

    assertThat(kept.report()).isEqualTo(REFUSED.report());
    assertThat(ReportJson.problemDetails(kept)).isEqualTo(ReportJson.problemDetails(REFUSED));
    assertThat(ReportJson.operationOutcome(kept)).isEqualTo(ReportJson.operationOutcome(REFUSED));
  }

  @Test
  void everyCodeCanBeKept() {
    for (var code : ProblemCode.values()) {
      var report = ValidationReport.of(code);

      assertThat(KeptReport.of(new KeptReport(report).text()).orElseThrow().report())
          .isEqualTo(report);
    }
  }

  @Test
  void whatAnotherReleaseFoundIsLeftOut() {
    var text = new KeptReport(ValidationReport.of(ProblemCode.NOT_VCF)).text();

    assertThat(KeptReport.of(text.replace("not-vcf", "not-known-yet"))).isEmpty();
  }

  /// The status that a problem tells is the one of its answer (RFC 9457 section 3.1.2).
  @Test
  void whatIsReadLaterIsAnsweredWith200() {
    var problem = ReportAnswer.later(REFUSED, "*/*").build();
    assertThat(problem.getStatus()).isEqualTo(200);
    assertThat(problem.getMediaType()).hasToString("application/problem+json");
    assertThat(problem.getEntity().toString()).contains("problems").doesNotContain("422");

    var fhir = ReportAnswer.later(REFUSED, "application/fhir+json").build();
    assertThat(fhir.getStatus()).isEqualTo(200);
    assertThat(fhir.getMediaType()).hasToString("application/fhir+json");

    assertThat(ReportAnswer.refusal(REFUSED, null).build().getStatus()).isEqualTo(422);
  }
}
