package org.genomerecord.consent.renewal;

import java.util.List;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.SubjectKeyEvent.SubjectKeyRenewed;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Which generation of a patient's subject key is in use. Pure.
///
/// @param latest 0: nobody of this pseudonym is enrolled
/// @param isErased erasure has begun
record KeyGenerations(int latest, boolean isErased) {
  /// Each permit carries all generations, and each of them is a request to the keeper of the
  /// key-encryption key. Enough for one a year.
  static final int GENERATIONS_MAX = 50;

  static KeyGenerations initial() {
    return new KeyGenerations(0, false);
  }

  KeyGenerations evolve(PatientEvent event) {
    return switch (event) {
      case PatientEnrolled enrolled -> new KeyGenerations(enrolled.keyGeneration(), isErased);
      case SubjectKeyRenewed renewed -> new KeyGenerations(renewed.keyGeneration(), isErased);
      case ErasureBegun _ -> new KeyGenerations(latest, true);
      case ErasureEvent _, ConsentEvent _, ProxyEvent _, EmergencyAccessDeclared _ -> this;
    };
  }

  /// @throws Refusal not found, or conflict, if there is no key to renew
  void requireKey() {
    if (latest == 0) {
      throw new Refusal(Category.NOT_FOUND, "patient-unknown", "no such patient is enrolled");
    }
    if (isErased) {
      throw new Refusal(Category.CONFLICT, "patient-erased", "the patient was erased");
    }
  }

  /// The generation that comes next.
  ///
  /// @throws Refusal not found, or conflict, if there is no key to renew, or it was renewed too
  ///   often
  int next() {
    requireKey();
    if (latest >= GENERATIONS_MAX) {
      throw new Refusal(
          Category.CONFLICT,
          "key-generations-max",
          "a key has at most " + GENERATIONS_MAX + " generations");
    }
    return latest + 1;
  }

  /// Two who renew at once renew once: the second finds the generation in use.
  List<SubjectKeyRenewed> decide(RenewSubjectKey command) {
    requireKey();
    if (command.keyGeneration() <= latest) {
      return List.of();
    }
    if (command.keyGeneration() != next()) {
      throw new IllegalStateException("a generation of the subject key would be left out");
    }
    return List.of(
        new SubjectKeyRenewed(
            command.patient(), command.keyGeneration(), command.attribution().at()));
  }
}
