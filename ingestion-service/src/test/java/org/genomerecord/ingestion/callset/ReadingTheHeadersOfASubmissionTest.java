package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.ingestion.vcf.Assembly;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTheHeadersOfASubmissionTest {
  private static final String PATIENT = "urn:oid:2.999.1|MRN-4711";

  private static void refusedNaming(String header, String value, ThrowingCallable parsing) {
    assertThatThrownBy(parsing)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.INCORRECT);
              assertThat(refusal.code()).isEqualTo("header");
              assertThat(refusal.detail()).contains("the header " + header + " ");
              if (!value.isBlank()) {
                assertThat(refusal.detail()).doesNotContain(value);
              }
            });
  }

  @Test
  void accessionAndPatientAreEnough() {
    assertThat(Submission.parse("A-1", PATIENT, null, null))
        .isEqualTo(
            new Submission(
                "A-1", new PatientIdentifier("urn:oid:2.999.1", "MRN-4711"), null, null));
  }

  @Test
  void sampleAndAssemblyMayBeStated() {
    assertThat(Submission.parse("A-1", PATIENT, "sample one", "grch38"))
        .isEqualTo(
            new Submission(
                "A-1",
                new PatientIdentifier("urn:oid:2.999.1", "MRN-4711"),
                "sample one",
                Assembly.GRCH38));
  }

  @Test
  void anAccessionNumberIsNeeded() {
    refusedNaming("Accession", "", () -> Submission.parse(null, PATIENT, null, null));
  }

  @Test
  void aTestCodeIsOneOfTheDirectorysForm() {
    var submission = Submission.parse("A-1", PATIENT, null, null);

    assertThat(submission.stating("R21.1", null).testCode()).isEqualTo("R21.1");
    refusedNaming("Test-Code", "R 21", () -> submission.stating("R 21", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "A 1 of Anna", "A\n1", "A\u00001", "Ä-1", "A\u007F1"})
  void anAccessionNumberIsPrintable(String number) {
    refusedNaming("Accession", number, () -> Submission.parse(number, PATIENT, null, null));
  }

  @Test
  void anAccessionNumberHasAtMostSixtyFourCharacters() {
    var longest = "x".repeat(64);

    assertThat(Submission.parse(longest, PATIENT, null, null).number()).isEqualTo(longest);
    refusedNaming("Accession", longest, () -> Submission.parse(longest + "x", PATIENT, null, null));
  }

  @Test
  void aPatientIsNeeded() {
    refusedNaming("Patient-Identifier", "", () -> Submission.parse("A-1", null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MRN-4711", "|MRN-4711", "urn:oid:2.999.1|", "urn:oid:2.999.1| "})
  void aPatientIsNamedBySystemAndValue(String token) {
    refusedNaming("Patient-Identifier", token, () -> Submission.parse("A-1", token, null, null));
  }

  @Test
  void anIdentifierThatIsTooLongIsNotRepeated() {
    var token = "urn:oid:2.999.1|" + "4711".repeat(33);

    refusedNaming("Patient-Identifier", "4711", () -> Submission.parse("A-1", token, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void aSampleThatIsStatedHasAName(String sample) {
    refusedNaming("Sample", sample, () -> Submission.parse("A-1", PATIENT, sample, null));
  }

  @Test
  void aSampleNameHasAtMost256Characters() {
    var longest = "s".repeat(256);

    assertThat(Submission.parse("A-1", PATIENT, longest, null).sample()).isEqualTo(longest);
    refusedNaming("Sample", longest, () -> Submission.parse("A-1", PATIENT, longest + "s", null));
  }

  @ParameterizedTest
  @CsvSource({"GRCh37, GRCH37", "GRCh38, GRCH38", "grch37, GRCH37"})
  void anAssemblyIsNamedInAnyCase(String word, Assembly assembly) {
    assertThat(Submission.parse("A-1", PATIENT, null, word).assembly()).isEqualTo(assembly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hg19", "T2T-CHM13", "GRCh36"})
  void anotherAssemblyIsRefused(String word) {
    refusedNaming("Assembly", word, () -> Submission.parse("A-1", PATIENT, null, word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"specimen-mix-up", "analytical-error", "other"})
  void aCorrectionSaysWhy(String reason) {
    var correction = Submission.parse("A-1", PATIENT, null, null).correcting(reason).correction();

    assertThat(correction).isNotNull().satisfies(one -> assertThat(one.code()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong-patient", "typing-error"})
  void anotherReasonIsNoneOfACorrection(String reason) {
    refusedNaming(
        "Correction-Reason",
        "",
        () -> Submission.parse("A-1", PATIENT, null, null).correcting(reason));
  }

  @Test
  void printedItShowsNothingOfThePatient() {
    assertThat(Submission.parse("A-1", PATIENT, "Anna", null).toString())
        .doesNotContain("A-1", "4711", "Anna");
  }
}
