package org.genomerecord.ingestion.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.genomerecord.ingestion.outside.OutsideCall;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.record.permit.PatientIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAReportTest {
  private static final PatientIdentifier PATIENT =
      new PatientIdentifier("urn:oid:2.999.1.1", "MRN-7");
  private static final FhirBounds BOUNDS = new FhirBounds(20_000, 20, 300, 20, 2_000, 1_000);
  private static final String REPORT = resource("/fhir/report.json");

  private static String resource(String name) {
    try (var in = ReadingAReportTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Without the base definitions.
  private static List<VcfProblem> problems(String json) {
    var findings = new Findings(VcfBounds.standard());
    var text = SubmittedJson.read(json, BOUNDS);
    text.problems().forEach(findings::add);
    if (!findings.refused()) {
      FhirReports.read(text, PATIENT::equals, new SourceReading(findings, null), findings);
    }
    return besidesTheVariant(findings.report().problems());
  }

  /// The sample has one beside its calls, which a warning says.
  private static List<VcfProblem> besidesTheVariant(List<VcfProblem> problems) {
    return problems.stream()
        .filter(problem -> problem.problem() != ProblemCode.VARIANT_NOT_READ)
        .toList();
  }

  private static OutsideOutcome validated(String json) {
    try {
      return FhirReports.validate(
          new ByteArrayInputStream(json.getBytes(UTF_8)), PATIENT::equals, BOUNDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String codes(List<VcfProblem> problems) {
    return problems.stream().map(VcfProblem::code).distinct().collect(Collectors.joining(" "));
  }

  private static String with(String from, String to) {
    assertThat(REPORT).contains(from);
    return REPORT.replace(from, to);
  }

  @Test
  void genotypesAndPairsOfHaplotypesAreCallsAndTheRestIsKept() {
    var outcome = validated(REPORT);

    assertThat(besidesTheVariant(outcome.report().problems())).isEmpty();
    assertThat(outcome.calls())
        .containsExactly(
            new OutsideCall("CYP2D6", "*4/*4", "Poor Metabolizer", null, "2"),
            new OutsideCall("HLA-B", "*57:01/*07:02", "", null, null));
  }

  @Test
  void aProfileThatTheReportClaimsIsNotAskedFor() {
    var claimed =
        with(
            "\"resourceType\": \"DiagnosticReport\",",
            "\"resourceType\": \"DiagnosticReport\", \"meta\": {\"profile\":"
                + " [\"http://hl7.org/fhir/uv/genomics-reporting/StructureDefinition/genomic-report\"]},");

    var outcome = validated(claimed);

    assertThat(codes(outcome.report().problems())).isEqualTo("variant-not-read");
    assertThat(outcome.calls()).hasSize(2);
  }

  @Test
  void whatTheBaseDefinitionsDoNotAllowIsToldByLineAndExpression() {
    var json =
        with("\"status\": \"final\",\n        \"category\"", "\"category\"")
            .replace("\"code\": \"HGNC:4932\"", "\"code\": \"HGNC:4932\", \"secret\": \"SECRET\"")
            .replace("\"value\": 0.48", "\"value\": \"SECRET\"");

    var outcome = validated(json);

    assertThat(outcome.isRefused()).isTrue();
    assertThat(outcome.calls()).isEmpty();
    assertThat(codes(outcome.report().problems()))
        .contains("fhir-element-missing", "fhir-element-unknown", "fhir-value-invalid");
    assertThat(outcome.report().toString()).doesNotContain("SECRET", "secret");
    assertThat(outcome.report().problems())
        .anySatisfy(problem -> {
          assertThat(problem.problem()).isEqualTo(ProblemCode.FHIR_ELEMENT_UNKNOWN);
          assertThat(problem.line()).isEqualTo(47);
          assertThat(problem.expression()).startsWith("Bundle.entry[2].resource");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"type\": \"collection\"; \"type\": \"searchset\"; bundle-type",
        "\"type\": \"collection\"; \"type\": \"transaction\"; entry-incomplete",
        "\"resourceType\": \"DiagnosticReport\"; \"resourceType\": \"Basic\"; report-count",
        "`\"type\": \"collection\",`; `\"type\": \"collection\", \"type\": \"collection\",`; json-malformed",
        "51969-4; LP7824-8; ``",
        "`\"system\": \"http://loinc.org\", \"code\": \"51969-4\"`; `\"code\": \"51969-4\"`; loinc-missing",
        "`\"status\": \"final\",\n        \"category\"`; `\"status\": \"preliminary\",\n        \"category\"`; not-final",
        "MRN-7; MRN-8; subject-mismatch",
        "urn:oid:2.999.1.1; urn:oid:2.999.1.2; subject-mismatch",
        "`\"identifier\": [{\"system\": \"urn:oid:2.999.1.1\", \"value\": \"MRN-7\"}]`; `\"active\": true`; subject-missing",
        "\"code\": \"84413-4\"; \"code\": \"47998-0\"; observation-not-read",
        "`, \"code\": \"HGNC:2625\", \"display\": \"CYP2D6\"`; ``; gene-missing",
        "\"display\": \"CYP2D6\"; \"display\": \"CYP2C9\"; gene-contradiction",
        "`\"code\": \"HGNC:2625\", \"display\": \"CYP2D6\"`; `\"display\": \"Cyp 2D6\"`; gene-symbol-malformed",
        "CYP2D6 *4/*4; CYP2D6 4/4; diplotype-malformed",
        "CYP2D6 *4/*4; CYP2D6 *1/*2/*4; diplotype-malformed",
        "CYP2D6 Poor Metabolizer; CYP2D6 slow; phenotype-not-known",
        "HGNC:4932; HGNC:2625; haplotypes-of-a-genotyped-gene",
        "HLA-B*07:02; HLA-B 7; diplotype-malformed",
        "\"value\": 2,; \"value\": 2.5,; copy-number-malformed",
        "\"value\": 2,; \"value\": 3,; copy-number-contradiction",
        "\"value\": 0.48,; \"value\": 48,; value-impossible",
        "`0.48, \"system\": \"http://unitsofmeasure.org\", \"code\": \"1\"`; `0.48, \"system\": \"http://unitsofmeasure.org\", \"code\": \"%\"`; unit-wrong",
        "application/pdf; text/html; attachment-type",
        "JVBERi0xLjQK; PGh0bWw+; attachment-type",
        "JVBERi0xLjQK; not base64; fhir-value-invalid",
        "`\"data\": \"JVBERi0xLjQK\"`; `\"url\": \"https://example.org/report.pdf\"`; attachment-elsewhere",
      })
  void whatIsAskedOfAReportHere(String from, String to, String code) {
    var found = codes(problems(with(from, to)));

    // Two haplotypes of a gene that has a genotype, too, are the genotype's own.
    assertThat(found).isEqualTo(code.equals("haplotypes-of-a-genotyped-gene") ? "" : code);
  }

  /// As of a message (HL7 v2): otherwise a report of variants alone would be accepted in silence.
  @Test
  void variantsAreNotInterpretedWhichAWarningSays() {
    var alone =
        with("\"code\": \"84413-4\"", "\"code\": \"69548-6\"")
            .replace("\"code\": \"84414-2\"", "\"code\": \"69548-6\"");

    var outcome = validated(alone);

    assertThat(outcome.isRefused()).isFalse();
    assertThat(outcome.report().problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("variant-not-read");
          assertThat(problem.severity()).isEqualTo(VcfProblem.Severity.WARNING);
          assertThat(problem.expression()).startsWith("Bundle.entry[1].resource");
        });
    assertThat(outcome.report().warnings()).containsEntry(ProblemCode.VARIANT_NOT_READ, 4L);
    assertThat(validated(REPORT).report().warnings())
        .containsEntry(ProblemCode.VARIANT_NOT_READ, 1L);
  }

  @Test
  void oneHaplotypeDoesNotTellADiplotype() {
    var json = with("\"code\": \"84414-2\"", "\"code\": \"69548-6\"");
    var one =
        json.substring(0, json.indexOf("69548-6"))
            + "84414-2"
            + json.substring(json.indexOf("69548-6") + 7);

    assertThat(codes(problems(one))).isEqualTo("haplotype-alone");
  }

  @Test
  void jsonIsBoundedBeforeAnythingIsMadeOfIt() {
    var deep = "{\"resourceType\":\"Bundle\",\"a\":" + "[".repeat(50) + "]".repeat(50) + "}";
    var long_ = with("CYP2D6 Poor Metabolizer", "x".repeat(301));
    var big = with("JVBERi0xLjQK", "JVBERi0x".repeat(200));
    var many = new ArrayList<String>();
    for (int i = 0; i < 21; i++) {
      many.add("{\"resource\":{\"resourceType\":\"Basic\"}}");
    }

    assertThat(codes(problems(deep))).isEqualTo("json-too-deep");
    assertThat(codes(problems(long_))).isEqualTo("value-too-long");
    assertThat(codes(problems(big))).isEqualTo("attachment-too-long");
    assertThat(
            codes(
                problems(
                    "{\"resourceType\":\"Bundle\",\"entry\":[" + String.join(",", many) + "]}")))
        .isEqualTo("entries-too-many");
    assertThat(
            codes(
                problems(
                    """
                    {"resourceType":"Bundle","entry":[
                     {"resource":{"resourceType":"DiagnosticReport","contained":[%s]}}]}
                    """
                        .formatted(String.join(",", many.subList(0, 20))))))
        .isEqualTo("entries-too-many");
    assertThat(codes(problems("{\"resourceType\":\"Bundle\",\"entry\":[{},7]}")))
        .isEqualTo("entry-incomplete");
    assertThat(codes(problems(REPORT.substring(0, 900)))).isEqualTo("json-malformed");
    assertThat(codes(problems(REPORT + "{}"))).isEqualTo("json-malformed");
    assertThat(codes(problems("[]"))).isEqualTo("json-malformed");
    assertThat(codes(validated("{\"resourceType\":\"Patient\"}").report().problems()))
        .isEqualTo("fhir-resource-unexpected");
    assertThat(codes(validated("").report().problems())).isEqualTo("empty-file");
    assertThat(codes(validated("x".repeat(20_001)).report().problems())).isEqualTo("text-too-long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1E+100", "-1e-999999999", "0.1e0000100", "1e2147483648"})
  void aNumberThatWouldFillTheMemoryIsRefusedByItsLine(String number) {
    var problems = problems(with("\"value\": 0.48", "\"value\": " + number));

    assertThat(codes(problems)).isEqualTo("fhir-value-invalid");
    assertThat(problems)
        .extracting(VcfProblem::line)
        .containsExactly(REPORT.substring(0, REPORT.indexOf("\"value\": 0.48")).lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2e999999999", "2e-999999999", " 2E999", "\uff12e\uff19\uff19\uff19"})
  void aNumberInQuotesThatWouldFillTheMemoryIsRefusedToo(String number) {
    var json = with("\"value\": 2,", "\"value\": \"" + number + "\",");

    assertThat(codes(problems(json))).isEqualTo("fhir-value-invalid");
    assertThat(codes(validated(json).report().problems())).isEqualTo("fhir-value-invalid");
  }

  @Test
  void anIdentifierThatLooksLikeANumberIsNone() {
    var accession = ", \"identifier\": {\"system\": \"urn:x\", \"value\": \"7E1234\"}";
    var json =
        with(
            "\"entry\": [",
            "\"entry\": [{\"resource\":{\"resourceType\":\"Basic\"" + accession + "}},");

    assertThat(problems(json)).isEmpty();
  }

  @Test
  void aSmallExponentIsANumber() {
    assertThat(problems(with("\"value\": 0.48", "\"value\": 48e-2"))).isEmpty();
  }

  private static final String SUBJECT =
      "\"subject\": {\"reference\": \"urn:uuid:00000000-0000-4000-8000-0000000000a1\"";

  private static String identifier(String value) {
    return "{\"system\": \"urn:oid:2.999.1.1\", \"value\": \"" + value + "\"}";
  }

  @ParameterizedTest
  @CsvSource({
    "MRN-7, MRN-7, ''",
    "MRN-7, MRN-8, subject-mismatch",
    "MRN-8, MRN-7, subject-mismatch",
    "MRN-8, MRN-8, subject-mismatch",
  })
  void theReferenceAndThePatientThatItRefersToAreBothThePatient(
      String owned, String named, String code) {
    var json =
        REPORT
            .replace(identifier("MRN-7"), identifier(owned))
            .replace(SUBJECT, SUBJECT + ", \"identifier\": " + identifier(named));

    assertThat(json).contains("\"identifier\": " + identifier(named));
    assertThat(codes(problems(json))).isEqualTo(code);
  }

  @Test
  void aSecondIdentifierOfThePatientNamesThePatient() {
    var json =
        REPORT
            .replace(identifier("MRN-7"), identifier("MRN-7") + ", " + identifier("OLD-1"))
            .replace(SUBJECT, SUBJECT + ", \"identifier\": " + identifier("OLD-1"));

    assertThat(problems(json)).isEmpty();
    assertThat(codes(problems(json.replace("MRN-7", "MRN-8")))).isEqualTo("subject-mismatch");
  }

  @Test
  void anObservationThatNamesAnotherBesideTheReferenceIsOfAnother() {
    var first = REPORT.indexOf(SUBJECT) + SUBJECT.length();
    var json =
        REPORT.substring(0, first)
            + ", \"identifier\": "
            + identifier("MRN-8")
            + REPORT.substring(first);

    assertThat(problems(json))
        .extracting(VcfProblem::code, VcfProblem::expression)
        .containsExactly(tuple("subject-mismatch", "Bundle.entry[1].resource"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"resourceType\":\"Specimen\",SUBJECT}}; ``",
        "{\"resourceType\":\"Specimen\"}; ``",
        "{\"resourceType\":\"Specimen\",\"subject\":{\"identifier\":{\"system\":\"urn:oid:2.999.1.1\",\"value\":\"MRN-7\"}}}; ``",
        "{\"resourceType\":\"Specimen\",\"subject\":{\"identifier\":{\"system\":\"urn:oid:2.999.1.1\",\"value\":\"MRN-8\"}}}; subject-mismatch",
        "{\"resourceType\":\"ServiceRequest\",\"subject\":{\"reference\":\"Patient/elsewhere\"}}; subject-mismatch",
        "{\"resourceType\":\"FamilyMemberHistory\",\"patient\":{\"reference\":\"Patient/elsewhere\"}}; subject-mismatch",
        "{\"resourceType\":\"Basic\",SUBJECT},\"contained\":[{\"resourceType\":\"Specimen\",\"subject\":{\"reference\":\"Patient/elsewhere\"}}]}; subject-mismatch",
      })
  void whateverHasASubjectIsOfThePatient(String resource, String code) {
    var json =
        with(
            "\"entry\": [",
            "\"entry\": [{\"resource\":" + resource.replace("SUBJECT", SUBJECT) + "},");

    assertThat(codes(problems(json))).isEqualTo(code);
  }

  @Test
  void aReportByItselfHoldsItsObservations() {
    var json =
        """
        {"resourceType":"DiagnosticReport","status":"final",
         "contained":[
          {"resourceType":"Patient","id":"p","identifier":[{"system":"urn:oid:2.999.1.1","value":"MRN-7"}]},
          {"resourceType":"Observation","id":"o","status":"final",
           "code":{"coding":[{"system":"http://loinc.org","code":"84413-4"}]},
           "subject":{"reference":"#p"},"valueCodeableConcept":{"text":"*1/*4"},
           "component":[{"code":{"coding":[{"system":"http://loinc.org","code":"48018-6"}]},
            "valueCodeableConcept":{"coding":[{"system":"http://www.genenames.org","code":"HGNC:2625"}]}}]}],
         "code":{"coding":[{"system":"http://loinc.org","code":"51969-4"}]},
         "subject":{"reference":"#p"},"result":[{"reference":"#o"}]}
        """;

    assertThat(validated(json).calls())
        .containsExactly(new OutsideCall("CYP2D6", "*1/*4", "", null, null));
    assertThat(codes(validated(json.replace("MRN-7", "MRN-9")).report().problems()))
        .isEqualTo("subject-mismatch");
  }

  @Test
  void whateverIsMissingIsAProblemAndNoFault() {
    var members = Pattern.compile("\"[A-Za-z]+\": (\"[^\"]*\"|[0-9.]+)").matcher(REPORT).results();

    for (var member : members.toList()) {
      var without =
          REPORT.substring(0, member.start()) + "\"x\": 1" + REPORT.substring(member.end());
      var empty = REPORT.substring(0, member.start(1)) + "\"\"" + REPORT.substring(member.end(1));
      assertThatCode(() -> problems(without)).as(member.group()).doesNotThrowAnyException();
      assertThatCode(() -> problems(empty)).as(member.group()).doesNotThrowAnyException();
    }
  }
}
