package org.genomerecord.record.event;

import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a question to the audit trail was narrowed to: codes, ids and times, never free text. What
/// is null was not asked for; all that was asked for has to be met.
///
/// @param actor id of who acted, as tokens name them
/// @param organisation of the actor
/// @param role the act was done in
/// @param purposeOfUse HL7 v3 code
/// @param outcome `permitted`, `refused` or `recorded`
/// @param emergency whether the purpose of use is emergency treatment
/// @param action a code of [Action]
/// @param from inclusive
/// @param until exclusive
/// @param accession as the suite names it
/// @param log topic, such as `consent.events`
/// @param correlation id of the outside request
public record AuditFilter(
    @Nullable String actor,
    @Nullable String organisation,
    @Nullable String role,
    @Nullable String purposeOfUse,
    @Nullable String outcome,
    @Nullable Boolean emergency,
    @Nullable String action,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String accession,
    @Nullable String log,
    @Nullable String correlation) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@:+-]{0,127}");

  /// Everything.
  public static final AuditFilter NONE =
      new AuditFilter(null, null, null, null, null, null, null, null, null, null, null, null);

  /// @throws IllegalArgumentException if a text is no id or code of at most 128 characters, or the
  ///   period is empty
  public AuditFilter {
    if (!Stream.of(
            actor, organisation, role, purposeOfUse, outcome, action, accession, log, correlation)
        .allMatch(text -> text == null || isId(text))) {
      throw new IllegalArgumentException("a filter holds ids and codes only");
    }
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("a period ends after it begins");
    }
  }

  /// Whether a text may stand in a filter: 1 to 128 letters, digits and `._@:+-`.
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
