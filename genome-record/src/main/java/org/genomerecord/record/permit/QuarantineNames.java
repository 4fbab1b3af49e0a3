package org.genomerecord.record.permit;

import java.util.List;

/// Whom a file that is about to wait belongs to, as its laboratory says. A release is held against
/// it before anything is decided.
///
/// @param patients one to eight identifiers, each of them the patient's
/// @param inFile whether the file itself names its patient: then it is nobody else's
public record QuarantineNames(List<PatientIdentifier> patients, boolean inFile) {
  private static final int PATIENTS_MAX = 8;

  /// @throws IllegalArgumentException if there are none, or more
  public QuarantineNames {
    patients = List.copyOf(patients);
    if (patients.isEmpty() || patients.size() > PATIENTS_MAX) {
      throw new IllegalArgumentException("a file names its patient by one to eight identifiers");
    }
  }

  @Override
  public String toString() {
    return "QuarantineNames[…]";
  }
}
