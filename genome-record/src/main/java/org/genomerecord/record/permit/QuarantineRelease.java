package org.genomerecord.record.permit;

/// Asks for a quarantined file to be opened for a patient.
///
/// @param identifier of the patient whose file it is
/// @param subjectToken access token of the person who releases it
/// @param correlation id of the outside request
public record QuarantineRelease(
    PatientIdentifier identifier, String subjectToken, String correlation) {
  @Override
  public String toString() {
    return "QuarantineRelease[…]";
  }
}
