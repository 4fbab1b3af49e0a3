package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.SampleEvents;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireEventTest {
  private static final UUID ID = UUID.fromString("0197e4c0-0000-7000-8000-000000000001");
  private static final Instant WHEN = Instant.parse("2026-01-01T12:00:00.123456Z");

  static List<Object> samples() {
    return SampleEvents.all();
  }

  private static StoredEvent stored(Object event, Attribution attribution) {
    var name = EventTypes.nameOf(event.getClass());
    return new StoredEvent(
        17,
        new Envelope(
            ID,
            name.name(),
            name.version(),
            attribution,
            List.of("patient:p"),
            EventJson.write(event)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anEventArrivesAsItWasStoredToTheLastByte(Object event) {
    var stored =
        stored(
            event,
            new Attribution(
                new Actor("dr-grey", "clinician", "north"), "TREAT", WHEN, "r", "c", "00-t"));

    var arrived = WireEvent.read(WireEvent.write(stored));

    assertThat(arrived).isEqualTo(stored);
    assertThat(arrived.envelope().leafHash()).isEqualTo(stored.envelope().leafHash());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsAbsentStaysAbsent(Object event) {
    var stored =
        stored(event, new Attribution(new Actor("a", "lab", null), null, WHEN, "r", null, null));

    assertThat(WireEvent.read(WireEvent.write(stored))).isEqualTo(stored);
  }

  @Test
  void anEventIsSentOnceUnderEachOfItsPatients() {
    var one = SampleDeliveries.event(1, "b", SampleDeliveries.KNOWN).envelope();
    var two = withTags(one, List.of("lab:l", "patient:b", "patient:a"));
    var nobody = withTags(one, List.of("lab:l"));

    assertThat(WireEvent.keys(new StoredEvent(1, one))).containsExactly("b");
    assertThat(WireEvent.keys(new StoredEvent(1, two))).containsExactly("a", "b");
    assertThat(WireEvent.keys(new StoredEvent(1, nobody))).containsExactly("-");
  }

  private static Envelope withTags(Envelope event, List<String> tags) {
    return new Envelope(
        event.id(), event.type(), event.version(), event.attribution(), tags, event.payload());
  }

  @Test
  void somethingElseIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> WireEvent.read("{\"canary\":1}"))
        .isInstanceOf(EventJson.UnreadableEvent.class)
        .hasMessageNotContaining("canary");
  }
}
