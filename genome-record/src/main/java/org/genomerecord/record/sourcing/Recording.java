package org.genomerecord.record.sourcing;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.genomerecord.record.event.SealedEvent;
import org.jspecify.annotations.Nullable;

/// Records decided events under their attribution.
public final class Recording {
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  /// Metadata of an event that is being recorded; the log does not keep it.
  private static final String BEING_RECORDED = "beingRecorded";

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
              withMark(attribution),
              attribution.at()));
    }
    return last;
  }

  private static Map<String, String> withMark(Attribution attribution) {
    var metadata = new HashMap<>(attribution.toMetadata());
    metadata.put(BEING_RECORDED, "true");
    return metadata;
  }

  /// Whether the event is on its way into the log in this very command, and not read from it.
  static boolean isUnderWay(EventMessage event) {
    return event.metadata().containsKey(BEING_RECORDED);
  }
}
