package org.genomerecord.record.permit;

/// Asks for a quarantined file to be opened for a patient.
///
/// @param identifier of the patient whose file it is
/// @param corrected whether the laboratory named the patient by another identifier, as the person
///   who releases it says
/// @param subjectToken access token of the person who releases it
/// @param correlation id of the outside request
public record QuarantineRelease(
    PatientIdentifier identifier, boolean corrected, String subjectToken, String correlation) {
  @Override
  public String toString() {
    return "QuarantineRelease[…]";
  }
}
