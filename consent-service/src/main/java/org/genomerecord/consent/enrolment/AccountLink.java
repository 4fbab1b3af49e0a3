package org.genomerecord.consent.enrolment;

import org.genomerecord.record.event.EnrolmentEvent;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.Pseudonym;

/// Which patient a sign-in account belongs to. Pure.
sealed interface AccountLink {
  record Free() implements AccountLink {}

  record Linked(Pseudonym patient) implements AccountLink {}

  static AccountLink initial() {
    return new Free();
  }

  default AccountLink evolve(EnrolmentEvent event) {
    return switch (event) {
      case PatientEnrolled enrolled -> new Linked(enrolled.patient());
    };
  }
}
