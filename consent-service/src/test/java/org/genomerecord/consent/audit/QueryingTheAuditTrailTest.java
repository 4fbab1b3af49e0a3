package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.test.fixture.AxonTestFixture;
import org.genomerecord.record.event.AuditEvent.AuditTrailExported;
import org.genomerecord.record.event.AuditEvent.AuditTrailQueried;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryingTheAuditTrailTest {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final QueryAuditTrail QUERY =
      new QueryAuditTrail(
          PATIENT,
          AuditFilter.NONE,
          new QueryAuditTrail.Look.Question("events"),
          new Attribution(
              new Actor("olga", "compliance-officer", null), null, NOON, "request-1", null, null));

  private final AxonTestFixture audit =
      AxonTestFixture.with(QueryAuditTrailHandler.register(EventSourcingConfigurer.create()));

  @AfterEach
  void stop() {
    audit.stop();
  }

  @Test
  void lookingLeavesATrace() {
    audit
        .given()
        .noPriorActivity()
        .when()
        .command(QUERY)
        .then()
        .success()
        .events(new AuditTrailQueried(PATIENT, "events", AuditFilter.NONE, NOON))
        .eventsSatisfy(
            events -> assertThat(events.getFirst().metadata()).containsEntry("actor", "olga"));
  }

  @Test
  void soDoesALookAtWhatIsAboutNobodyKnown() {
    audit
        .given()
        .noPriorActivity()
        .when()
        .command(
            new QueryAuditTrail(
                null,
                AuditFilter.NONE,
                new QueryAuditTrail.Look.Question("explanations"),
                QUERY.attribution()))
        .then()
        .success()
        .events(new AuditTrailQueried(null, "explanations", AuditFilter.NONE, NOON));
  }

  @Test
  void takingACopyLeavesATraceWithItsFormatAndWhereItWentOn() {
    var copy =
        new QueryAuditTrail(
            null,
            AuditFilter.NONE,
            new QueryAuditTrail.Look.Copy("csv", "cursor"),
            QUERY.attribution());

    audit
        .given()
        .noPriorActivity()
        .when()
        .command(copy)
        .then()
        .success()
        .events(new AuditTrailExported(null, "csv", AuditFilter.NONE, "cursor", NOON));
  }

  @Test
  void lookingAgainLeavesAnother() {
    audit
        .given()
        .event(new AuditTrailQueried(PATIENT, "events", AuditFilter.NONE, NOON))
        .when()
        .command(QUERY)
        .then()
        .success()
        .events(new AuditTrailQueried(PATIENT, "events", AuditFilter.NONE, NOON));
  }
}
