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
/// @param state `quarantined`, `received`, `validating`, `accepted`, `interpreted`, `refused`,
///   `amended` or `withdrawn`
/// @param position of the last event, for `Fresh-As-Of: ingestion:<position>`
/// @param calls genes that the file calls, where it is one of outside calls
/// @param warnings codes of what was odd and harmless
/// @param code of the refusal
/// @param line 1-based, of the refusal, where it is bound to one
/// @param interpretedAt when what is in force was interpreted first; null: it was not, or not yet
/// @param withdrawnAt by the laboratory
/// @param withdrawal code of why
/// @param versions those of before, oldest first, where a correction took their place
/// @param correction the latest, unless it was accepted
/// @param report where all is that validation found in the file that was settled last; null: it
///   found nothing, or that was kept for its time
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
    @Nullable Instant interpretedAt,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawal,
    @Nullable List<Version> versions,
    @Nullable Correction correction,
    @Nullable String report) {

  public static final String QUARANTINED = "quarantined";
  static final String RECEIVED = "received";
  private static final String VALIDATING = "validating";

  /// What was accepted and counts no more.
  ///
  /// @param reason code of why another took its place
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Version(
      Instant receivedAt,
      Instant acceptedAt,
      @Nullable Long records,
      @Nullable Long calls,
      @Nullable String reason) {}

  /// What was to take the place of what is in force.
  ///
  /// @param state `received`, `validating` or `refused`
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Correction(
      String state,
      Instant receivedAt,
      @Nullable Instant settledAt,
      @Nullable String code,
      @Nullable Long line,
      @Nullable String reason) {}

  /// Whether nothing more will happen to what was submitted.
  public boolean isFinal() {
    return settledAt != null;
  }

  /// @throws IllegalArgumentException if nothing was submitted
  public static AccessionStatus of(Accessions.Current current) {
    return switch (current.accession()) {
      case Accession.Unknown() -> throw new IllegalArgumentException("nothing was submitted");
      case Accession.Received(var submission) -> received(submission, current.position());
      case Accession.Accepted accepted -> accepted(accepted, current.position());
      case Accession.Correcting(var inForce, var correction) ->
          accepted(inForce, current.position())
              .correction(
                  new Correction(RECEIVED, correction.receivedAt(), null, null, null, null));
      case Accession.Refused(var submission, var refused) ->
          received(submission, current.position()).refused(refused);
      case Accession.Withdrawn(var last, var withdrawal) ->
          accepted(last, current.position()).withdrawn(withdrawal);
    };
  }

  /// Whether the patient is unknown or has no consent is not for the laboratory to learn.
  public static AccessionStatus of(Quarantined quarantined) {
    var file = quarantined.file();
    var code = quarantined.endCode();
    return new AccessionStatus(
        file.quarantined(),
        code == null ? QUARANTINED : "refused",
        quarantined.position(),
        file.quarantinedAt(),
        quarantined.endedAt(),
        null,
        null,
        null,
        null,
        null,
        code,
        null,
        code == null
            ? "no patient with a consent to collect this was found; it waits until %s to be released"
                .formatted(file.expiresAt())
            : "no patient with a consent to collect this was found in time, or it was given up;"
                + " have both seen to, and send it again",
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static AccessionStatus received(SubmissionReceived submission, long position) {
    return unsettled(submission.accession(), position, submission.receivedAt());
  }

  private static AccessionStatus unsettled(
      AccessionId accession, long position, Instant receivedAt) {
    return new AccessionStatus(
        accession,
        RECEIVED,
        position,
        receivedAt,
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
        null,
        null,
        null,
        null,
        null);
  }

  private static AccessionStatus accepted(Accession.Accepted accepted, long position) {
    var file = accepted.file();
    var submission = accepted.submission();
    var refused = accepted.notTaken();
    return new AccessionStatus(
        submission.accession(),
        accepted.versions().isEmpty() ? "accepted" : "amended",
        position,
        submission.receivedAt(),
        file.acceptedAt(),
        file.callSet(),
        file instanceof CallSetAccepted callSet ? callSet.assembly() : null,
        records(file),
        calls(file),
        file.warnings(),
        null,
        null,
        null,
        null,
        null,
        null,
        accepted.versions().isEmpty()
            ? null
            : accepted.versions().stream().map(AccessionStatus::version).toList(),
        refused == null ? null : correction(refused),
        null);
  }

  private static @Nullable Long records(FileAccepted file) {
    return file instanceof CallSetAccepted callSet ? callSet.records() : null;
  }

  private static @Nullable Long calls(FileAccepted file) {
    return file instanceof OutsideCallsAccepted outside ? outside.calls() : null;
  }

  private static Version version(Accession.Version version) {
    return new Version(
        version.submission().receivedAt(),
        version.file().acceptedAt(),
        records(version.file()),
        calls(version.file()),
        version.reason() == null ? null : version.reason().code());
  }

  private static Correction correction(Accession.Refused refused) {
    return new Correction(
        "refused",
        refused.submission().receivedAt(),
        refused.refusal().refusedAt(),
        refused.refusal().code(),
        refused.refusal().line(),
        refused.refusal().reason());
  }

  /// Of the latest correction alone, as of a submission that is no correction; the whole, if it was
  /// accepted.
  public AccessionStatus ofCorrection() {
    return correction == null
        ? this
        : unsettled(accession, position, correction.receivedAt())
            .refused(
                correction.settledAt(), correction.code(), correction.line(), correction.reason());
  }

  private AccessionStatus refused(SubmissionRefused refusal) {
    return refused(refusal.refusedAt(), refusal.code(), refusal.line(), refusal.reason());
  }

  /// @param at null: it is not settled
  private AccessionStatus refused(
      @Nullable Instant at, @Nullable String why, @Nullable Long where, @Nullable String sentence) {
    return new AccessionStatus(
        accession,
        at == null ? state : "refused",
        position,
        receivedAt,
        at,
        null,
        null,
        null,
        null,
        null,
        why,
        where,
        sentence,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private AccessionStatus withdrawn(SubmissionWithdrawn withdrawn) {
    return with("withdrawn", null, withdrawn.withdrawnAt(), withdrawn.reason().code(), correction);
  }

  /// With where the report of its validation is.
  public AccessionStatus reported() {
    return with(
        state,
        interpretedAt,
        withdrawnAt,
        withdrawal,
        correction,
        AccessionReports.pathOf(accession));
  }

  private AccessionStatus correction(Correction latest) {
    return with(state, interpretedAt, withdrawnAt, withdrawal, latest);
  }

  /// With what is known of the file that is not settled.
  AccessionStatus validating(boolean isUnderWay) {
    if (isUnderWay && state.equals(RECEIVED)) {
      return with(VALIDATING, interpretedAt, withdrawnAt, withdrawal, correction);
    }
    return isUnderWay && correction != null && correction.state().equals(RECEIVED)
        ? correction(new Correction(VALIDATING, correction.receivedAt(), null, null, null, null))
        : this;
  }

  /// As a list has it.
  static String validating(String state, boolean isUnderWay) {
    return isUnderWay && state.equals(RECEIVED) ? VALIDATING : state;
  }

  /// With what interpretation-service tells of it.
  ///
  /// @param at null: it told nothing
  AccessionStatus interpreted(@Nullable Instant at) {
    return at == null || callSet == null || withdrawnAt != null || isOfBefore(at)
        ? this
        : with(nowInterpreted(state), at, null, null, correction);
  }

  /// What was interpreted before a correction was accepted is not in force any more.
  private boolean isOfBefore(Instant at) {
    return versions != null && settledAt != null && at.isBefore(settledAt);
  }

  /// What was amended is still told to be: that is the news for whoever read it before.
  static String nowInterpreted(String state) {
    return state.equals("accepted") ? "interpreted" : state;
  }

  private AccessionStatus with(
      String now,
      @Nullable Instant saidAt,
      @Nullable Instant takenBackAt,
      @Nullable String why,
      @Nullable Correction latest) {
    return with(now, saidAt, takenBackAt, why, latest, report);
  }

  private AccessionStatus with(
      String now,
      @Nullable Instant saidAt,
      @Nullable Instant takenBackAt,
      @Nullable String why,
      @Nullable Correction latest,
      @Nullable String reportAt) {
    return new AccessionStatus(
        accession,
        now,
        position,
        receivedAt,
        settledAt,
        callSet,
        assembly,
        records,
        calls,
        warnings,
        code,
        line,
        reason,
        saidAt,
        takenBackAt,
        why,
        versions,
        latest,
        reportAt);
  }
}
