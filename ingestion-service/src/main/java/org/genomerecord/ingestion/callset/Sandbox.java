package org.genomerecord.ingestion.callset;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfExpectations;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfValidation;
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

  private final VcfBounds bounds;
  private final Semaphore running;

  Sandbox(IngestionLimits limits) {
    this.bounds = limits.bounds();
    this.running = new Semaphore(limits.sandboxValidationsMax());
  }

  /// @param sandbox always
  /// @param state `accepted`: it would have been
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tried(
      boolean sandbox, String state, String assembly, long records, List<String> warnings) {
    Tried {
      warnings = List.copyOf(warnings);
    }
  }

  /// What would be answered for this file in the end.
  ///
  /// @throws Refusal busy, if enough of them are being validated: they hold up nobody's patient
  RestResponse<Object> answer(Submission submission, InputStream bytes, @Nullable String accept)
      throws IOException {
    if (!running.tryAcquire()) {
      throw new Refusal(Category.BUSY, "sandbox-busy", "others try just now; try again");
    }
    try {
      var expectations = new VcfExpectations(submission.sample(), submission.assembly());
      return switch (VcfValidation.validate(bytes, expectations, bounds)) {
        case VcfOutcome.Accepted accepted ->
            RestResponse.ResponseBuilder.<Object>create(OK)
                .entity(
                    new Tried(
                        true,
                        "accepted",
                        accepted.assembly().label(),
                        accepted.recordCount(),
                        accepted.warnings().stream().map(VcfProblem::code).distinct().toList()))
                .type(MediaType.APPLICATION_JSON)
                .header(HEADER, "true")
                .build();
        case VcfOutcome.Refused refused ->
            SubmissionsResource.refusal(refused, accept).header(HEADER, "true").build();
      };
    } finally {
      running.release();
    }
  }
}
