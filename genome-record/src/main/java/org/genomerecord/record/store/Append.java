package org.genomerecord.record.store;

import java.util.List;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;

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

  /// One event of its own, without a condition: it records what happened and rests on nothing.
  ///
  /// @param event of a registered type, not sealed
  /// @param tags `key:value`
  public static Append fact(Object event, Attribution attribution, List<String> tags) {
    var name = EventTypes.nameOf(event.getClass());
    var envelope =
        new Envelope(
            Recording.newEventId(),
            name.name(),
            name.version(),
            attribution,
            tags,
            EventJson.write(event));
    return new Append(List.of(envelope), List.of(), -1);
  }

  /// Whether an event appended after the caller looked spoils this request.
  boolean spoiledBy(StoredEvent event) {
    return event.position() > after
        && unless.stream().anyMatch(criterion -> criterion.matches(event.envelope()));
  }
}
