package org.genomerecord.ledger.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;

/// Envelopes like others, but for something.
final class Envelopes {
  private Envelopes() {}

  static byte[] with(CanonicalEnvelope event, List<String> tags, String payload) {
    return of(event, event.type(), event.version(), event.recordedAt(), tags, payload);
  }

  static byte[] ofVersion(CanonicalEnvelope event, String version, String payload) {
    return of(event, event.type(), version, event.recordedAt(), event.tags(), payload);
  }

  static byte[] ofType(CanonicalEnvelope event, String type) {
    return of(event, type, event.version(), event.recordedAt(), event.tags(), event.payload());
  }

  /// Another event by the same actor, for an emergency.
  static byte[] inAnEmergency(
      CanonicalEnvelope event, UUID id, String type, List<String> tags, String payload) {
    return new CanonicalEnvelope(
            id,
            type,
            type.equals(KnownEvent.PERMITTED) ? "2" : "1",
            event.recordedAt(),
            event.actor(),
            event.role(),
            event.organisation(),
            "ETREAT",
            event.correlation(),
            event.causation(),
            tags,
            payload)
        .encode();
  }

  static byte[] at(CanonicalEnvelope event, String recordedAt) {
    return of(
        event,
        event.type(),
        event.version(),
        Instant.parse(recordedAt),
        event.tags(),
        event.payload());
  }

  private static byte[] of(
      CanonicalEnvelope event,
      String type,
      String version,
      Instant recordedAt,
      List<String> tags,
      String payload) {
    return new CanonicalEnvelope(
            event.id(),
            type,
            version,
            recordedAt,
            event.actor(),
            event.role(),
            event.organisation(),
            event.purposeOfUse(),
            event.correlation(),
            event.causation(),
            tags,
            payload)
        .encode();
  }
}
