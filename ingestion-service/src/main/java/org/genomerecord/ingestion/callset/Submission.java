package org.genomerecord.ingestion.callset;

import java.util.Optional;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.vcf.Assembly;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// What a laboratory says about the file it submits.
///
/// @param number the laboratory's accession number, 1 to 64 printable characters
/// @param sample exact name of the patient's sample in the file, or null if there is only one
/// @param testCode code of the test directory, or null if none is said
/// @param context null if nothing is said of it
public record Submission(
    String number,
    PatientIdentifier patient,
    @Nullable String sample,
    @Nullable Assembly assembly,
    @Nullable String testCode,
    @Nullable SubmissionContext context) {
  private static final Pattern TEST_CODE = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final int NUMBER_LENGTH_MAX = 64;
  private static final int SAMPLE_LENGTH_MAX = 256;

  public Submission(
      String number,
      PatientIdentifier patient,
      @Nullable String sample,
      @Nullable Assembly assembly) {
    this(number, patient, sample, assembly, null, null);
  }

  /// Reads the headers of a submission.
  ///
  /// @throws Refusal incorrect, naming the header that is missing or wrong
  public static Submission parse(
      @Nullable String accession,
      @Nullable String patientIdentifier,
      @Nullable String sample,
      @Nullable String assembly) {
    if (accession == null
        || accession.isBlank()
        || accession.length() > NUMBER_LENGTH_MAX
        || !accession.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw wrong("Accession", "your accession number, 1 to 64 printable characters");
    }
    if (patientIdentifier == null) {
      throw wrong("Patient-Identifier", "the patient as system|value");
    }
    if (sample != null && (sample.isBlank() || sample.length() > SAMPLE_LENGTH_MAX)) {
      throw wrong("Sample", "the sample's name, 1 to 256 characters");
    }
    return new Submission(
        accession, patient(patientIdentifier), sample, assembly == null ? null : named(assembly));
  }

  /// As this, with what is also said of the result.
  ///
  /// @throws Refusal incorrect, if the test code is none
  public Submission stating(@Nullable String test, @Nullable SubmissionContext said) {
    if (test != null && !TEST_CODE.matcher(test).matches()) {
      throw wrong("Test-Code", "a code of the test directory");
    }
    return new Submission(number, patient, sample, assembly, test, said);
  }

  private static PatientIdentifier patient(String token) {
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
