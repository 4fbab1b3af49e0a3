package org.genomerecord.record.edge;

import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// A known caller asked for what is not theirs. Recorded before it is answered.
public final class RefusedAtTheDoor extends Refusal {
  private static final long serialVersionUID = 1L;

  private final @Nullable Pseudonym patient;

  /// @param patient whose things were asked for, if the request says so
  public RefusedAtTheDoor(
      Category category, String code, String message, @Nullable Pseudonym patient) {
    super(category, code, message);
    this.patient = patient;
  }

  @Nullable Pseudonym patient() {
    return patient;
  }
}
