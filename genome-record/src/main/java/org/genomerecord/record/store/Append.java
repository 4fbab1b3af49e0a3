package org.genomerecord.record.store;

import java.util.List;

/// A request to append events, all or none.
///
/// @param events in order; at least one
/// @param unless the append is refused if an event that matches one of these stands after `after`;
///   empty: no condition
/// @param after position that the caller has seen up to; -1: nothing
public record Append(List<Envelope> events, List<Criterion> unless, long after) {
  public Append {
    events = List.copyOf(events);
    unless = List.copyOf(unless);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("an append has at least one event");
    }
  }

  /// Whether an event appended after the caller looked spoils this request.
  boolean spoiledBy(StoredEvent event) {
    return event.position() > after
        && unless.stream().anyMatch(criterion -> criterion.matches(event.envelope()));
  }
}
