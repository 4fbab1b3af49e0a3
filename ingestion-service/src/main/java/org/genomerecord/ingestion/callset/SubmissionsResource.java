package org.genomerecord.ingestion.callset;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.genomerecord.ingestion.accession.AccessionReports;
import org.genomerecord.ingestion.accession.AccessionStatus;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.digest.ContentDigest;
import org.genomerecord.ingestion.laboratory.Admission;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.report.ReportAnswer;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Problem;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Where laboratories submit.
@Path("/submissions")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class SubmissionsResource {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final Caller caller;
  private final Admission admission;
  private final CallSetIntake intake;
  private final SourceOfFiles sources;
  private final IdempotencyKeys keys;
  private final CallSetValidation validation;
  private final Sandbox sandbox;
  private final Accessions accessions;
  private final AccessionReports reports;
  private final IngestionLimits limits;

  SubmissionsResource(
      Caller caller,
      Admission admission,
      CallSetIntake intake,
      SourceOfFiles sources,
      IdempotencyKeys keys,
      CallSetValidation validation,
      Sandbox sandbox,
      Accessions accessions,
      AccessionReports reports,
      IngestionLimits limits) {
    this.caller = caller;
    this.admission = admission;
    this.intake = intake;
    this.sources = sources;
    this.keys = keys;
    this.validation = validation;
    this.sandbox = sandbox;
    this.accessions = accessions;
    this.reports = reports;
    this.limits = limits;
  }

  /// Takes a file as the body: outside calls or an expression panel where `Content-Type` is one of
  /// [FileFormat]'s, and otherwise a VCF, plain, gzip or bgzip.
  ///
  /// Answers 202 with a status address; with `Prefer: wait=N` (RFC 7240 section 4.3) the final
  /// state if it is reached in N seconds: 200 accepted, 422 refused. A refusal holds the whole
  /// report, as RFC 9457 problem details, or as a FHIR OperationOutcome where `Accept` names
  /// `application/fhir+json`; who does not wait reads it later, at `report` of the status. Of bytes
  /// that are not what `Content-Digest` says nothing is kept.
  ///
  /// What a report or a message says of its source counts where `Submission-Context` says nothing
  /// of that; one that contradicts it is refused.
  ///
  /// With `Correction-Reason`, it is to take the place of what was accepted under the number, once
  /// it is accepted itself; until then, and if it is refused, that stays in force.
  ///
  /// Where there is a quarantine, a file whose patient is not known, or has no consent on record,
  /// waits: 202, `quarantined`.
  ///
  /// A laboratory that is in the sandbox is answered at once, and nothing is kept.
  @POST
  public RestResponse<Object> submit(
      @HeaderParam("Accession") @Nullable String accession,
      @HeaderParam("Patient-Identifier") @Nullable String patient,
      @HeaderParam("Sample") @Nullable String sample,
      @HeaderParam("Assembly") @Nullable String assembly,
      @HeaderParam("Test-Code") @Nullable String testCode,
      @HeaderParam("Correction-Reason") @Nullable String correction,
      @HeaderParam("Submission-Context") List<String> context,
      @HeaderParam("Content-Type") @Nullable String contentType,
      @HeaderParam("Prefer") @Nullable String prefer,
      @HeaderParam("Accept") @Nullable String accept,
      @HeaderParam("Content-Digest") List<String> contentDigest,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      InputStream body)
      throws IOException {
    if (contentType != null && FileFormat.isNone(contentType)) {
      throw new Refusal(
          Category.INCORRECT,
          "media-type",
          "send a VCF as application/octet-stream, or one of " + FileFormat.mediaTypes());
    }
    var admitted = admission.submission(testCode);
    var submission =
        Submission.parse(accession, patient, sample, assembly)
            .correcting(correction)
            .stating(testCode, SubmissionContext.parse(context, Caller.now()));
    var format = Optional.ofNullable(contentType).flatMap(FileFormat::of);
    var bytes = ContentDigest.parse(contentDigest).verified(admitted.counted(body));
    if (admitted.terms().sandbox()) {
      return sandbox.answer(
          submission,
          caller.purposeOfUse(),
          admitted.terms().genesOf(testCode),
          format,
          bytes,
          accept);
    }
    var laboratory = admitted.laboratory().value();
    keys.take(
        idempotencyKey, laboratory, Accessions.idOf(laboratory, submission.number()), Caller.now());
    var id =
        sources.taken(
            laboratory,
            submission,
            format,
            bytes,
            (of, content) ->
                intake.take(
                    of,
                    CallSetIntake.Stated.by(of),
                    format,
                    content,
                    caller.attribution(),
                    laboratory,
                    caller.token()));
    validation.await(id, limits.waitMillis(prefer));
    var current = accessions.status(id);
    var status = submission.correction() == null ? current : current.ofCorrection();
    return answer(id, status, accept);
  }

  private RestResponse<Object> answer(
      AccessionId id, AccessionStatus status, @Nullable String accept) {
    if (!status.isFinal()) {
      return answer(id, status);
    }
    var report = reports.of(accessions.find(id).accession());
    return status.code() != null && report.isPresent() && report.get().isRefused()
        ? refusal(id, report.get(), accept)
        : answer(id, report.isPresent() ? status.reported() : status);
  }

  /// The whole report of a refusal.
  ///
  /// @param accept the media types that the caller takes
  public static RestResponse<Object> refusal(
      AccessionId id, Verdict refused, @Nullable String accept) {
    return refusal(refused, accept).header("Location", "/accessions/" + id).build();
  }

  static RestResponse.ResponseBuilder<Object> refusal(Verdict refused, @Nullable String accept) {
    return ReportAnswer.refusal(refused, accept);
  }

  static RestResponse<Object> answer(AccessionId id, AccessionStatus status) {
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
}
