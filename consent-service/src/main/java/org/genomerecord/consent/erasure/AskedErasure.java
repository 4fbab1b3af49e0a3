package org.genomerecord.consent.erasure;

import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// The body of a request for erasure. It cannot be undone, so that whoever asks says in the body
/// whose: an address is easily the wrong one, and a program easily sends an empty object.
///
/// @param confirm the pseudonym of who is to be erased, once more
/// @param reason of an officer, see [Grounds]; patients need none
/// @param reference of an officer
record AskedErasure(@Nullable String confirm, @Nullable String reason, @Nullable String reference) {

  /// Checks what came from outside.
  ///
  /// @param patient whom the address names
  /// @return the grounds of an officer; null: the patient asks
  /// @throws Refusal incorrect, if it does not confirm whom it erases (`not-confirmed`), an officer
  ///   gives no grounds or a patient does
  static @Nullable Grounds checked(
      @Nullable AskedErasure asked, Pseudonym patient, boolean byOfficer) {
    if (asked == null || !patient.value().equals(asked.confirm)) {
      throw new Refusal(
          Category.INCORRECT,
          "not-confirmed",
          "erasure cannot be undone: confirm holds the pseudonym of who is to be erased");
    }
    if (byOfficer) {
      return Grounds.checked(
          asked.reason == null ? null : new Grounds(asked.reason, asked.reference),
          Grounds.OF_ERASURE);
    }
    if (asked.reason != null || asked.reference != null) {
      throw new Refusal(
          Category.INCORRECT, "reason", "patients need no reason: confirm is all that is needed");
    }
    return null;
  }
}
