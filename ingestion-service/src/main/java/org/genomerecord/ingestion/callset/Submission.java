package org.genomerecord.ingestion.callset;

import java.util.Optional;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.Assembly;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// What a laboratory says about the file it submits.
///
/// @param number the laboratory's accession number, 1 to 64 printable characters
/// @param sample exact name of the patient's sample in the file, or null if there is only one
/// @param correction why it takes the place of what was accepted under the number; null: it does
///   not
/// @param testCode code of the test directory, or null if none is said
/// @param context null if nothing is said of it
public record Submission(
    String number,
    PatientIdentifier patient,
    @Nullable String sample,
    @Nullable Assembly assembly,
    @Nullable WithdrawalReason correction,
    @Nullable String testCode,
    @Nullable SubmissionContext context) {
  private static final int SAMPLE_LENGTH_MAX = 256;

  public Submission(
      String number,
      PatientIdentifier patient,
      @Nullable String sample,
      @Nullable Assembly assembly) {
    this(number, patient, sample, assembly, null, null, null);
  }

  /// Reads the headers of a submission.
  ///
  /// @throws Refusal incorrect, naming the header that is missing or wrong
  public static Submission parse(
      @Nullable String accession,
      @Nullable String patientIdentifier,
      @Nullable String sample,
      @Nullable String assembly) {
    var number = Accessions.number(accession);
    if (sample != null && (sample.isBlank() || sample.length() > SAMPLE_LENGTH_MAX)) {
      throw wrong("Sample", "the sample's name, 1 to 256 characters");
    }
    return new Submission(
        number, patient(patientIdentifier), sample, assembly == null ? null : named(assembly));
  }

  /// The same as a correction.
  ///
  /// @param reason code; null: it is none
  /// @throws Refusal incorrect, if it is no reason for a correction: a result of another patient is
  ///   withdrawn instead
  public Submission correcting(@Nullable String reason) {
    return reason == null
        ? this
        : new Submission(number, patient, sample, assembly, correction(reason), testCode, context);
  }

  private static WithdrawalReason correction(String code) {
    return WithdrawalReason.ofCode(code)
        .filter(reason -> reason != WithdrawalReason.WRONG_PATIENT)
        .orElseThrow(
            () -> wrong("Correction-Reason", "specimen-mix-up, analytical-error or other"));
  }

  /// As this, with what is also said of the result.
  ///
  /// @throws Refusal incorrect, if the test code is none
  public Submission stating(@Nullable String test, @Nullable SubmissionContext said) {
    if (test != null && !LaboratoryTerms.isTestCode(test)) {
      throw wrong("Test-Code", "a code of the test directory");
    }
    return new Submission(number, patient, sample, assembly, correction, test, said);
  }

  /// The class that a permit to collect it has to be for.
  ///
  /// @param format empty: a VCF
  public DataClass collected(Optional<FileFormat> format) {
    return FileFormat.collected(format, SubmissionContext.isSomatic(context));
  }

  /// As this, of a result whose file says its source itself.
  Submission of(SourceClass said) {
    var stated = context == null ? SubmissionContext.UNSTATED : context;
    return stating(testCode, stated.of(said));
  }

  /// As this, of a patient who is named by another identifier.
  Submission of(PatientIdentifier identifier) {
    return new Submission(number, identifier, sample, assembly, correction, testCode, context);
  }

  static PatientIdentifier patient(@Nullable String token) {
    if (token == null) {
      throw wrong("Patient-Identifier", "the patient as system|value");
    }
    try {
      return PatientIdentifier.parse(token);
    } catch (IllegalArgumentException _) {
      throw wrong("Patient-Identifier", "the patient as system|value");
    }
  }

  private static Assembly named(String word) {
    return Optional.of(word)
        .flatMap(Assembly::named)
        .orElseThrow(() -> wrong("Assembly", "GRCh37 or GRCh38"));
  }

  private static Refusal wrong(String header, String expected) {
    return new Refusal(
        Category.INCORRECT, "header", "the header %s holds %s".formatted(header, expected));
  }

  @Override
  public String toString() {
    return "Submission[…]";
  }
}
