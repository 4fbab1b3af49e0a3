package org.genomerecord.consent.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.QuarantineKeyEvent;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// Reads decisions in the log, with what the patient permitted at the time. Blocks.
@ApplicationScoped
class RecordedDecisions {
  private static final EventTypes<DisclosureEvent> DECISIONS = EventTypes.of(DisclosureEvent.class);
  private static final EventTypes<PatientEvent> PATIENT = EventTypes.of(PatientEvent.class);

  private final LogReader log;

  RecordedDecisions(LogReader log) {
    this.log = log;
  }

  /// @param patient null: the request named nobody known
  /// @param history the patient's events before the decision, in order
  record RecordedDecision(
      long position,
      @Nullable Pseudonym patient,
      DisclosureEvent event,
      Attribution attribution,
      List<PatientEvent> history) {
    RecordedDecision {
      history = List.copyOf(history);
    }

    /// The decision made again on what stood in the log before it.
    Replay.Outcome replay() {
      var consents = PatientConsents.initial();
      for (var event : history) {
        consents = consents.evolve(event);
      }
      return Replay.compare(event, attribution, consents);
    }

    /// The consents that had been granted before it, those withdrawn meanwhile included.
    List<ConsentGranted> granted() {
      return history.stream()
          .filter(ConsentGranted.class::isInstance)
          .map(ConsentGranted.class::cast)
          .toList();
    }
  }

  /// The decision of this id.
  Optional<RecordedDecision> find(DecisionId decision) {
    return matching("decision:" + decision).stream()
        .filter(stored -> DECISIONS.knows(stored.envelope().type()))
        .findFirst()
        .map(this::recorded);
  }

  /// Whether an event of this kind is on record about a decision.
  boolean hasEvent(DecisionId decision, Class<? extends QuarantineKeyEvent> kind) {
    return matching("decision:" + decision).stream()
        .anyMatch(stored -> stored.envelope().type().equals(EventTypes.storedName(kind)));
  }

  private RecordedDecision recorded(StoredEvent stored) {
    var envelope = stored.envelope();
    var tag = envelope.tag("patient");
    var patient = tag == null ? null : new Pseudonym(tag);
    return new RecordedDecision(
        stored.position(),
        patient,
        DECISIONS.read(envelope.type(), envelope.version(), envelope.payload()),
        envelope.attribution(),
        patient == null ? List.of() : history(patient, stored.position()));
  }

  private List<PatientEvent> history(Pseudonym patient, long before) {
    return matching("consents-of:" + patient).stream()
        .filter(stored -> stored.position() < before)
        .map(stored ->
            PATIENT.read(
                stored.envelope().type(), stored.envelope().version(), stored.envelope().payload()))
        .toList();
  }

  private List<StoredEvent> matching(String tag) {
    return Awaiting.result(log.matching(List.of(new Criterion(Set.of(tag), Set.of())), 0)).events();
  }
}
