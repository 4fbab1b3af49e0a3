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
import java.util.UUID;
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
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.permit.Decision;
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

  private final Caller caller;
  private final Admission admission;
  private final CallSetIntake intake;
  private final IdempotencyKeys keys;
  private final CallSetValidation validation;
  private final Accessions accessions;
  private final IngestionLimits limits;
  private final AssigningAuthorities authorities;
  private final ReadingRoom room;

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
    this.room = new ReadingRoom("messages", limits.hl7v2().messagesMax());
  }

  /// Takes a message and answers with its acknowledgement, with status 200 whatever that says, as
  /// HL7 over HTTP has it. What is about the request and not about the message (no token, quota, no
  /// readable MSH) is refused as of any other request; so is what passes (nobody decides, no room),
  /// with `Retry-After`, as engines send again by themselves what got no acknowledgement.
  ///
  /// What waits in quarantine is answered as refused (`AE`), though it is kept: nobody is to
  /// believe that it has arrived, and the same message again is no harm.
  ///
  /// `Submission-Context` counts before what the message says of the same; a code or a moment that
  /// contradicts it is refused (`AE`, `context-contradiction`).
  ///
  /// The outcome is waited for. If it takes too long, the message is kept, and the answer is 503
  /// with the code `not-settled`: the same message again gets the outcome.
  @POST
  public RestResponse<Object> receive(
      @HeaderParam("Content-Type") @Nullable String contentType,
      @HeaderParam("Prefer") @Nullable String prefer,
      @HeaderParam("Submission-Context") List<String> context,
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
    var stated = SubmissionContext.parse(context, Caller.now());
    var sent =
        room.read(
            String.valueOf(caller.actor().organisation()),
            () -> sent(stated, contentDigest, idempotencyKey, body));
    var answer = Acknowledgement.of(sent.message(), Caller.now(), UUID.randomUUID());
    var contradiction = new MessageContext(stated, sent.message().origin()).contradiction();
    if (contradiction.isPresent()) {
      return acknowledged(answer.contradicted(contradiction.get()), sent.sandbox());
    }
    if (sent.refusal() != null) {
      return acknowledged(answer.refused(sent.refusal()), sent.sandbox());
    }
    if (sent.accession() == null) {
      return acknowledged(
          sent.message().outcome().isRefused() ? answer.refused() : answer.accepted(),
          sent.sandbox());
    }
    return acknowledged(settled(sent, sent.accession(), answer, limits.waitMillis(prefer)), false);
  }

  /// A message, read and kept, without its bytes.
  ///
  /// @param accession null: nothing was kept
  /// @param isCorrection whether it is to take the place of what was accepted
  /// @param refusal why it was not kept, where that is not in the message
  private record Sent(
      Hl7Message message,
      boolean sandbox,
      @Nullable AccessionId accession,
      boolean isCorrection,
      @Nullable Refusal refusal) {
    static Sent unkept(Hl7Message message, boolean sandbox) {
      return new Sent(message, sandbox, null, false, null);
    }
  }

  private Sent sent(
      @Nullable SubmissionContext stated,
      List<String> contentDigest,
      @Nullable String idempotencyKey,
      InputStream body)
      throws IOException {
    var admitted = admission.message();
    boolean sandbox = admitted.terms().sandbox();
    var bounds = limits.messageBounds();
    var bytes =
        ContentDigest.parse(contentDigest)
            .verified(admitted.counted(body))
            .readNBytes(bounds.bytesMax() + 1);
    var message = Hl7Messages.read(bytes, sandbox, _ -> true, bounds, authorities, Caller.now());
    if (message.header() == null) {
      var problem = message.outcome().report().kept(Severity.ERROR).getFirst();
      throw new Refusal(Category.INCORRECT, problem.code(), problem.reason());
    }
    if (message.isRejected()) {
      return Sent.unkept(message, sandbox);
    }
    if (message.testCodes().isEmpty()) {
      admitted.requireTest(null);
    }
    message.testCodes().forEach(code -> admitted.requireTest(code.isEmpty() ? null : code));
    var context = new MessageContext(stated, message.origin());
    if (message.accession() == null
        || message.patients().isEmpty()
        || context.contradiction().isPresent()) {
      return Sent.unkept(message, sandbox);
    }
    if (sandbox) {
      var refusal = Decision.Denial.ofPurpose(caller.purposeOfUse()).orElse(null);
      return new Sent(message, true, null, false, refusal);
    }
    try {
      return kept(message, message.accession(), context.whole(), bytes, admitted, idempotencyKey);
    } catch (RefusedAtTheDoor refusal) {
      throw refusal;
    } catch (Refusal refusal) {
      if (!Acknowledgement.tells(refusal)) {
        throw refusal;
      }
      return new Sent(message, false, null, false, refusal);
    }
  }

  private static RestResponse<Object> acknowledged(String acknowledgement, boolean sandbox) {
    var answer = RestResponse.ResponseBuilder.<Object>ok(acknowledgement, ER7);
    return sandbox ? answer.header(SANDBOX, "true").build() : answer.build();
  }

  private Sent kept(
      Hl7Message message,
      String number,
      @Nullable SubmissionContext context,
      byte[] bytes,
      Admitted admitted,
      @Nullable String idempotencyKey)
      throws IOException {
    var laboratory = admitted.laboratory().value();
    var id = Accessions.idOf(laboratory, number);
    keys.take(idempotencyKey, laboratory, id, Caller.now());
    boolean corrects = MessageOutcome.corrects(message, accessions.find(id).accession());
    var submission =
        new Submission(number, message.patients().getFirst(), null, null)
            .correcting(corrects ? WithdrawalReason.OTHER.code() : null)
            .stating(null, context);
    taken(message, submission, bytes, laboratory);
    return new Sent(message, false, id, corrects, null);
  }

  private String settled(
      Sent sent, AccessionId accession, Acknowledgement answer, long preferredMillis) {
    boolean commitOnly = Objects.requireNonNull(sent.message().header()).wantsCommitOnly();
    if (!commitOnly) {
      validation.await(
          accession, preferredMillis > 0 ? preferredMillis : 1000L * limits.hl7v2().waitSeconds());
    }
    var current = accessions.status(accession);
    return new MessageOutcome(sent.message(), current, sent.isCorrection()).told(answer);
  }

  /// For the first of its identifiers that a patient here is known by.
  private void taken(Hl7Message message, Submission submission, byte[] bytes, String laboratory)
      throws IOException {
    intake.take(
        submission,
        new CallSetIntake.Stated(message.patients(), message.testCodes()),
        Optional.of(FileFormat.HL7V2),
        new ByteArrayInputStream(bytes),
        caller.attribution(),
        laboratory,
        caller.token());
  }
}
