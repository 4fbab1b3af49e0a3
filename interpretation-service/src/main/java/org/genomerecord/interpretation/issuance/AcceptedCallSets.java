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
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.UnknownEvent;
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

  /// Answers only when the event is dealt with: until then Kafka delivers it again. Whatever is
  /// away is waited for; only an event that cannot be understood stops the consumer.
  @Incoming("ingestion-events")
  @Blocking
  void take(String json) throws InterruptedException {
    var event = Inbox.read(json);
    while (!stopping) {
      try {
        if (!inbox.knows(TOPIC, event)) {
          settle(event);
          ReadModels.change(() -> inbox.note(TOPIC, event));
          inbox.noted();
        }
        return;
      } catch (UnknownEvent | EventJson.UnreadableEvent unread) {
        throw unread;
      } catch (RuntimeException away) {
        LOG.warn("event {} waits", event.envelope().id(), away);
        stop.await(0, PAUSE_MILLIS);
      }
    }
    throw new IllegalStateException("stopping");
  }

  private void settle(StoredEvent event) {
    var envelope = event.envelope();
    if (envelope.type().startsWith(ACCESS)) {
      return;
    }
    switch (TYPES.read(envelope.type(), envelope.version(), envelope.payload())) {
      case SubmissionReceived _ -> {}
      case SubmissionRefused _ -> {}
      case CallSetAccepted accepted ->
          interpretation.settle(
              accepted,
              new Attribution(
                  SERVICE,
                  PurposeOfUse.TREATMENT,
                  Caller.now(),
                  envelope.attribution().correlation(),
                  envelope.id().toString(),
                  Caller.traceParent()));
    }
  }
}
