package org.genomerecord.ledger.tampering;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.ledger.audit.AuditedLog;

/// A [SyntheticStory] in memory.
public final class SyntheticLogs {
  private final Map<AuditedLog, List<byte[]>> entries = new EnumMap<>(AuditedLog.class);
  private final long endSeconds;

  private SyntheticLogs(long seed, int patients) {
    for (var log : AuditedLog.values()) {
      entries.put(log, new ArrayList<>());
    }
    var story = new SyntheticStory(seed, 0, (log, entry) -> of(log).add(entry));
    for (int i = 0; i < patients; i++) {
      story.patient();
    }
    endSeconds = story.nowSeconds();
  }

  /// The same seed gives the same events.
  public static SyntheticLogs of(long seed, int patients) {
    return new SyntheticLogs(seed, patients);
  }

  /// The canonical envelopes of a log, in order.
  public List<byte[]> entries(AuditedLog log) {
    return List.copyOf(of(log));
  }

  private List<byte[]> of(AuditedLog log) {
    return entries.getOrDefault(log, List.of());
  }

  /// When the story ends, in seconds since the epoch.
  public long endSeconds() {
    return endSeconds;
  }
}
