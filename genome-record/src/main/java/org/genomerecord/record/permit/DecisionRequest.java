package org.genomerecord.record.permit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for a decision. The codes are kept as they came: an unknown one is denied on record, not
/// refused unheard.
///
/// @param patient pseudonym, or null if the identifier names the patient
/// @param identifier of the patient, or null
/// @param purposeOfUse HL7 v3 code, or null if the request states none
/// @param researchUse terms of DUO and MONDO, if it is for research; none: not stated
/// @param action code of an action, such as `use`
/// @param dataClasses codes of the classes asked for
/// @param resource what for, such as `DiagnosticReport` or `accession/<id>`
/// @param subjectToken access token of the person or lab on whose behalf the service asks (RFC
///   8693); null: its own behalf
/// @param correlation id of the outside request
/// @param causation id of the event that made the service ask, or null
public record DecisionRequest(
    @Nullable String patient,
    @Nullable PatientIdentifier identifier,
    @Nullable String purposeOfUse,
    List<String> researchUse,
    String action,
    List<String> dataClasses,
    String resource,
    @Nullable String subjectToken,
    String correlation,
    @Nullable String causation) {
  public DecisionRequest {
    // A service of an earlier release does not state it.
    researchUse = researchUse == null ? List.of() : List.copyOf(researchUse);
    dataClasses = List.copyOf(dataClasses);
  }

  /// The same on behalf of whom this access token names.
  public DecisionRequest onBehalfOf(String token) {
    return new DecisionRequest(
        patient,
        identifier,
        purposeOfUse,
        researchUse,
        action,
        dataClasses,
        resource,
        token,
        correlation,
        causation);
  }

  @Override
  public String toString() {
    return "DecisionRequest[" + action + ", " + resource + "]";
  }
}
