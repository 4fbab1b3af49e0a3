package org.genomerecord.consent.emergency;

import java.util.List;
import org.genomerecord.consent.enrolment.UnknownPatient;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessReviewed;
import org.genomerecord.record.event.EmergencyEvent.EmergencyReviewClosed;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// One emergency access. Pure.
sealed interface EmergencyAccess {

  /// Nobody declared it.
  record Undeclared() implements EmergencyAccess {}

  /// It waits for its review.
  record Declared(EmergencyAccessDeclared declared) implements EmergencyAccess {}

  /// @param review `EmergencyAccessReviewed`, or `EmergencyReviewClosed`
  record Reviewed(EmergencyAccessDeclared declared, EmergencyEvent review)
      implements EmergencyAccess {}

  static EmergencyAccess initial() {
    return new Undeclared();
  }

  default EmergencyAccess evolve(EmergencyEvent event) {
    return switch (event) {
      case EmergencyAccessDeclared declared -> new Declared(declared);
      case EmergencyAccessReviewed _, EmergencyReviewClosed _ ->
          switch (this) {
            case Declared(var declared) -> new Reviewed(declared, event);
            case Undeclared() -> throw new IllegalStateException("reviewed before it was declared");
            case Reviewed _ -> throw new IllegalStateException("reviewed twice");
          };
    };
  }

  /// Whoever may declare is decided at the door; here only whether there is such a patient.
  static List<EmergencyEvent> decide(PatientConsents patient, DeclareEmergency command) {
    if (!(patient instanceof PatientConsents.Enrolled)) {
      throw UnknownPatient.refusal(command.patient());
    }
    var at = command.attribution().at();
    return List.of(
        new EmergencyAccessDeclared(
            command.emergency(),
            command.patient(),
            command.attribution().actor().id(),
            command.reason(),
            at,
            at.plus(command.lasts()),
            command.statement()));
  }

  default List<EmergencyEvent> decide(ReviewEmergency command) {
    return switch (this) {
      case Undeclared() ->
          throw new Refusal(
              Category.NOT_FOUND, "emergency-unknown", "no such emergency was declared");
      case Reviewed _ ->
          throw new Refusal(
              Category.CONFLICT, "already-reviewed", "this emergency access was reviewed before");
      case Declared(var declared) -> {
        if (declared.person().equals(command.attribution().actor().id())) {
          throw new Refusal(
              Category.FORBIDDEN, "own-emergency", "nobody reviews what they declared themselves");
        }
        yield List.of(review(declared, command));
      }
    };
  }

  private static EmergencyEvent review(EmergencyAccessDeclared declared, ReviewEmergency command) {
    var finding = command.finding();
    return finding == null
        ? new EmergencyReviewClosed(
            command.emergency(), declared.patient(), command.outcome(), command.attribution().at())
        : new EmergencyAccessReviewed(
            command.emergency(),
            declared.patient(),
            command.outcome(),
            command.attribution().at(),
            finding);
  }
}
