package org.genomerecord.interpretation.issuance;

import io.smallrye.common.annotation.Blocking;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionMovedIn;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionSuperseded;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.FamilyStudyEvent;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.PurgeEvent;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.VaultEvent;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Delivery;
import org.genomerecord.record.relay.Effect;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// Follows ingestion-service and has every accepted call set interpreted, in order, none left out;
/// likewise outside calls, with which the call sets of their patient are looked at again. What a
/// laboratory withdraws counts no more, and what was interpreted of it is withdrawn.
///
/// An interpretation is settled before its event is noted; as a call set is settled once, doing so
/// again after a crash changes nothing. Whatever is away is waited for.
///
/// Where the file of each call set is, is kept for whoever interprets it again, and outside calls
/// are, for whoever interprets a call set of the patient from then on.
@ApplicationScoped
class AcceptedCallSets implements Effect<AcceptedCallSets.Step> {
  private static final String TOPIC = "ingestion.events";
  private static final String ACCESS = "access.";
  private static final EventTypes<AccessionEvent> TYPES = EventTypes.of(AccessionEvent.class);
  private static final EventTypes<VaultEvent> VAULT = EventTypes.of(VaultEvent.class);
  private static final EventTypes<PurgeEvent> PURGE = EventTypes.of(PurgeEvent.class);
  private static final EventTypes<FamilyStudyEvent> STUDIES = EventTypes.of(FamilyStudyEvent.class);
  private static final EventTypes<LaboratoryEvent> LABORATORIES =
      EventTypes.of(LaboratoryEvent.class);
  private static final EventTypes<QuarantineEvent> QUARANTINES =
      EventTypes.of(QuarantineEvent.class);
  private static final Actor SERVICE = new Actor("interpretation-service", "service", null);

  private final SettlingFiles settling;
  private final Inbox inbox;

  AcceptedCallSets(SettlingFiles settling, Inbox inbox) {
    this.settling = settling;
    this.inbox = inbox;
  }

  /// What an event asks for.
  ///
  /// @param accepted null if it asks for nothing
  /// @param withdrawn null likewise
  /// @param purged the erased patient whose files are gone; null: none
  record Step(
      Envelope envelope,
      @Nullable FileAccepted accepted,
      @Nullable SubmissionWithdrawn withdrawn,
      @Nullable Pseudonym purged) {
    Step(Envelope envelope) {
      this(envelope, null, null, null);
    }
  }

  /// Returns only when the event is dealt with: until then Kafka delivers it again.
  @Incoming("ingestion-events")
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
    if (envelope.type().startsWith(ACCESS) || VAULT.knows(envelope.type())) {
      return new Step(envelope);
    }
    if (PURGE.knows(envelope.type())) {
      var purged = PURGE.read(envelope.type(), envelope.version(), envelope.payload());
      return new Step(envelope, null, null, purged.patient());
    }
    if (STUDIES.knows(envelope.type())) {
      STUDIES.typeOf(envelope.type(), envelope.version()); // one of a newer release is parked
      return new Step(envelope);
    }
    if (LABORATORIES.knows(envelope.type())) {
      LABORATORIES.typeOf(envelope.type(), envelope.version());
      return new Step(envelope);
    }
    if (QUARANTINES.knows(envelope.type())) {
      QUARANTINES.typeOf(envelope.type(), envelope.version());
      return new Step(envelope); // what is released is received in the same append
    }
    return switch (TYPES.read(envelope.type(), envelope.version(), envelope.payload())) {
      case SubmissionReceived _, SubmissionMovedIn _ -> new Step(envelope);
      case SubmissionRefused _ -> new Step(envelope);
      case SubmissionSuperseded _ -> new Step(envelope); // The file of its place came before it.
      case FileAccepted accepted -> new Step(envelope, accepted, null, null);
      case SubmissionWithdrawn withdrawn -> new Step(envelope, null, withdrawn, null);
    };
  }

  @Override
  public void settle(Step step) {
    var accepted = step.accepted();
    var withdrawn = step.withdrawn();
    if (accepted != null) {
      settling.settle(accepted, step.envelope().id(), attribution(step));
    } else if (withdrawn != null) {
      settling.settle(withdrawn, attribution(step));
    }
  }

  private static Attribution attribution(Step step) {
    return new Attribution(
        SERVICE,
        PurposeOfUse.TREATMENT,
        Caller.now(),
        step.envelope().attribution().correlation(),
        step.envelope().id().toString(),
        Caller.traceParent());
  }

  @Override
  public void write(SqlConnection transaction, List<Step> steps) {
    for (var step : steps) {
      var accepted = step.accepted();
      if (accepted != null) {
        AcceptedFiles.note(transaction, accepted, step.envelope().id());
      }
      if (step.withdrawn() != null) {
        AcceptedFiles.withdraw(transaction, step.withdrawn().callSet());
      }
      if (step.purged() != null) {
        Awaiting.result(
            transaction
                .preparedQuery("DELETE FROM call_set WHERE patient = $1")
                .execute(Tuple.of(step.purged().value())));
      }
    }
  }
}
