package org.genomerecord.ingestion.callset;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.genomerecord.ingestion.expression.ExpressionOutcome;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.ingestion.vcf.VcfExpectations;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Answers laboratories that try how to submit. The bytes are validated as they come and kept
/// nowhere: no patient is looked for, nobody decides, nothing is sealed, recorded or interpreted.
@ApplicationScoped
class Sandbox {
  private static final String HEADER = "Sandbox";
  private static final int OK = 200;

  private final FileValidation validation;
  private final Semaphore running;

  Sandbox(IngestionLimits limits) {
    this.validation = new FileValidation(limits);
    this.running = new Semaphore(limits.sandboxValidationsMax());
  }

  /// @param sandbox always
  /// @param state `accepted`: it would have been
  /// @param assembly null: outside calls and expression panels have none
  /// @param records of a call set, or outside calls, or values of an expression panel
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tried(
      boolean sandbox,
      String state,
      @Nullable String assembly,
      long records,
      List<String> warnings) {
    Tried {
      warnings = List.copyOf(warnings);
    }
  }

  /// What would be answered for this file in the end.
  ///
  /// Nobody decides, but a purpose of use that nothing is permitted for is refused as elsewhere.
  ///
  /// Files are no reason for a patient's to wait, but that reports in FHIR take turns with reports
  /// of patients, resource by resource.
  ///
  /// @param purpose of use, as it is stated; null: none is
  /// @param promisedGenes by the test that the submission names
  /// @throws Refusal forbidden, by the purpose; busy, if enough of them are being validated
  RestResponse<Object> answer(
      Submission submission,
      @Nullable String purpose,
      List<String> promisedGenes,
      Optional<FileFormat> format,
      InputStream bytes,
      @Nullable String accept)
      throws IOException {
    var refusal = Decision.Denial.ofPurpose(purpose);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    if (!running.tryAcquire()) {
      throw new Refusal(Category.BUSY, "sandbox-busy", "others try just now; try again");
    }
    try {
      var verdict =
          validation.verdict(
              format.orElse(null),
              bytes,
              new VcfExpectations(
                  submission.sample(),
                  submission.assembly(),
                  SubmissionContext.sexOf(submission.context()),
                  promisedGenes),
              submission.patient()::equals,
              SubmissionContext.sourceOf(submission.context()));
      return verdict.isRefused()
          ? SubmissionsResource.refusal(verdict, accept).header(HEADER, "true").build()
          : RestResponse.ResponseBuilder.<Object>create(OK)
              .entity(tried(verdict))
              .type(MediaType.APPLICATION_JSON)
              .header(HEADER, "true")
              .build();
    } finally {
      running.release();
    }
  }

  private static Tried tried(Verdict verdict) {
    var warnings = FileValidation.codes(verdict);
    return switch (verdict) {
      case VcfOutcome.Accepted calls ->
          new Tried(true, "accepted", calls.assembly().label(), calls.recordCount(), warnings);
      case OutsideOutcome outside ->
          new Tried(true, "accepted", null, outside.calls().size(), warnings);
      case ExpressionOutcome panel ->
          new Tried(true, "accepted", null, panel.values().size(), warnings);
      default -> throw new IllegalStateException("a refusal was not tried");
    };
  }
}
