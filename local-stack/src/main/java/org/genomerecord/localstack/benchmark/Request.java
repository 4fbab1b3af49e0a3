package org.genomerecord.localstack.benchmark;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.Envelope;

/// An append that is known by its number alone, so that it can be sent again by another process and
/// found again in the log.
final class Request {
  private static final String TYPE = "benchmark.Requested";
  private static final String PREFIX = "{\"request\":";
  private static final String FILL = ",\"note\":\"" + "n".repeat(160) + "\"}";

  /// Version 7 and variant 2 (RFC 9562 section 5.7), with a fixed time.
  private static final long ID_HIGH = 0x019b_0000_0000_7000L;

  private static final long ID_LOW = 0x8000_0000_0000_0000L;

  private Request() {}

  /// One event, under the condition that no event of this number is there yet.
  static Append append(long number) {
    var tag = "request:" + number;
    return new Append(
        List.of(
            new Envelope(
                new UUID(ID_HIGH, ID_LOW | number),
                TYPE,
                "1",
                Specimens.ATTRIBUTION,
                List.of(tag, "accession:" + number % 1_000),
                PREFIX + number + FILL)),
        List.of(new Criterion(Set.of(tag), Set.of())),
        -1);
  }

  /// The number of a stored event, read from its payload: not from what keeps ids unique.
  static long numberOf(Envelope envelope) {
    var payload = envelope.payload();
    return Long.parseLong(payload.substring(PREFIX.length(), payload.indexOf(',')));
  }
}
