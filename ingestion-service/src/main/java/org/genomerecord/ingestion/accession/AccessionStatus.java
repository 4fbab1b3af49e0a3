package org.genomerecord.ingestion.accession;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.jspecify.annotations.Nullable;

/// What became of an accession, as the laboratory reads it.
///
/// @param state `received`, `accepted` or `refused`
/// @param position of the last event, for `Fresh-As-Of: ingestion:<position>`
/// @param warnings codes of what was odd and harmless
/// @param code of the refusal
/// @param line 1-based, of the refusal, where it is bound to one
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
    @Nullable List<String> warnings,
    @Nullable String code,
    @Nullable Long line,
    @Nullable String reason) {

  /// Whether nothing more will happen to what was submitted.
  public boolean isFinal() {
    return settledAt != null;
  }

  /// @throws IllegalArgumentException if nothing was submitted
  public static AccessionStatus of(Accessions.Current current) {
    return switch (current.accession()) {
      case Accession.Unknown() -> throw new IllegalArgumentException("nothing was submitted");
      case Accession.Received(var submission) ->
          new AccessionStatus(
              submission.accession(),
              "received",
              current.position(),
              submission.receivedAt(),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null);
      case Accession.Accepted(var submission, var accepted) ->
          new AccessionStatus(
              submission.accession(),
              "accepted",
              current.position(),
              submission.receivedAt(),
              accepted.acceptedAt(),
              accepted.callSet(),
              accepted.assembly(),
              accepted.records(),
              accepted.warnings(),
              null,
              null,
              null);
      case Accession.Refused(var submission, var refused) ->
          new AccessionStatus(
              submission.accession(),
              "refused",
              current.position(),
              submission.receivedAt(),
              refused.refusedAt(),
              null,
              null,
              null,
              null,
              refused.code(),
              refused.line(),
              refused.reason());
    };
  }
}
