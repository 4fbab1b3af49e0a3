package org.genomerecord.record.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.SampleEvents;
import org.genomerecord.record.store.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FollowingConsentServiceTest {
  private static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("x", "service", null),
          null,
          Instant.parse("2026-01-01T12:00:00Z"),
          "r",
          null,
          null);

  /// Whatever consent-service can write.
  static List<Object> written() {
    return SampleEvents.all().stream()
        .filter(event ->
            List.of("consent", "access")
                .contains(EventTypes.nameOf(event.getClass()).qualifiedName().namespace()))
        .toList();
  }

  private static Envelope envelope(String name, String version, String payload) {
    return new Envelope(new UUID(0, 1), name, version, ATTRIBUTION, List.of(), payload);
  }

  @ParameterizedTest
  @MethodSource("written")
  void eachOfItsEventsIsReadOrPassedOverOnPurpose(Object event) {
    var name = EventTypes.nameOf(event.getClass());

    var read = PatientEvents.read(envelope(name.name(), name.version(), EventJson.write(event)));

    assertThat(read.isPresent()).isEqualTo(event instanceof PatientEvent);
    read.ifPresent(found -> assertThat(found).isEqualTo(event));
  }

  @Test
  void whatNobodyKnowsIsNotPassedOver() {
    assertThatThrownBy(() -> PatientEvents.read(envelope("consent.SomethingNew", "1", "{}")))
        .isInstanceOf(UnknownEvent.class);
  }

  @Test
  void aNewerVersionOfWhatMattersIsNotPassedOver() {
    assertThatThrownBy(() -> PatientEvents.read(envelope("consent.ErasureBegun", "9", "{}")))
        .isInstanceOf(UnknownEvent.class);
  }
}
