package org.genomerecord.ledger.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.genomerecord.ledger.checkpoint.Policy;

/// What is to be verified, and against what.
///
/// @param folder of the export
/// @param policies with the public keys that are trusted; from elsewhere than the export
/// @param checkpoints earlier ones that the auditor brings along, of any of the logs
/// @param clockTolerance how far recorded times may go back, and may differ from the witnesses'
/// @param threads that check bundles
/// @param events whether events are read, and not only hashed
public record AuditRequest(
    Path folder,
    List<Policy> policies,
    List<Path> checkpoints,
    Duration clockTolerance,
    int threads,
    boolean events) {
  /// A time is that of the request's beginning, and a large file can be under way for long.
  public static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  public AuditRequest {
    policies = List.copyOf(policies);
    checkpoints = List.copyOf(checkpoints);
    if (policies.isEmpty() || threads < 1 || clockTolerance.isNegative()) {
      throw new IllegalArgumentException(
          "at least one policy and one thread, and no negative tolerance");
    }
  }

  /// With as many threads as there are cores, and the usual tolerance.
  public static AuditRequest of(Path folder, List<Policy> policies) {
    return new AuditRequest(
        folder,
        policies,
        List.of(),
        CLOCK_TOLERANCE,
        Runtime.getRuntime().availableProcessors(),
        true);
  }

  /// The same, with checkpoints that the auditor brings along.
  public AuditRequest with(List<Path> brought) {
    return new AuditRequest(folder, policies, brought, clockTolerance, threads, events);
  }

  /// The same, of the tree alone: what the events say of each other is not looked at. To measure
  /// with; a report of it would say less than it seems to.
  public AuditRequest ofTheTreeAlone() {
    return new AuditRequest(folder, policies, checkpoints, clockTolerance, threads, false);
  }
}
