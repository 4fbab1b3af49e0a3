package org.genomerecord.interpretation.issuance;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows ingestion-service and has every accepted call set interpreted, in order, none left out.
@ApplicationScoped
class AcceptedCallSets {
  private static final Logger LOG = LoggerFactory.getLogger(AcceptedCallSets.class);
  private static final String TOPIC = "ingestion.events";
  private static final String ACCESS = "access.";
  private static final EventTypes<AccessionEvent> TYPES = EventTypes.of(AccessionEvent.class);
  private static final Actor SERVICE = new Actor("interpretation-service", "service", null);

  /// Call sets are interpreted for the patient's treatment (HL7 v3 PurposeOfUse).
  private static final String PURPOSE_OF_USE = "TREAT";

  private static final long PAUSE_MILLIS = 1_000;

  private final CallSetInterpretation interpretation;
  private final Inbox inbox;
  private final Signal stop = new Signal();
  private volatile boolean stopping;

  AcceptedCallSets(CallSetInterpretation interpretation, Inbox inbox) {
    this.interpretation = interpretation;
    this.inbox = inbox;
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    stop.raise();
  }

  /// Answers only when the event is dealt with: until then Kafka delivers it again.
  @Incoming("ingestion-events")
  @Blocking
  void take(String json) throws InterruptedException {
    var event = Inbox.read(json);
    while (true) {
      try {
        if (!inbox.knows(TOPIC, event)) {
          settle(event);
          ReadModels.change(() -> inbox.note(TOPIC, event));
          inbox.noted();
        }
        return;
      } catch (Refusal refusal) {
        if (stopping || refusal.category() != Category.UNAVAILABLE) {
          throw refusal;
        }
        LOG.warn("event {} waits: {}", event.envelope().id(), refusal.code());
        stop.await(0, PAUSE_MILLIS);
      }
    }
  }

  private void settle(StoredEvent event) {
    var envelope = event.envelope();
    if (envelope.type().startsWith(ACCESS)) {
      return;
    }
    switch (EventJson.read(envelope.payload(), TYPES.typeOf(envelope.type()))) {
      case SubmissionReceived _ -> {}
      case SubmissionRefused _ -> {}
      case CallSetAccepted accepted ->
          interpretation.settle(
              accepted,
              new Attribution(
                  SERVICE,
                  PURPOSE_OF_USE,
                  Caller.now(),
                  envelope.attribution().correlation(),
                  envelope.id().toString(),
                  Caller.traceParent()));
    }
  }
}
