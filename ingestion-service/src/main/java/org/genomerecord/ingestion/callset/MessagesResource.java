package org.genomerecord.ingestion.callset;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.genomerecord.ingestion.accession.AccessionStatus;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.digest.ContentDigest;
import org.genomerecord.ingestion.hl7v2.Acknowledgement;
import org.genomerecord.ingestion.hl7v2.AssigningAuthorities;
import org.genomerecord.ingestion.hl7v2.Hl7Message;
import org.genomerecord.ingestion.hl7v2.Hl7Messages;
import org.genomerecord.ingestion.laboratory.Admission;
import org.genomerecord.ingestion.laboratory.Admitted;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Where interface engines of laboratories send HL7 v2, one message a request. A message is a
/// submission that says itself whose it is and under which number.
@Path("/submissions/hl7v2")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class MessagesResource {
  private static final String ER7 = FileFormat.HL7V2.mediaType() + ";charset=utf-8";
  private static final String SANDBOX = "Sandbox";
  private static final String PATIENT_UNKNOWN = "patient-unknown";

  private final Caller caller;
  private final Admission admission;
  private final CallSetIntake intake;
  private final IdempotencyKeys keys;
  private final CallSetValidation validation;
  private final Accessions accessions;
  private final IngestionLimits limits;
  private final AssigningAuthorities authorities;

  MessagesResource(
      Caller caller,
      Admission admission,
      CallSetIntake intake,
      IdempotencyKeys keys,
      CallSetValidation validation,
      Accessions accessions,
      IngestionLimits limits) {
    this.caller = caller;
    this.admission = admission;
    this.intake = intake;
    this.keys = keys;
    this.validation = validation;
    this.accessions = accessions;
    this.limits = limits;
    this.authorities = AssigningAuthorities.of(limits.hl7v2().authorities());
  }

  /// Takes a message and answers with its acknowledgement, with status 200 whatever that says, as
  /// HL7 over HTTP has it. What is about the request and not about the message (no token, quota, no
  /// readable MSH) is refused as of any other request.
  ///
  /// The outcome is waited for. If it takes too long, the message is kept, and the answer is AE
  /// with the code `not-settled`: the same message again gets the outcome.
  @POST
  public RestResponse<Object> receive(
      @HeaderParam("Content-Type") @Nullable String contentType,
      @HeaderParam("Prefer") @Nullable String prefer,
      @HeaderParam("Content-Digest") List<String> contentDigest,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      InputStream body)
      throws IOException {
    if (contentType == null || FileFormat.of(contentType).orElse(null) != FileFormat.HL7V2) {
      throw new Refusal(
          Category.INCORRECT,
          "media-type",
          "this takes ER7 as " + FileFormat.HL7V2.mediaType() + ", and no XML");
    }
    var admitted = admission.message();
    boolean sandbox = admitted.terms().sandbox();
    var bounds = limits.messageBounds();
    var bytes =
        ContentDigest.parse(contentDigest)
            .verified(admitted.counted(body))
            .readNBytes(bounds.bytesMax() + 1);
    var message = Hl7Messages.read(bytes, sandbox, _ -> true, bounds, authorities);
    if (message.header() == null) {
      var problem = message.outcome().report().kept(Severity.ERROR).getFirst();
      throw new Refusal(Category.INCORRECT, problem.code(), problem.reason());
    }
    var answer = Acknowledgement.of(message);
    if (message.isRejected()) {
      return acknowledged(answer.refused(), sandbox);
    }
    if (message.testCodes().isEmpty()) {
      admitted.requireTest(null);
    }
    message.testCodes().forEach(admitted::requireTest);
    if (sandbox || message.accession() == null || message.patients().isEmpty()) {
      return acknowledged(
          message.outcome().isRefused() ? answer.refused() : answer.accepted(), sandbox);
    }
    try {
      return acknowledged(
          settled(message, bytes, admitted, idempotencyKey, limits.waitMillis(prefer)), false);
    } catch (RefusedAtTheDoor refusal) {
      throw refusal;
    } catch (Refusal refusal) {
      return acknowledged(answer.refused(refusal), false);
    }
  }

  private static RestResponse<Object> acknowledged(String acknowledgement, boolean sandbox) {
    var answer = RestResponse.ResponseBuilder.<Object>ok(acknowledgement, ER7);
    return sandbox ? answer.header(SANDBOX, "true").build() : answer.build();
  }

  private String settled(
      Hl7Message message,
      byte[] bytes,
      Admitted admitted,
      @Nullable String idempotencyKey,
      long preferredMillis)
      throws IOException {
    var laboratory = admitted.laboratory().value();
    var number = Objects.requireNonNull(message.accession());
    keys.take(idempotencyKey, laboratory, Accessions.idOf(laboratory, number), Caller.now());
    var id = taken(message, number, bytes, laboratory);
    boolean commitOnly = Objects.requireNonNull(message.header()).wantsCommitOnly();
    if (!commitOnly) {
      validation.await(
          id, preferredMillis > 0 ? preferredMillis : 1000L * limits.hl7v2().waitSeconds());
    }
    var status = AccessionStatus.of(accessions.find(id));
    var answer = Acknowledgement.of(message);
    if (message.outcome().isRefused()) {
      return answer.refused();
    }
    if (status.code() != null) {
      return answer.refused(status.code(), status.line(), String.valueOf(status.reason()));
    }
    if (status.isFinal() || commitOnly) {
      return answer.accepted();
    }
    throw new Refusal(
        Category.UNAVAILABLE,
        "not-settled",
        "the message is kept and not validated yet; send the same message again for the outcome");
  }

  /// For the first of its identifiers that a patient here is known by.
  private AccessionId taken(Hl7Message message, String number, byte[] bytes, String laboratory)
      throws IOException {
    Refusal unknown = null;
    for (var patient : message.patients()) {
      try {
        return intake.take(
            new Submission(number, patient, null, null),
            Optional.of(FileFormat.HL7V2),
            new ByteArrayInputStream(bytes),
            caller.attribution(),
            laboratory,
            caller.token());
      } catch (Refusal refusal) {
        if (!refusal.code().equals(PATIENT_UNKNOWN)) {
          throw refusal;
        }
        unknown = refusal;
      }
    }
    throw Objects.requireNonNull(unknown, "a message without a patient was refused before");
  }
}
