package org.genomerecord.ledger.audit;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// Verifies an export of the three logs: each by itself, then what they say of each other. Needs
/// the folder and public keys, nothing else.
public final class Verification {
  /// Bundles that are checked ahead of the one that is next in order.
  static final int AHEAD_MAX = 32;

  private Verification() {}

  /// @param progress hears how far it has come
  /// @throws UncheckedIOException if a file that is there cannot be read
  public static AuditResult run(AuditRequest request, Progress progress) {
    var discrepancies = new Discrepancies();
    var policies = new Policies(request.policies());
    var summaries = new ArrayList<LogSummary>();
    try (var workers = Executors.newFixedThreadPool(request.threads());
        var shelves = new EventShelves(EventShelves.SHELF_BYTES_MAX);
        var parts = new EventShelves(EventShelves.SHELF_BYTES_MAX)) {
      var reconciliation = new Reconciliation(discrepancies, request.clockTolerance(), parts::add);
      for (var log : AuditedLog.values()) {
        new LogVerification(log, request, policies, discrepancies, shelves::add)
            .run(workers, request.checkpoints(), progress)
            .ifPresent(summaries::add);
      }
      inPass("reconciliation", shelves, reconciliation::group, progress);
      inPass("consents together", parts, (_, rest) -> reconciliation.together(rest), progress);
      separate(summaries, discrepancies);
      requireUsed(request.checkpoints(), summaries, discrepancies);
      return new AuditResult(
          summaries,
          discrepancies.counts(),
          discrepancies.kept(),
          reconciliation.decisions(),
          reconciliation.named(),
          reconciliation.unproven(types(summaries)));
    }
  }

  private static void inPass(
      String pass,
      EventShelves shelves,
      BiConsumer<String, List<AuditedEvent>> judgement,
      Progress progress) {
    long all = shelves.size();
    var judged = new AtomicLong();
    shelves.forEach((key, events) -> {
      judgement.accept(key, events);
      progress.reached(pass, judged.addAndGet(events.size()), all);
    });
  }

  /// One log shown in the place of another would pass, were they not to have an origin each.
  private static void separate(List<LogSummary> summaries, Discrepancies discrepancies) {
    var seen = new HashMap<String, LogSummary>();
    for (var summary : summaries) {
      if (seen.putIfAbsent(summary.origin(), summary) != null) {
        discrepancies.add(
            Check.SIGNATURE, Place.of(summary.log()), "its origin is that of another log, too");
      }
    }
  }

  /// A checkpoint that was brought along for nothing would be thought compared.
  private static void requireUsed(
      List<Path> brought, List<LogSummary> summaries, Discrepancies discrepancies) {
    for (var file : brought) {
      boolean used =
          CheckpointFiles.parsed(file)
              .map(checkpoint -> checkpoint.checkpoint().origin())
              .filter(origin -> summaries.stream().anyMatch(log -> log.origin().equals(origin)))
              .isPresent();
      if (!used) {
        discrepancies.add(
            Check.CHECKPOINT,
            Place.of(AuditedLog.CONSENT),
            file.getFileName() + " is not a checkpoint of any of the logs");
      }
    }
  }

  private static Map<String, Long> types(List<LogSummary> summaries) {
    var types = new HashMap<String, Long>();
    summaries.forEach(log -> log.types().forEach((type, n) -> types.merge(type, n, Long::sum)));
    return types;
  }
}
