package org.genomerecord.ingestion.callset;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.accession.AccessionStatus;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.laboratory.Admission;
import org.genomerecord.ingestion.report.ReportJson;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Problem;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.refusal.Category;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Where laboratories submit.
@Path("/submissions")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class SubmissionsResource {
  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;\\s])wait=([0-9]{1,5})(?:$|[,;\\s])");
  private static final String FHIR_JSON = "application/fhir+json";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final Caller caller;
  private final Admission admission;
  private final CallSetIntake intake;
  private final CallSetValidation validation;
  private final Sandbox sandbox;
  private final Accessions accessions;
  private final IngestionLimits limits;

  SubmissionsResource(
      Caller caller,
      Admission admission,
      CallSetIntake intake,
      CallSetValidation validation,
      Sandbox sandbox,
      Accessions accessions,
      IngestionLimits limits) {
    this.caller = caller;
    this.admission = admission;
    this.intake = intake;
    this.validation = validation;
    this.sandbox = sandbox;
    this.accessions = accessions;
    this.limits = limits;
  }

  /// Takes a VCF file, plain, gzip or bgzip, as the body.
  ///
  /// Answers 202 with a status address; with `Prefer: wait=N` (RFC 7240 section 4.3) the final
  /// state if it is reached in N seconds: 200 accepted, 422 refused. A refusal that was waited for
  /// holds the whole report, as RFC 9457 problem details, or as a FHIR OperationOutcome where
  /// `Accept` names `application/fhir+json`; one that is told later, its first problem.
  ///
  /// A laboratory that is in the sandbox is answered at once, and nothing is kept.
  @POST
  public RestResponse<Object> submit(
      @HeaderParam("Accession") @Nullable String accession,
      @HeaderParam("Patient-Identifier") @Nullable String patient,
      @HeaderParam("Sample") @Nullable String sample,
      @HeaderParam("Assembly") @Nullable String assembly,
      @HeaderParam("Test-Code") @Nullable String testCode,
      @HeaderParam("Prefer") @Nullable String prefer,
      @HeaderParam("Accept") @Nullable String accept,
      InputStream body)
      throws IOException {
    var admitted = admission.submission(testCode);
    var submission = Submission.parse(accession, patient, sample, assembly);
    var bytes = admitted.counted(body);
    if (admitted.terms().sandbox()) {
      return sandbox.answer(submission, bytes, accept);
    }
    var laboratory = admitted.laboratory().value();
    var id = intake.take(submission, bytes, caller.attribution(), laboratory, caller.token());
    var outcome = validation.await(id, waitMillis(prefer));
    var status = AccessionStatus.of(accessions.find(id));
    return outcome.isPresent()
            && outcome.get() instanceof VcfOutcome.Refused refused
            && refused.problems().getFirst().code().equals(status.code())
        ? refusal(refused, accept).header("Location", "/accessions/" + id).build()
        : answer(id, status);
  }

  /// The whole report.
  static RestResponse.ResponseBuilder<Object> refusal(
      VcfOutcome.Refused refused, @Nullable String accept) {
    boolean fhir = accept != null && accept.contains(FHIR_JSON);
    var report = fhir ? ReportJson.operationOutcome(refused) : ReportJson.problemDetails(refused);
    return RestResponse.ResponseBuilder.<Object>create(Category.UNSUPPORTED.status())
        .entity(report.toString())
        .type(fhir ? FHIR_JSON : Problem.MEDIA_TYPE);
  }

  private static RestResponse<Object> answer(AccessionId id, AccessionStatus status) {
    if (status.code() != null) {
      return RestResponse.ResponseBuilder.<Object>create(Category.UNSUPPORTED.status())
          .entity(
              Problem.of(
                  Category.UNSUPPORTED,
                  status.code(),
                  String.valueOf(status.reason()),
                  status.line()))
          .type(Problem.MEDIA_TYPE)
          .header("Location", "/accessions/" + id)
          .build();
    }
    return RestResponse.ResponseBuilder.<Object>create(status.isFinal() ? OK : ACCEPTED)
        .entity(status)
        .type(MediaType.APPLICATION_JSON)
        .header("Location", "/accessions/" + id)
        .build();
  }

  /// Without the preference there is no waiting at all.
  private long waitMillis(@Nullable String prefer) {
    if (prefer == null) {
      return 0;
    }
    var wait = WAIT.matcher(prefer);
    return wait.find()
        ? 1000L * Math.min(Integer.parseInt(wait.group(1)), limits.waitSecondsMax())
        : 0;
  }
}
