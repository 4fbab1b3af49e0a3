package org.genomerecord.ledger.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects discrepancies: all are counted, the first of each check and log are kept. Safe for use
/// by several threads.
final class Discrepancies {
  /// A log that was replaced as a whole gives one discrepancy for each event; nobody reads them
  /// all.
  static final int KEPT_MAX = 100;

  private final List<Discrepancy> kept = new ArrayList<>();
  private final Map<Check, Long> counts = new EnumMap<>(Check.class);
  private final Map<AuditedLog, Map<Check, Integer>> keptOf = new EnumMap<>(AuditedLog.class);

  synchronized void add(Discrepancy discrepancy) {
    counts.merge(discrepancy.check(), 1L, Long::sum);
    var ofLog = keptOf.computeIfAbsent(discrepancy.place().log(), _ -> new EnumMap<>(Check.class));
    if (ofLog.merge(discrepancy.check(), 1, Integer::sum) <= KEPT_MAX) {
      kept.add(discrepancy);
    }
  }

  void add(Check check, Place place, String message) {
    add(new Discrepancy(check, place, message));
  }

  synchronized List<Discrepancy> kept() {
    return List.copyOf(kept);
  }

  synchronized Map<Check, Long> counts() {
    return Map.copyOf(counts);
  }
}
