package org.genomerecord.ingestion.upkeep;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.genomerecord.ingestion.partial.PartialUploads;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EnrolmentEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.ErasureEvent.ErasureCancelled;
import org.genomerecord.record.event.ErasureEvent.ErasureRefused;
import org.genomerecord.record.event.ErasureEvent.ErasureRequested;
import org.genomerecord.record.event.ErasureEvent.LegalHoldLifted;
import org.genomerecord.record.event.ErasureEvent.LegalHoldPlaced;
import org.genomerecord.record.event.ErasureEvent.PatientErased;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.SubjectKeyEvent.SubjectKeyRenewed;
import org.genomerecord.record.relay.Delivery;
import org.genomerecord.record.relay.Effect;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.PatientEvents;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// Follows consent-service: renewed keys and erasures.
///
/// What an event asks for is done before the event is noted, and may be done twice: cut short, it
/// is delivered again, and goes on.
@ApplicationScoped
class PatientChanges implements Effect<PatientChanges.Step> {
  private static final String TOPIC = "consent.events";
  private static final Actor SERVICE = new Actor("ingestion-service", "service", null);

  private final Resealing resealing;
  private final Purge purge;
  private final PartialUploads uploads;
  private final Inbox inbox;

  PatientChanges(Resealing resealing, Purge purge, PartialUploads uploads, Inbox inbox) {
    this.resealing = resealing;
    this.purge = purge;
    this.uploads = uploads;
    this.inbox = inbox;
  }

  /// What an event asks for.
  ///
  /// @param event null if it asks for nothing
  record Step(Envelope envelope, @Nullable PatientEvent event) {}

  /// Returns only when the event is dealt with: until then Kafka delivers it again.
  @Incoming("consent-events")
  @Blocking
  void take(ConsumerRecord<String, String> event) {
    inbox.take(List.of(event), this);
  }

  @Override
  public Set<String> logs() {
    return Set.of(TOPIC);
  }

  @Override
  public Step meaning(Delivery delivery, StoredEvent event) {
    var envelope = event.envelope();
    return new Step(
        envelope,
        PatientEvents.read(envelope.type(), envelope.version(), envelope.payload()).orElse(null));
  }

  @Override
  public void settle(Step step) {
    switch (step.event()) {
      case SubjectKeyRenewed renewed ->
          resealing.reseal(renewed.patient(), renewed.keyGeneration(), by(step.envelope()));
      case ErasureBegun begun -> {
        uploads.purge(begun.patient());
        purge.purge(begun.patient(), by(step.envelope()));
      }
      case EnrolmentEvent _,
          ConsentEvent _,
          ProxyEvent _,
          EmergencyAccessDeclared _,
          ErasureRequested _,
          ErasureCancelled _,
          ErasureRefused _,
          LegalHoldPlaced _,
          LegalHoldLifted _,
          PatientErased _ -> {} // None is about files.
      case null -> {}
    }
  }

  private static Attribution by(Envelope cause) {
    return new Attribution(
        SERVICE,
        PurposeOfUse.TREATMENT,
        Caller.now(),
        cause.attribution().correlation(),
        cause.id().toString(),
        Caller.traceParent());
  }
}
