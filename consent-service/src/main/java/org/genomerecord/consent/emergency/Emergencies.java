package org.genomerecord.consent.emergency;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessReviewed;
import org.genomerecord.record.event.EmergencyEvent.EmergencyReviewClosed;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// Reads emergency accesses in the log itself: always current. Blocks.
@ApplicationScoped
class Emergencies {
  private static final EventTypes<EmergencyEvent> TYPES = EventTypes.of(EmergencyEvent.class);
  private static final String DECLARED = EventTypes.storedName(EmergencyAccessDeclared.class);
  private static final String REVIEWED = EventTypes.storedName(EmergencyAccessReviewed.class);
  private static final String CLOSED = EventTypes.storedName(EmergencyReviewClosed.class);

  private final LogReader log;
  private final SubjectKeys keys;

  Emergencies(LogReader log, SubjectKeys keys) {
    this.log = log;
    this.keys = keys;
  }

  /// An emergency access with what was written about it, opened.
  ///
  /// @param statement null: the patient was erased
  /// @param review null: it waits for one
  record Opened(
      EmergencyAccessId emergency,
      Pseudonym patient,
      String person,
      EmergencyEvent.Reason reason,
      @Nullable String statement,
      Instant declaredAt,
      Instant until,
      @Nullable Review review) {
    @Override
    public String toString() {
      return "Opened[" + emergency + "]";
    }
  }

  /// @param finding null: the patient was erased
  record Review(EmergencyEvent.Outcome outcome, @Nullable String finding, Instant reviewedAt) {
    @Override
    public String toString() {
      return "Review[" + outcome + "]";
    }
  }

  /// The emergency access as it stands.
  EmergencyAccess find(EmergencyAccessId emergency) {
    var access = EmergencyAccess.initial();
    for (var event : events("review-of:" + emergency)) {
      access = access.evolve(event);
    }
    return access;
  }

  Optional<Opened> open(EmergencyAccessId emergency) {
    return switch (find(emergency)) {
      case EmergencyAccess.Undeclared() -> Optional.empty();
      case EmergencyAccess.Declared(var declared) -> Optional.of(opened(declared, null));
      case EmergencyAccess.Reviewed(var declared, var reviewed) ->
          Optional.of(opened(declared, reviewed));
    };
  }

  /// All of a patient, newest first.
  List<Opened> ofPatient(Pseudonym patient) {
    return events("patient:" + patient).stream()
        .filter(EmergencyAccessDeclared.class::isInstance)
        .flatMap(declared -> open(declared.emergency()).stream())
        .toList()
        .reversed();
  }

  private List<EmergencyEvent> events(String tag) {
    return Awaiting.result(
            log.matching(
                List.of(new Criterion(Set.of(tag), Set.of(DECLARED, REVIEWED, CLOSED))), 0))
        .events()
        .stream()
        .map(stored ->
            TYPES.read(
                stored.envelope().type(), stored.envelope().version(), stored.envelope().payload()))
        .toList();
  }

  private Opened opened(EmergencyAccessDeclared declared, @Nullable EmergencyEvent review) {
    return new Opened(
        declared.emergency(),
        declared.patient(),
        declared.person(),
        declared.reason(),
        text(declared.patient(), declared.sealed(), EmergencyAccessDeclared.class),
        declared.declaredAt(),
        declared.until(),
        review == null ? null : review(review));
  }

  private Review review(EmergencyEvent event) {
    return switch (event) {
      case EmergencyAccessReviewed reviewed ->
          new Review(
              reviewed.outcome(),
              text(reviewed.patient(), reviewed.sealed(), EmergencyAccessReviewed.class),
              reviewed.reviewedAt());
      case EmergencyReviewClosed closed -> new Review(closed.outcome(), null, closed.closedAt());
      case EmergencyAccessDeclared _ -> throw new IllegalStateException("this is no review");
    };
  }

  private @Nullable String text(
      Pseudonym patient, Sealed sealed, Class<? extends EmergencyEvent> event) {
    if (!keys.exist(patient)) {
      return null;
    }
    return new String(
        keys.unwrap(patient, sealed.generation()).open(sealed, EventTypes.schemaOf(event)),
        StandardCharsets.UTF_8);
  }
}
