package org.genomerecord.ledger.audit;

import java.util.List;
import java.util.Map;

/// What a verification came to.
///
/// @param logs that could be looked at
/// @param counts of discrepancies, by check; what was not found has none
/// @param discrepancies the first of each check and log
/// @param decisions how many there are
/// @param named how many events name a decision that permitted them
/// @param unproven what is not proven even if nothing was found
public record AuditResult(
    List<LogSummary> logs,
    Map<Check, Long> counts,
    List<Discrepancy> discrepancies,
    long decisions,
    long named,
    List<Unproven> unproven) {
  /// Everything that is checked was found to hold.
  public static final int PROVEN = 0;

  /// Something does not hold.
  public static final int NOT_PROVEN = 1;

  /// Nothing contradicts, but files are missing, so that it could not all be checked.
  public static final int INCOMPLETE = 4;

  public AuditResult {
    logs = List.copyOf(logs);
    counts = Map.copyOf(counts);
    discrepancies = List.copyOf(discrepancies);
    unproven = List.copyOf(unproven);
  }

  public boolean isProven() {
    return counts.isEmpty();
  }

  /// The exit code of the program.
  public int exitCode() {
    if (isProven()) {
      return PROVEN;
    }
    return counts.keySet().stream().allMatch(check -> check == Check.FILES)
        ? INCOMPLETE
        : NOT_PROVEN;
  }
}
