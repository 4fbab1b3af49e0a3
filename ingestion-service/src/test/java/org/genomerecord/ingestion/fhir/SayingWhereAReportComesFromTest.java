package org.genomerecord.ingestion.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.permit.PatientIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SayingWhereAReportComesFromTest {
  private static final PatientIdentifier PATIENT =
      new PatientIdentifier("urn:oid:2.999.1.1", "MRN-7");
  private static final FhirBounds BOUNDS = new FhirBounds(20_000, 20, 300, 20, 2_000, 1_000);
  private static final String REPORT = report();
  private static final String ASKED =
      "\"code\": {\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"48002-0\"}]}";

  /// Of the genotype, which is entry 1, and of the variant, entry 4.
  private static final String OF_THE_GENOTYPE =
      "\"valueCodeableConcept\": {\"text\": \"CYP2D6 Poor Metabolizer\"}\n          }";

  private static final String OF_THE_VARIANT = "\"value\": 0.48, ";

  private static String report() {
    try (var in = SayingWhereAReportComesFromTest.class.getResourceAsStream("/fhir/report.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(String code) {
    return "\"valueCodeableConcept\": {\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"%s\"}]}"
        .formatted(code);
  }

  private static String genotype(String value) {
    assertThat(REPORT).contains(OF_THE_GENOTYPE);
    return REPORT.replace(
        OF_THE_GENOTYPE,
        OF_THE_GENOTYPE + ",{" + ASKED + (value.isEmpty() ? "" : "," + value) + "}");
  }

  private static String andVariant(String report, String code) {
    var quantity = "\"valueQuantity\": {" + OF_THE_VARIANT;
    assertThat(report).contains(quantity);
    var before =
        "\"code\": {\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"81258-6\"}]},";
    return report.replace(before, ASKED + "," + answer(code) + "},{" + before);
  }

  private static String ofItsOwn(String code) {
    var genotype = "\"code\": \"84413-4\"}]},";
    assertThat(REPORT).contains(genotype);
    return REPORT
        .replace(genotype, "\"code\": \"48002-0\"}]},")
        .replace("\"valueCodeableConcept\": {\"text\": \"CYP2D6 *4/*4\"}", answer(code));
  }

  /// Without the base definitions.
  private static List<VcfProblem> errors(String json, @Nullable SourceClass stated) {
    var findings = new Findings(VcfBounds.standard());
    FhirReports.read(
        SubmittedJson.read(json, BOUNDS),
        PATIENT::equals,
        new SourceReading(findings, stated),
        findings);
    return findings.report().kept(Severity.ERROR);
  }

  private static @Nullable SourceClass source(String json) {
    return FhirReports.source(json.getBytes(UTF_8), BOUNDS).orElse(null);
  }

  @ParameterizedTest
  @CsvSource({
    "LA6683-2, GERMLINE",
    "LA18194-3, GERMLINE",
    "LA6684-0, SOMATIC",
    "LA18195-0, SOMATIC"
  })
  void aComponentOfAnObservationSaysTheSource(String code, SourceClass source) {
    var report = genotype(answer(code));

    assertThat(source(report)).isEqualTo(source);
    assertThat(source(ofItsOwn(code))).isEqualTo(source);
    assertThat(errors(report, null)).isEmpty();
    assertThat(errors(report, source)).isEmpty();
  }

  @Test
  void theExtensionOfTheBaseSpecificationSaysItToo() {
    var status = "\"status\": \"final\",\n        \"category\"";
    assertThat(REPORT).contains(status);
    var report =
        REPORT.replace(
            status,
            """
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/observation-geneticsGenomicSourceClass", %s}],
            """
                    .formatted(answer("LA6684-0"))
                + status);

    assertThat(source(report)).isEqualTo(SourceClass.SOMATIC);
  }

  /// Whatever its system is called: not read, it would be taken for what is inherited.
  @Test
  void theCodeDecides() {
    var report = genotype(answer("LA6684-0"));

    assertThat(source(report.replace("\"system\": \"http://loinc.org\", ", "")))
        .isEqualTo(SourceClass.SOMATIC);
  }

  @ParameterizedTest
  @EnumSource(SourceClass.class)
  void whatSaysNothingIsTakenAsStated(SourceClass stated) {
    for (var silent : List.of(REPORT, genotype(""))) {
      assertThat(source(silent)).isNull();
      assertThat(errors(silent, stated)).isEmpty();
    }
  }

  @Test
  void oneThatIsItsOwnObservationIsRead() {
    var findings = new Findings(VcfBounds.standard());

    FhirReports.read(
        SubmittedJson.read(ofItsOwn("LA6683-2"), BOUNDS),
        PATIENT::equals,
        new SourceReading(findings, null),
        findings);

    assertThat(findings.report().problems())
        .extracting(VcfProblem::problem)
        .containsExactly(ProblemCode.VARIANT_NOT_READ);
  }

  @ParameterizedTest
  @CsvSource({"LA6684-0, GERMLINE", "LA6683-2, SOMATIC"})
  void whatContradictsTheSubmissionIsRefusedWithItsPlace(String code, SourceClass stated) {
    assertThat(errors(genotype(answer(code)), stated))
        .extracting(VcfProblem::code, VcfProblem::line, VcfProblem::expression)
        .containsExactly(
            tuple("context-contradiction", 14L, "Bundle.entry[1].resource.component[3]"));
  }

  @ParameterizedTest
  @CsvSource({"LA6684-0, LA6683-2", "LA6683-2, LA6684-0"})
  void aReportThatSaysBothIsRefusedAndAsksForThePermitOfATumour(String first, String other) {
    var report = andVariant(genotype(answer(first)), other);

    assertThat(source(report)).isEqualTo(SourceClass.SOMATIC);
    assertThat(errors(report, null))
        .extracting(VcfProblem::code, VcfProblem::expression)
        .containsExactly(tuple("context-contradiction", "Bundle.entry[4].resource.component[0]"));
    assertThat(errors(report, SourceClass.SOMATIC)).hasSize(1);
    assertThat(errors(report, SourceClass.GERMLINE)).hasSize(1);
    assertThat(errors(andVariant(genotype(answer(first)), first), null)).isEmpty();
  }

  /// A fetus is another person, and what nobody knows the source of may be of one, or of a tumour.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"LA10429-1\"}]}",
        "{\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"LA18196-8\"}]}",
        "{\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"LA18197-6\"}]}",
        "{\"coding\": [{\"code\": \"LA6683-2\"}, {\"code\": \"LA10429-1\"}]}",
        "{\"coding\": [{\"code\": \"LA6683-2\"}, {\"code\": \"LA6684-0\"}]}",
        "{\"text\": \"Somatic\"}"
      })
  void anotherAnswerIsRefusedWithItsPlace(String answer) {
    assertNotTaken(genotype("\"valueCodeableConcept\": " + answer));
  }

  @Test
  void soAreTextAndAReasonInItsPlace() {
    assertNotTaken(genotype("\"valueString\": \"somatic\""));
    assertNotTaken(genotype("\"dataAbsentReason\": {\"coding\": [{\"code\": \"unknown\"}]}"));
  }

  /// Whatever a glance takes it for.
  private static void assertNotTaken(String report) {
    for (var stated : SourceClass.values()) {
      assertThat(errors(report, stated))
          .extracting(VcfProblem::code, VcfProblem::line, VcfProblem::expression)
          .containsExactly(
              tuple("context-not-taken", 14L, "Bundle.entry[1].resource.component[3]"));
    }
  }

  @Test
  void codesOfOtherListsSayNothingAgainstIt() {
    assertThat(
            source(
                genotype(
                    "\"valueCodeableConcept\": {\"coding\": [{\"code\": \"255461003\"}, {\"code\": \"LA6684-0\"}]}")))
        .isEqualTo(SourceClass.SOMATIC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"resourceType\": \"Basic\"}", "\u0000"})
  void whatCannotBeReadSaysNothing(String text) {
    assertThat(source(text)).isNull();
  }

  /// Codes of other questions are none of this one.
  @Test
  void norDoesAnAnswerThatNobodyAskedFor() {
    assertThat(source("{\"code\": \"LA6684-0\"}")).isNull();
    assertThat(source("{\"code\": \"48002-0\", \"a\": {\"code\": \"LA6684-0\"}}"))
        .isEqualTo(SourceClass.SOMATIC);
  }

  @Test
  void norDoesWhatIsTooLongOrNoText() {
    assertThat(FhirReports.source(new byte[] {(byte) 0xff}, BOUNDS)).isEmpty();
    assertThat(source(genotype(answer("LA6684-0")) + " ".repeat(20_000))).isNull();
  }

  /// What is somatic in there would be taken for inherited.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resource\": {\"resourceType\": \"Bundle\", \"type\": \"collection\"}}",
        "{\"resource\": {\"resourceType\": \"Parameters\"}}",
        "{\"resource\": {\"resourceType\": \"Basic\"}, \"response\": {\"status\": \"201\"}}"
      })
  void whatHoldsResourcesIsNotTaken(String entry) {
    var report = REPORT.replaceFirst("\"entry\": \\[", "\"entry\": [" + entry + ",");

    assertThat(report).isNotEqualTo(REPORT);
    assertThat(errors(report, null))
        .extracting(VcfProblem::code)
        .contains("fhir-resource-unexpected");
    assertThat(errors(REPORT, null)).isEmpty();
  }

  @Test
  void whatIsModifiedInAnUnknownWayIsNotTaken() {
    var modified =
        genotype(
            "\"modifierExtension\": [{\"url\": \"https://example.org/source\", \"valueCode\": \"LA6684-0\"}]");

    assertThat(SubmittedJson.read(modified, BOUNDS).problems())
        .extracting(VcfProblem::code, VcfProblem::line)
        .containsExactly(tuple("fhir-rule-broken", 33L));
  }

  @Test
  void aReportOfMoreValuesThanTheBoundIsNotMadeObjectsOf() {
    var values = "{\"a\": [" + "1,".repeat(1_997) + "1]}";

    assertThat(SubmittedJson.read(values, BOUNDS).problems()).isEmpty();
    assertThat(SubmittedJson.read(values.replace("1]", "1,1]"), BOUNDS).problems())
        .extracting(VcfProblem::code)
        .containsExactly("entries-too-many");
  }

  /// With the base definitions, as a submission is validated.
  @Test
  void noCallIsTakenOfWhatContradicts() throws IOException {
    var report = genotype(answer("LA6684-0")).getBytes(UTF_8);

    var refused =
        FhirReports.validate(
            new ByteArrayInputStream(report), PATIENT::equals, SourceClass.GERMLINE, BOUNDS);
    var taken =
        FhirReports.validate(
            new ByteArrayInputStream(report), PATIENT::equals, SourceClass.SOMATIC, BOUNDS);

    assertThat(refused.isRefused()).isTrue();
    assertThat(refused.calls()).isEmpty();
    assertThat(taken.isRefused()).isFalse();
    assertThat(taken.calls()).hasSize(2);
  }
}
