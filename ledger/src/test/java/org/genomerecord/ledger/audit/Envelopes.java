package org.genomerecord.ledger.audit;

import java.time.Instant;
import java.util.List;
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
