package org.genomerecord.consent.audit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows all logs of the suite and keeps the audit trail.
///
/// The row and the position reached are written in one transaction. An event that cannot be
/// understood stops the trail, loudly; a database that does not answer is tried again without end,
/// because nothing may be missing.
@ApplicationScoped
class AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final Duration BACK_OFF = Duration.ofMillis(200);
  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);

  private final Inbox inbox;

  AuditTrail(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("consent-events")
  Uni<Void> consent(String event) {
    return keep("consent.events", event);
  }

  @Incoming("ingestion-events")
  Uni<Void> ingestion(String event) {
    return keep("ingestion.events", event);
  }

  @Incoming("interpretation-events")
  Uni<Void> interpretation(String event) {
    return keep("interpretation.events", event);
  }

  private Uni<Void> keep(String log, String json) {
    var stored = Inbox.read(json);
    return Uni.createFrom()
        .deferred(() ->
            Panache.withTransaction(() ->
                inbox
                    .note(log, stored)
                    .chain(fresh ->
                        fresh
                            ? AuditEntries.of(log, stored).persist().replaceWithVoid()
                            : Uni.createFrom().voidItem())))
        .onFailure()
        .invoke(failure -> LOG.warn("audit trail waits at {} {}", log, stored.position(), failure))
        .onFailure(failure ->
            !(failure instanceof UnknownEvent || failure instanceof EventJson.UnreadableEvent))
        .retry()
        .withBackOff(BACK_OFF, BACK_OFF_MAX)
        .indefinitely()
        .invoke(inbox::noted);
  }
}
