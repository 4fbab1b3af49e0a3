package org.genomerecord.consent.enrolment;

import java.util.List;
import org.genomerecord.record.event.EnrolmentEvent;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Who stands behind one record number. Pure.
sealed interface Enrolment {
  record Unknown() implements Enrolment {}

  record Enrolled(Pseudonym patient) implements Enrolment {}

  static Enrolment initial() {
    return new Unknown();
  }

  default Enrolment evolve(EnrolmentEvent event) {
    return switch (event) {
      case PatientEnrolled enrolled -> new Enrolled(enrolled.patient());
    };
  }

  /// Enrolling twice is enrolling once.
  ///
  /// @param account who stands behind the account to be linked
  default List<EnrolmentEvent> decide(EnrolPatient command, AccountLink account) {
    return switch (this) {
      case Enrolled _ -> List.of();
      case Unknown() -> {
        if (account instanceof AccountLink.Linked) {
          throw new Refusal(
              Category.CONFLICT, "account-linked", "the account belongs to another patient");
        }
        yield List.of(
            new PatientEnrolled(
                command.patient(),
                command.identifierIndex(),
                command.linksAccount() ? command.accountIndex() : null,
                command.keyGeneration(),
                command.sealed()));
      }
    };
  }
}
