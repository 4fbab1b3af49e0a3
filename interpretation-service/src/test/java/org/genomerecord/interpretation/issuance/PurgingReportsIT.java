package org.genomerecord.interpretation.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.ErasureEvent.PatientErased;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Delivery;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On the real store: the event that the read model follows. What the read model makes of it is
/// seen on the whole stack.
class PurgingReportsIT {
  private static final Delivery DELIVERY = new Delivery("consent.events", 0, 0, "", "");
  private static final Instant WHEN = Instant.parse("2026-01-01T12:00:00Z");
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final Pseudonym ANOTHER = new Pseudonym("PATIENT0000000000000000002");

  private final TestLog log = TestLog.create();
  private final PatientChanges erased = new PatientChanges(log.reader(), log.sequencer());

  @AfterEach
  void close() {
    log.close();
  }

  private static StoredEvent event(String name, String payload) {
    return new StoredEvent(
        7,
        new Envelope(
            Recording.newEventId(),
            name,
            "1",
            new Attribution(
                new Actor("consent-service", "service", null), null, WHEN, "request-1", null, null),
            List.of(),
            payload));
  }

  private void take(Object event) {
    var name = EventTypes.nameOf(event.getClass()).name();
    erased.settle(erased.meaning(DELIVERY, event(name, EventJson.write(event))));
  }

  private List<String> purged() {
    return log.events().stream()
        .map(event -> event.envelope().type() + " " + event.envelope().tag("patient"))
        .toList();
  }

  @Test
  void fromTheBeginningOfAnErasureOnTheyGo() {
    take(new ErasureBegun(PATIENT, List.of(1), WHEN));

    assertThat(purged()).containsExactly("interpretation.ReportsPurged " + PATIENT);
    assertThat(log.events().getFirst().envelope().attribution().correlation())
        .isEqualTo("request-1");
  }

  @Test
  void deliveredAgainItIsRecordedOnce() {
    take(new ErasureBegun(PATIENT, List.of(1), WHEN));
    take(new ErasureBegun(ANOTHER, List.of(1), WHEN));
    take(new ErasureBegun(PATIENT, List.of(1), WHEN));

    assertThat(purged())
        .containsExactly(
            "interpretation.ReportsPurged " + PATIENT, "interpretation.ReportsPurged " + ANOTHER);
  }

  @Test
  void nothingElseMakesThemGo() {
    take(new PatientErased(PATIENT, List.of(1), WHEN, WHEN));

    assertThat(purged()).isEmpty();
  }

  @Test
  void whatThisReleaseDoesNotKnowIsNotPassedOver() {
    assertThatThrownBy(() -> erased.meaning(DELIVERY, event("consent.Unheard", "{}")))
        .isInstanceOf(UnknownEvent.class);
  }
}
