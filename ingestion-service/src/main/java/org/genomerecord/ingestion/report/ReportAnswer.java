package org.genomerecord.ingestion.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.edge.Problem;
import org.genomerecord.record.refusal.Category;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// A validation as an answer: as JSON, or as a FHIR OperationOutcome where `Accept` names
/// `application/fhir+json`.
public final class ReportAnswer {
  private static final String FHIR_JSON = "application/fhir+json";
  private static final int OK = 200;

  private ReportAnswer() {}

  /// What its submission is answered with: problem details.
  ///
  /// @param accept the media types that the caller takes
  public static RestResponse.ResponseBuilder<Object> refusal(
      Verdict refused, @Nullable String accept) {
    int status = Category.UNSUPPORTED.status();
    return isFhir(accept)
        ? fhir(status, refused)
        : answer(status, ReportJson.problemDetails(refused), Problem.MEDIA_TYPE);
  }

  /// The same read later: of a refusal its problem details, but for the status that these tell,
  /// which is not the one of this answer (RFC 9457 section 3.1.2); of anything else what there is.
  ///
  /// @param accept the media types that the caller takes
  public static RestResponse.ResponseBuilder<Object> later(Verdict found, @Nullable String accept) {
    if (isFhir(accept)) {
      return fhir(OK, found);
    }
    if (!found.isRefused()) {
      return answer(OK, ReportJson.plain(found), MediaType.APPLICATION_JSON);
    }
    var problem = ReportJson.problemDetails(found);
    problem.remove("status");
    return answer(OK, problem, Problem.MEDIA_TYPE);
  }

  private static boolean isFhir(@Nullable String accept) {
    return accept != null && accept.contains(FHIR_JSON);
  }

  private static RestResponse.ResponseBuilder<Object> fhir(int status, Verdict found) {
    return answer(status, ReportJson.operationOutcome(found), FHIR_JSON);
  }

  private static RestResponse.ResponseBuilder<Object> answer(
      int status, ObjectNode body, String mediaType) {
    return RestResponse.ResponseBuilder.<Object>create(status)
        .entity(body.toString())
        .type(mediaType);
  }
}
