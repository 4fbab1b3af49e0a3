package org.genomerecord.ingestion.upkeep;

import io.smallrye.common.annotation.Blocking;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.Accessions.Current;
import org.genomerecord.ingestion.accession.InterpretedAccessions;
import org.genomerecord.ingestion.webhook.WebhookDeliveries;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationEvent.InterpretationWithdrawn;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.InterpretationEvent.RecontactClosed;
import org.genomerecord.record.event.KnowledgeEvent;
import org.genomerecord.record.event.PurgeEvent.ReportsPurged;
import org.genomerecord.record.relay.Delivery;
import org.genomerecord.record.relay.Effect;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;

/// Follows interpretation-service: whether what a laboratory submitted is interpreted. That a file
/// is interpreted again, after a release or with other files, is no matter of its laboratory.
@ApplicationScoped
class InterpretationChanges implements Effect<InterpretationChanges.Step> {
  private static final String TOPIC = "interpretation.events";
  private static final String ACCESS = "access.";
  private static final EventTypes<InterpretationEvent> TYPES =
      EventTypes.of(InterpretationEvent.class);
  private static final EventTypes<ReportsPurged> PURGED = EventTypes.of(ReportsPurged.class);
  private static final EventTypes<KnowledgeEvent> KNOWLEDGE = EventTypes.of(KnowledgeEvent.class);

  private final Accessions accessions;
  private final WebhookDeliveries deliveries;
  private final Inbox inbox;

  InterpretationChanges(Accessions accessions, WebhookDeliveries deliveries, Inbox inbox) {
    this.accessions = accessions;
    this.deliveries = deliveries;
    this.inbox = inbox;
  }

  /// What an event says of an accession.
  sealed interface Step {
    record Interpreted(UUID event, AccessionId accession, Instant at) implements Step {}

    /// As a laboratory corrected a result, this one or another of the patient.
    record Amended(UUID event, AccessionId accession, Instant at) implements Step {}

    record NotInForce(AccessionId accession) implements Step {}

    record Nothing() implements Step {}
  }

  /// Returns only when the events are dealt with: until then Kafka delivers them again.
  @Incoming("interpretation-events")
  @Blocking
  void take(ConsumerRecords<String, String> events) {
    inbox.take(events, this);
  }

  @Override
  public Set<String> logs() {
    return Set.of(TOPIC);
  }

  @Override
  public Step meaning(Delivery delivery, StoredEvent event) {
    return meaning(event.envelope());
  }

  static Step meaning(Envelope envelope) {
    var type = envelope.type();
    if (type.startsWith(ACCESS)) {
      return new Step.Nothing();
    }
    if (KNOWLEDGE.knows(type)) {
      KNOWLEDGE.typeOf(type, envelope.version()); // one of a newer release is parked
      return new Step.Nothing();
    }
    if (PURGED.knows(type)) {
      PURGED.typeOf(type, envelope.version());
      return new Step.Nothing();
    }
    return switch (TYPES.read(type, envelope.version(), envelope.payload())) {
      case InterpretationIssued issued ->
          new Step.Interpreted(envelope.id(), issued.accession(), issued.issuedAt());
      case InterpretationAmended amended when amended.reason() == Reason.RESULT_CORRECTED ->
          new Step.Amended(envelope.id(), amended.accession(), amended.amendedAt());
      case InterpretationWithdrawn withdrawn -> new Step.NotInForce(withdrawn.accession());
      case InterpretationAmended _, InterpretationDeclined _, RecontactClosed _ ->
          new Step.Nothing();
    };
  }

  @Override
  public void write(SqlConnection transaction, List<Step> steps) {
    for (var step : steps) {
      switch (step) {
        case Step.Interpreted(var event, var accession, var at) ->
            interpreted(transaction, event, accession, at, accessions.find(accession));
        case Step.Amended(var event, var accession, var at) -> {
          var current = accessions.find(accession);
          if (awaitsInterpretation(
              current.accession(), InterpretedAccessions.at(transaction, accession))) {
            interpreted(transaction, event, accession, at, current);
          }
        }
        case Step.NotInForce(var accession) -> InterpretedAccessions.forget(transaction, accession);
        case Step.Nothing() -> {}
      }
    }
  }

  private void interpreted(
      SqlConnection transaction, UUID event, AccessionId accession, Instant at, Current current) {
    InterpretedAccessions.note(transaction, accession, at);
    current
        .accession()
        .counting()
        .ifPresent(counting ->
            deliveries.tellInterpreted(
                transaction,
                event,
                counting.submission().lab(),
                accession,
                at,
                current.position()));
  }

  /// Whether it was corrected itself, and not interpreted since: what another laboratory corrects
  /// is no matter of this one.
  ///
  /// @param interpretedAt empty if it is not interpreted
  static boolean awaitsInterpretation(Accession accession, Optional<Instant> interpretedAt) {
    return accession
        .counting()
        .filter(counting -> !counting.versions().isEmpty())
        .filter(corrected ->
            interpretedAt
                .map(before -> before.isBefore(corrected.file().acceptedAt()))
                .orElse(true))
        .isPresent();
  }
}
