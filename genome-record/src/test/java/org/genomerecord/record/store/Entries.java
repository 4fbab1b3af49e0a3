package org.genomerecord.record.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Recording;

/// Envelopes and requests for tests of the log, in one line each.
final class Entries {
  static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("dr-grey", "clinician", "north-hospital"),
          "TREAT",
          Instant.parse("2026-01-01T12:00:00Z"),
          "request-1",
          null,
          null);

  private Entries() {}

  static Envelope event(String type, String... tags) {
    return event(Recording.newEventId(), type, tags);
  }

  static Envelope event(UUID id, String type, String... tags) {
    return new Envelope(id, type, "1", ATTRIBUTION, List.of(tags), "{}");
  }

  static Criterion tagged(String... tags) {
    return new Criterion(Set.of(tags), Set.of());
  }

  static Criterion typed(String... types) {
    return new Criterion(Set.of(), Set.of(types));
  }

  static Criterion anything() {
    return new Criterion(Set.of(), Set.of());
  }

  /// Without a condition.
  static Append append(Envelope... events) {
    return new Append(List.of(events), List.of(), -1);
  }

  /// Refused if an event after the position matches one of the criteria.
  static Append appendUnless(long after, List<Criterion> unless, Envelope... events) {
    return new Append(List.of(events), unless, after);
  }

  /// Refused if the log has any event with the tag.
  static Append onlyOne(String tag) {
    return appendUnless(-1, List.of(tagged(tag)), event("test.Marked", tag));
  }
}
