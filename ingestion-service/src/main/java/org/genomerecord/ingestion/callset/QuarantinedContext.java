package org.genomerecord.ingestion.callset;

import java.util.List;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.permit.QuarantineNames;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.EventJson;
import org.jspecify.annotations.Nullable;

/// What is sealed with a quarantined file: all that its laboratory says about it.
///
/// @param patients what the laboratory names the patient by: one identifier, or as many as the file
///   itself has, each of them the patient's
/// @param testCodes of which tests it is, as the laboratory says; empty: it does not; null: the
///   file waits since before this was kept
/// @param submitted what is sealed with the submission once it is one, but for the digest that
///   takes the patient's key
record QuarantinedContext(
    List<PatientIdentifier> patients,
    @Nullable List<String> testCodes,
    SubmittedContext submitted) {
  /// The one reason by which a patient may be another one than the laboratory named.
  static final String CORRECTED = "identifier-corrected";

  QuarantinedContext {
    patients = List.copyOf(patients);
    testCodes = testCodes == null ? null : List.copyOf(testCodes);
  }

  static QuarantinedContext parse(String json) {
    return EventJson.read(json, QuarantinedContext.class);
  }

  String json() {
    return EventJson.write(this);
  }

  /// Whom it may be released to, which consent-service holds a release against before it decides.
  QuarantineNames names() {
    return new QuarantineNames(patients, namesPatient());
  }

  private boolean namesPatient() {
    return submitted.format().filter(FileFormat::namesPatient).isPresent();
  }

  /// What is sealed with the submission that it becomes. What was sealed is held against the
  /// release once more.
  ///
  /// @param patient whose it is, as the person who releases it says
  /// @param reason of the release
  /// @param key of the patient
  /// @throws Refusal unsupported, if the laboratory named another patient and the reason does not
  ///   say so, or says so and is wrong, or the file itself names that other patient: its identity
  ///   would enter this one's record
  SubmittedContext released(PatientIdentifier patient, String reason, SubjectKey key) {
    if (patients.contains(patient) == reason.equals(CORRECTED)) {
      throw new Refusal(
          Category.UNSUPPORTED,
          "patient-differs",
          "the reason %s is for another identifier than the laboratory's, and no other reason is"
              .formatted(CORRECTED));
    }
    if (namesPatient() && reason.equals(CORRECTED)) {
      throw new Refusal(
          Category.UNSUPPORTED,
          "file-names-patient",
          "the file itself names its patient; discard it, and have one of the right patient sent");
    }
    return namesPatient() ? submitted.naming(CallSetValidation.digest(patient, key)) : submitted;
  }

  @Override
  public String toString() {
    return "QuarantinedContext[…]";
  }
}
