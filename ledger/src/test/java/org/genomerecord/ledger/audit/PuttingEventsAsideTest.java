package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PuttingEventsAsideTest {
  /// A file of a few events is too large already, so that it is spread again and again.
  @ParameterizedTest
  @ValueSource(longs = {20_000, EventShelves.SHELF_BYTES_MAX})
  void eachKeyComesOnceWithItsEventsInOrder(long shelfBytesMax) {
    var entries = Exports.LOGS.entries(AuditedLog.CONSENT);
    var wanted = new HashMap<String, List<Long>>();
    var got = new HashMap<String, List<Long>>();

    try (var shelves = new EventShelves(shelfBytesMax)) {
      for (int i = 0; i < entries.size(); i++) {
        var event =
            EventReading.read(AuditedLog.CONSENT, i, CanonicalEnvelope.decode(entries.get(i)));
        long position = i;
        event
            .keys()
            .forEach(key -> wanted.merge(key, List.of(position), PuttingEventsAsideTest::and));
        shelves.add(event);
      }
      shelves.forEach((key, events) ->
          assertThat(got.put(key, events.stream().map(one -> one.place().position()).toList()))
              .as("a key comes once")
              .isNull());
    }

    assertThat(got).isEqualTo(wanted).isNotEmpty();
  }

  @Test
  void whatComesBackIsWhatWasPutAside() {
    var entry = Exports.LOGS.entries(AuditedLog.INTERPRETATION).getFirst();
    var event = EventReading.read(AuditedLog.INTERPRETATION, 0, CanonicalEnvelope.decode(entry));
    Map<String, AuditedEvent> back = new HashMap<>();

    try (var shelves = new EventShelves(EventShelves.SHELF_BYTES_MAX)) {
      shelves.add(event);
      shelves.forEach((key, events) -> back.put(key, events.getFirst()));
    }

    assertThat(back)
        .hasSize(2)
        .allSatisfy((key, same) -> {
          assertThat(same).isEqualTo(event);
          assertThat(key).contains(":");
        });
  }

  @Test
  void aConsentComesBackWithItsVersionAndItsProvision() {
    var entries = Exports.LOGS.entries(AuditedLog.CONSENT);
    int granted = EditedLogs.first(entries, event -> event.type().equals(KnownEvent.GRANTED));
    var envelope = CanonicalEnvelope.decode(entries.get(granted));
    var event = EventReading.read(AuditedLog.CONSENT, granted, envelope);

    var back = AuditedEvent.of(event.bytes());

    assertThat(back).isEqualTo(event);
    assertThat(back.kind().version()).isEqualTo("2");
    assertThat(back.actor()).isEqualTo(envelope.actor()).isNotEmpty();
    assertThat(envelope.payload())
        .contains("\"provision\":" + back.text(KnownEvent.PROVISION) + ",\"grantedAt\"");
  }

  private static List<Long> and(List<Long> one, List<Long> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
