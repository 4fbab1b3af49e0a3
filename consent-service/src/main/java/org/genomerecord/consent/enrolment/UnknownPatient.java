package org.genomerecord.consent.enrolment;

import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.jspecify.annotations.Nullable;

/// Nobody of a name is enrolled, or not any more. Pure.
public final class UnknownPatient {
  private UnknownPatient() {}

  /// On record, as whoever is looked for may be somebody who was erased.
  ///
  /// @param patient who was named; null: by something else than a pseudonym
  public static RefusedAtTheDoor refusal(@Nullable Pseudonym patient) {
    return new RefusedAtTheDoor(
        Category.NOT_FOUND,
        "patient-unknown",
        "no such patient is enrolled",
        patient == null ? null : Pseudonym.named(patient.value()).orElse(null));
  }
}
