package org.genomerecord.consent.audit;

import org.genomerecord.consent.audit.TrailStatements.Condition;

/// Somebody who is told who had access to a patient's record. Pure.
sealed interface Told permits ToldPatient, ToldProxy {
  /// Which entries about the patient. It belongs into the question: left out afterwards, they would
  /// show by how short a page is.
  Condition which();

  /// One of these entries.
  Access access(AuditEntry entry);

  /// How many events are said to be missing.
  ///
  /// @param parked those of the patient that this release cannot read
  int missing(int parked);
}
