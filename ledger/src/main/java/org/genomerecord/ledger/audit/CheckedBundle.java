package org.genomerecord.ledger.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.genomerecord.ledger.tree.Hash;
import org.jspecify.annotations.Nullable;

/// What came of checking one bundle of entries. Filled by one thread, then read by another.
final class CheckedBundle {
  /// Stands for the time of an event that does not decode.
  static final long NO_TIME = Long.MIN_VALUE;

  final long first;
  final long[] recordedAtMicros;
  final @Nullable UUID[] ids;
  final List<AuditedEvent> events = new ArrayList<>();
  final List<Discrepancy> discrepancies = new ArrayList<>();
  final Map<String, Long> types = new HashMap<>();

  /// How many entries were read.
  int entries;

  /// The leaf hashes to go on with, one after another, or null if there is no telling what they
  /// are.
  byte @Nullable [] leaves;

  /// The root over a full tile of leaves.
  Optional<Hash> root = Optional.empty();

  CheckedBundle(long first, int width) {
    this.first = first;
    this.recordedAtMicros = new long[width];
    Arrays.fill(recordedAtMicros, NO_TIME);
    this.ids = new UUID[width];
  }

  int width() {
    return ids.length;
  }
}
