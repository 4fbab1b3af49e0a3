package org.genomerecord.ledger.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genomerecord.ledger.tree.Hash;

/// What one log turned out to be.
///
/// @param origin as its checkpoint says
/// @param size that was signed
/// @param keys of the log that signed
/// @param witnesses that cosigned, with the time each says it did, in seconds since the epoch
/// @param witnessesAsked whether the policy asks for any
/// @param earlier how many earlier checkpoints it was compared with
/// @param entries how many entries were read
/// @param types how many events of each kind
/// @param firstRecordedAt of its first event
/// @param lastRecordedAt the latest of its events
public record LogSummary(
    AuditedLog log,
    String origin,
    long size,
    Hash root,
    List<String> keys,
    Map<String, Long> witnesses,
    boolean witnessesAsked,
    int earlier,
    long entries,
    Map<String, Long> types,
    Optional<Instant> firstRecordedAt,
    Optional<Instant> lastRecordedAt) {
  public LogSummary {
    keys = List.copyOf(keys);
    witnesses = Map.copyOf(witnesses);
    types = Map.copyOf(types);
  }
}
