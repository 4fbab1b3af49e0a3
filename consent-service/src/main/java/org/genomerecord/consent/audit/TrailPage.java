package org.genomerecord.consent.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.genomerecord.ledger.tile.TileAddress;
import org.jspecify.annotations.Nullable;

/// A page of entries.
///
/// @param entries in the order that was asked for
/// @param next cursor to ask on with; null: these are the last
record TrailPage(List<Row> entries, @Nullable String next) {
  TrailPage {
    entries = List.copyOf(entries);
  }

  /// An entry as it is answered.
  ///
  /// @param cursor of its place
  record Row(@JsonUnwrapped AuditEntry entry, String cursor, Proof proof) {
    static Row of(AuditEntry entry) {
      return new Row(entry, entry.place().cursor(), Proof.of(entry.log, entry.position));
    }
  }

  /// Where the proof of an entry is: the bundle that it stands in, the hashes of that bundle, and
  /// the signed checkpoint that both have to lead to (C2SP tlog-tiles). Once the log has signed so
  /// far, which it does every second.
  record Proof(String entries, String hashes, String checkpoint) {
    private static final String TOPIC_SUFFIX = ".events";

    static Proof of(String topic, long position) {
      var ledger = "/ledger/" + topic.substring(0, topic.length() - TOPIC_SUFFIX.length()) + "/";
      // As wide as it was when the entry was the last one; wider ones have the same address after.
      var tile =
          new TileAddress(
              0, position / TileAddress.FULL, Math.toIntExact(position % TileAddress.FULL) + 1);
      return new Proof(ledger + tile.entriesPath(), ledger + tile.path(), ledger + "checkpoint");
    }
  }

  /// @param found one more than the page holds, if there are more
  static TrailPage of(List<AuditEntry> found, int limit) {
    var entries = found.subList(0, Math.min(limit, found.size()));
    return new TrailPage(
        entries.stream().map(Row::of).toList(),
        found.size() > limit ? entries.getLast().place().cursor() : null);
  }
}
