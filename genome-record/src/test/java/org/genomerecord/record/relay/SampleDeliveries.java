package org.genomerecord.record.relay;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;

/// Events of a log called `other.events` as Kafka would deliver them, all in one partition.
final class SampleDeliveries {
  static final String LOG = "other.events";
  static final String KNOWN = "other.Known";
  static final String NEWER = "other.Newer";
  static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  /// Of which the content is read too.
  static final String CONSENT = "consent.ConsentWithdrawn";

  private SampleDeliveries() {}

  static StoredEvent event(long position, String patient, String type) {
    return new StoredEvent(
        position,
        new Envelope(
            new UUID(7, position),
            type,
            "1",
            new Attribution(
                new Actor("dr-grey", "clinician", null), "TREAT", AT, "request-1", null, null),
            List.of("patient:" + patient),
            "{}"));
  }

  /// Published once: the offset is the position.
  static Delivery delivery(long position, String patient, String type) {
    return repeated(position, position, patient, type);
  }

  /// Published with this offset.
  static Delivery repeated(long position, long offset, String patient, String type) {
    return new Delivery(LOG, 0, offset, patient, WireEvent.write(event(position, patient, type)));
  }

  static Delivery unreadable(long offset, String patient) {
    return new Delivery(LOG, 0, offset, patient, "{\"position\":" + offset + ",\"not\":\"it\"}");
  }
}
