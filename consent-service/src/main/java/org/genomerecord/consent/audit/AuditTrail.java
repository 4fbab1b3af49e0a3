package org.genomerecord.consent.audit;

import io.smallrye.common.annotation.Blocking;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.genomerecord.record.relay.Awaiting;
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
  private static final String INSERT =
      "INSERT INTO audit_entry (log, position, event, type, patient, recorded_at, actor, role,"
          + " organisation, purpose_of_use, outcome, subject, reason, correlation)"
          + " SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[],"
          + " $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],"
          + " $12::text[], $13::text[], $14::text[])";

  private final Inbox inbox;

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
    return List.of("audit_entry");
  }

  @Override
  public AuditEntry meaning(String log, StoredEvent event) {
    return AuditEntries.of(log, event);
  }

  /// All rows in one statement: 2,000 events a second are not to cost as many round trips.
  @Override
  public void write(SqlConnection transaction, List<AuditEntry> entries) {
    var rows =
        Tuple.tuple()
            .addArrayOfString(column(entries, entry -> entry.log))
            .addArrayOfLong(entries.stream().map(entry -> entry.position).toArray(Long[]::new))
            .addArrayOfString(column(entries, entry -> entry.event))
            .addArrayOfString(column(entries, entry -> entry.type))
            .addArrayOfString(column(entries, entry -> entry.patient))
            .addArrayOfOffsetDateTime(
                entries.stream()
                    .map(entry -> entry.recordedAt.atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new))
            .addArrayOfString(column(entries, entry -> entry.actor))
            .addArrayOfString(column(entries, entry -> entry.role))
            .addArrayOfString(column(entries, entry -> entry.organisation))
            .addArrayOfString(column(entries, entry -> entry.purposeOfUse))
            .addArrayOfString(column(entries, entry -> entry.outcome))
            .addArrayOfString(column(entries, entry -> entry.subject))
            .addArrayOfString(column(entries, entry -> entry.reason))
            .addArrayOfString(column(entries, entry -> entry.correlation));
    Awaiting.result(transaction.preparedQuery(INSERT).execute(rows));
  }

  private static String[] column(List<AuditEntry> entries, Function<AuditEntry, String> value) {
    return entries.stream().map(value).toArray(String[]::new);
  }
}
