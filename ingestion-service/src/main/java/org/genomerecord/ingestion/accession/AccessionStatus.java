package org.genomerecord.ingestion.accession;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.jspecify.annotations.Nullable;

/// What became of an accession, as the laboratory reads it.
///
/// @param state `received`, `accepted`, `refused` or `withdrawn`
/// @param position of the last event, for `Fresh-As-Of: ingestion:<position>`
/// @param calls genes that the file calls, where it is one of outside calls
/// @param warnings codes of what was odd and harmless
/// @param code of the refusal
/// @param line 1-based, of the refusal, where it is bound to one
/// @param withdrawnAt by the laboratory
/// @param withdrawal code of why
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessionStatus(
    AccessionId accession,
    String state,
    long position,
    Instant receivedAt,
    @Nullable Instant settledAt,
    @Nullable CallSetId callSet,
    @Nullable String assembly,
    @Nullable Long records,
    @Nullable Long calls,
    @Nullable List<String> warnings,
    @Nullable String code,
    @Nullable Long line,
    @Nullable String reason,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawal) {

  /// Whether nothing more will happen to what was submitted.
  public boolean isFinal() {
    return settledAt != null;
  }

  /// @throws IllegalArgumentException if nothing was submitted
  public static AccessionStatus of(Accessions.Current current) {
    return switch (current.accession()) {
      case Accession.Unknown() -> throw new IllegalArgumentException("nothing was submitted");
      case Accession.Received(var submission) -> received(submission, current.position());
      case Accession.Accepted(var submission, var accepted) ->
          received(submission, current.position()).accepted(accepted);
      case Accession.Refused(var submission, var refused) ->
          received(submission, current.position()).refused(refused);
      case Accession.Withdrawn(var submission, var accepted, var withdrawal) ->
          received(submission, current.position()).accepted(accepted).withdrawn(withdrawal);
    };
  }

  private static AccessionStatus received(SubmissionReceived submission, long position) {
    return new AccessionStatus(
        submission.accession(),
        "received",
        position,
        submission.receivedAt(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private AccessionStatus accepted(FileAccepted file) {
    return new AccessionStatus(
        accession,
        "accepted",
        position,
        receivedAt,
        file.acceptedAt(),
        file.callSet(),
        file instanceof CallSetAccepted callSet ? callSet.assembly() : null,
        file instanceof CallSetAccepted callSet ? callSet.records() : null,
        file instanceof OutsideCallsAccepted outside ? outside.calls() : null,
        file.warnings(),
        null,
        null,
        null,
        null,
        null);
  }

  private AccessionStatus refused(SubmissionRefused refusal) {
    return new AccessionStatus(
        accession,
        "refused",
        position,
        receivedAt,
        refusal.refusedAt(),
        null,
        null,
        null,
        null,
        null,
        refusal.code(),
        refusal.line(),
        refusal.reason(),
        null,
        null);
  }

  private AccessionStatus withdrawn(SubmissionWithdrawn withdrawn) {
    return new AccessionStatus(
        accession,
        "withdrawn",
        position,
        receivedAt,
        settledAt,
        callSet,
        assembly,
        records,
        calls,
        warnings,
        null,
        null,
        null,
        withdrawn.withdrawnAt(),
        withdrawn.reason().code());
  }
}
