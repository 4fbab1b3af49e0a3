package org.genomerecord.consent.audit;

import io.smallrye.common.annotation.Blocking;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.genomerecord.record.relay.Delivery;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.relay.RebuiltEffect;
import org.genomerecord.record.store.StoredEvent;

/// Follows all logs of the suite and keeps the audit trail.
///
/// The rows of a Kafka batch and the positions reached are written in one transaction. An event
/// that cannot be understood is parked with its patient's later ones, and an answer about that
/// patient says so; a database that does not answer is tried again without end, because nothing may
/// be missing.
@ApplicationScoped
class AuditTrail implements RebuiltEffect<AuditEntry> {
  private final Inbox inbox;
  private final AuditTrailWriter writer = new AuditTrailWriter();

  AuditTrail(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("consent-events")
  @Blocking
  void consent(ConsumerRecords<String, String> events) {
    inbox.take(events, this);
  }

  @Incoming("ingestion-events")
  @Blocking
  void ingestion(ConsumerRecords<String, String> events) {
    inbox.take(events, this);
  }

  @Incoming("interpretation-events")
  @Blocking
  void interpretation(ConsumerRecords<String, String> events) {
    inbox.take(events, this);
  }

  @Override
  public String name() {
    return "audit-trail";
  }

  @Override
  public Set<String> logs() {
    return Set.of("consent.events", "ingestion.events", "interpretation.events");
  }

  @Override
  public List<String> tables() {
    return List.of("audit_entry", "audit_facet", "audit_entry_consent");
  }

  @Override
  public AuditEntry meaning(Delivery delivery, StoredEvent event) {
    return AuditEntries.of(delivery.log(), delivery.patient(), event);
  }

  @Override
  public void write(SqlConnection transaction, List<AuditEntry> entries) {
    writer.write(transaction, entries);
  }
}
