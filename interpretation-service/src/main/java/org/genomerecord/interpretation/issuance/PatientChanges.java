package org.genomerecord.interpretation.issuance;

import io.smallrye.common.annotation.Blocking;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Pseudonym;
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

/// Follows consent-service. The reports of erased patients go: by an event of this service's own
/// log, so that they go again whenever the read model is built again. What a patient did not permit
/// to interpret again is asked for again once the patient's consents have changed.
@ApplicationScoped
class PatientChanges implements Effect<PatientChanges.Step> {
  private static final String TOPIC = "consent.events";
  private static final String PURGED = EventTypes.storedName(ReportsPurged.class);
  private static final Actor SERVICE = new Actor("interpretation-service", "service", null);

  /// Once more, if it was denied, or is just being asked for under the consents of before.
  private static final String ASK_AGAIN =
      "UPDATE reinterpretation"
          + " SET outcome = NULL, attempts = 0, claim = NULL, claimed_until = NULL"
          + " WHERE patient = $1 AND (outcome IS NULL OR outcome = 'denied')";

  private static final String FORGET = "DELETE FROM reinterpretation WHERE patient = $1";

  private final LogReader log;
  private final AppendSequencer sequencer;
  private final Consumer<ConsumerRecord<String, String>> inbox;

  @Inject
  PatientChanges(LogReader log, AppendSequencer sequencer, Inbox inbox) {
    this.log = log;
    this.sequencer = sequencer;
    this.inbox = event -> inbox.take(List.of(event), this);
  }

  /// Without Kafka.
  PatientChanges(LogReader log, AppendSequencer sequencer) {
    this.log = log;
    this.sequencer = sequencer;
    this.inbox = _ -> {};
  }

  /// @param event null if it asks for nothing
  record Step(Envelope envelope, @Nullable PatientEvent event) {}

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
        PatientEvents.read(envelope.type(), envelope.version(), envelope.payload()).orElse(null));
  }

  @Override
  public void settle(Step step) {
    if (!(step.event() instanceof ErasureBegun begun)) {
      return;
    }
    var patient = "patient:" + begun.patient();
    var purged = List.of(new Criterion(Set.of(patient), Set.of(PURGED)));
    if (Awaiting.result(log.matching(purged, 0)).events().isEmpty()) {
      var now = Caller.now();
      sequencer
          .append(
              Append.fact(
                  new ReportsPurged(begun.patient(), now),
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

  @Override
  public void write(SqlConnection transaction, List<Step> steps) {
    for (var step : steps) {
      switch (step.event()) {
        case ConsentEvent consent -> change(transaction, ASK_AGAIN, consent.patient());
        case ErasureBegun begun -> change(transaction, FORGET, begun.patient());
        case null, default -> {} // It changes nothing of what may be interpreted again.
      }
    }
  }

  private static void change(SqlConnection transaction, String statement, Pseudonym patient) {
    Awaiting.result(transaction.preparedQuery(statement).execute(Tuple.of(patient.value())));
  }
}
