package org.genomerecord.ingestion.callset;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.accession.AccessionStatus;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.quarantine.EndQuarantine;
import org.genomerecord.ingestion.quarantine.QuarantineRow;
import org.genomerecord.ingestion.quarantine.QuarantinedFiles;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.sourcing.Commands;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Where a genetic counsellor releases or discards what waits in quarantine. Nothing of a file or
/// of its patient is shown.
@Path("/quarantine")
@RunOnVirtualThread
@RolesAllowed(Roles.COUNSELLOR)
public class QuarantineResource {
  private static final Set<String> RELEASES =
      Set.of("registered", "consent-given", QuarantinedContext.CORRECTED);
  private static final Pattern REASON = Pattern.compile("[a-z][a-z-]{0,31}");

  private final Caller caller;
  private final ReleasingFromQuarantine release;
  private final Accessions accessions;
  private final Commands commands;

  QuarantineResource(
      Caller caller, ReleasingFromQuarantine release, Accessions accessions, Commands commands) {
    this.caller = caller;
    this.release = release;
    this.accessions = accessions;
    this.commands = commands;
  }

  /// @param patient whose file it is, as `system|value`
  /// @param reason `registered`, `consent-given` or `identifier-corrected`
  record Release(@Nullable String patient, @Nullable String reason) {
    @Override
    public String toString() {
      return "Release[…]";
    }
  }

  /// @param reason a code such as `sent-in-error`
  record Discarding(@Nullable String reason) {}

  /// What waits, the oldest first.
  @GET
  public List<QuarantineRow> list() {
    return ReadModels.read(QuarantineRow::held);
  }

  /// Makes a submission of it, if the patient's consents permit the laboratory to collect it now.
  /// Answers 202 with what its laboratory sees from here on.
  @POST
  @Path("/{accession}/release")
  public RestResponse<AccessionStatus> release(AccessionId accession, @Nullable Release asked)
      throws IOException {
    var reason = asked == null ? null : asked.reason();
    if (asked == null || reason == null || !RELEASES.contains(reason)) {
      throw new Refusal(
          Category.INCORRECT,
          "reason",
          "a reason is needed: registered, consent-given or identifier-corrected");
    }
    release.release(
        waiting(accession), patient(asked.patient()), reason, caller.attribution(), caller.token());
    return RestResponse.status(RestResponse.Status.ACCEPTED, accessions.status(accession));
  }

  /// Gives it up. Its laboratory is told.
  @POST
  @Path("/{accession}/discard")
  public void discard(AccessionId accession, @Nullable Discarding asked) {
    var reason = asked == null ? null : asked.reason();
    if (reason == null
        || !REASON.matcher(reason).matches()
        || reason.equals(QuarantinedFiles.RESUBMITTED)) {
      throw new Refusal(
          Category.INCORRECT, "reason", "a reason is needed: a code such as sent-in-error");
    }
    commands.send(EndQuarantine.discarded(waiting(accession), reason, caller.attribution()));
  }

  private SubmissionQuarantined waiting(AccessionId accession) {
    return accessions
        .waiting(accession)
        .orElseThrow(() ->
            new RefusedAtTheDoor(
                Category.NOT_FOUND, "quarantine-unknown", "no such accession waits", null));
  }

  private static PatientIdentifier patient(@Nullable String token) {
    try {
      return PatientIdentifier.parse(token == null ? "" : token);
    } catch (IllegalArgumentException _) {
      throw new Refusal(Category.INCORRECT, "patient", "the patient as system|value");
    }
  }
}
