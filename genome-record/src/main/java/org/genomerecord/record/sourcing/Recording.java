package org.genomerecord.record.sourcing;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.genomerecord.record.event.SealedEvent;
import org.jspecify.annotations.Nullable;

/// Records decided events under their attribution.
public final class Recording {
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private Recording() {}

  /// A new event id (UUIDv7, RFC 9562 section 5.7). Sealed fields are bound to one before the event
  /// exists.
  public static UUID newEventId() {
    return IDS.generate();
  }

  /// Appends the events in order.
  ///
  /// @return the id of the last one, or null if there are none
  public static @Nullable UUID append(
      EventAppender appender, Attribution attribution, List<?> events) {
    UUID last = null;
    for (var event : events) {
      last = event instanceof SealedEvent bound ? bound.sealed().event() : newEventId();
      appender.append(
          new GenericEventMessage(
              last.toString(),
              EventTypes.nameOf(event.getClass()),
              event,
              attribution.toMetadata(),
              attribution.at()));
    }
    return last;
  }
}
