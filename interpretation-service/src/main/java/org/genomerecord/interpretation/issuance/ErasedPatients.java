package org.genomerecord.interpretation.issuance;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.PurgeEvent.ReportsPurged;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Delivery;
import org.genomerecord.record.relay.Effect;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.PatientEvents;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// Follows consent-service and has the reports of erased patients go: by an event of this service's
/// own log, so that they go again whenever the read model is built again.
@ApplicationScoped
class ErasedPatients implements Effect<ErasedPatients.Step> {
  private static final String TOPIC = "consent.events";
  private static final String PURGED = EventTypes.storedName(ReportsPurged.class);
  private static final Actor SERVICE = new Actor("interpretation-service", "service", null);

  private final LogReader log;
  private final AppendSequencer sequencer;
  private final Consumer<ConsumerRecord<String, String>> inbox;

  @Inject
  ErasedPatients(LogReader log, AppendSequencer sequencer, Inbox inbox) {
    this.log = log;
    this.sequencer = sequencer;
    this.inbox = event -> inbox.take(List.of(event), this);
  }

  /// Without Kafka.
  ErasedPatients(LogReader log, AppendSequencer sequencer) {
    this.log = log;
    this.sequencer = sequencer;
    this.inbox = _ -> {};
  }

  /// @param begun null if the event is another
  record Step(Envelope envelope, @Nullable ErasureBegun begun) {}

  /// Returns only when the event is dealt with: until then Kafka delivers it again.
  @Incoming("consent-events")
  @Blocking
  void take(ConsumerRecord<String, String> event) {
    inbox.accept(event);
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
        PatientEvents.read(envelope.type(), envelope.version(), envelope.payload())
            .filter(ErasureBegun.class::isInstance)
            .map(ErasureBegun.class::cast)
            .orElse(null));
  }

  @Override
  public void settle(Step step) {
    if (step.begun() == null) {
      return;
    }
    var patient = "patient:" + step.begun().patient();
    var purged = List.of(new Criterion(Set.of(patient), Set.of(PURGED)));
    if (Awaiting.result(log.matching(purged, 0)).events().isEmpty()) {
      var now = Caller.now();
      sequencer
          .append(
              Append.fact(
                  new ReportsPurged(step.begun().patient(), now),
                  new Attribution(
                      SERVICE,
                      null,
                      now,
                      step.envelope().attribution().correlation(),
                      step.envelope().id().toString(),
                      Caller.traceParent()),
                  List.of(patient)))
          .join();
    }
  }
}
