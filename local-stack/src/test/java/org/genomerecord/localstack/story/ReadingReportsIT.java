package org.genomerecord.localstack.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A FHIR client at the gateway.
@ExtendWith(RunningStack.Shared.class)
class ReadingReportsIT {
  private static final FhirContext FHIR = FhirContext.forR4();
  private static final Map<String, String> TREAT = Map.of("Purpose-Of-Use", "TREAT");
  private final RunningStack running;

  ReadingReportsIT(RunningStack running) {
    this.running = running;
  }

  private static Bundle bundle(Door.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return FHIR.newJsonParser()
        .setParserErrorHandler(new StrictErrorHandler())
        .parseResource(Bundle.class, answer.json().toString());
  }

  /// @return the answer to a clinician's read that waited for the submission
  private Door.Answer reportAfter(SyntheticPatient patient, byte[] vcf) {
    var submitted = running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), vcf);
    assertThat(submitted.status()).isEqualTo(200);
    return patient.reportFor(
        "dr-grey",
        Map.of(
            "Purpose-Of-Use",
            "TREAT",
            "Fresh-As-Of",
            "ingestion:" + submitted.json().path("position").asLong()));
  }

  @Test
  void theBundleIsStrictR4AndEveryReferenceInItResolves() {
    var answer = reportAfter(running.consentingPatient(), SampleVcf.bytes());

    var bundle = bundle(answer);

    var names = new HashSet<String>();
    bundle.getEntry().forEach(entry -> names.add(entry.getFullUrl()));
    Set<String> references = new HashSet<>();
    for (var entry : bundle.getEntry()) {
      FHIR.newTerser()
          .getAllPopulatedChildElementsOfType(entry.getResource(), IBaseReference.class)
          .forEach(reference -> references.add(reference.getReferenceElement().getValue()));
    }
    assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
    assertThat(names).hasSameSizeAs(bundle.getEntry());
    assertThat(references).isNotEmpty().isSubsetOf(names);
    assertThat(bundle.getEntry())
        .extracting(entry -> (Object) entry.getResource().getClass())
        .contains(DiagnosticReport.class, Observation.class, Patient.class);
    assertThat(answer.header("as-of")).isPresent();
    assertThat(answer.header("cache-control")).contains("no-store");
  }

  @Test
  void asFreshAsAReportTheAuditTrailAnswersThoughOthersCameLater() {
    var patient = running.consentingPatient();
    reportAfter(patient, SampleVcf.bytes());
    reportAfter(running.consentingPatient(), SampleVcf.bytes());

    var report = patient.reportFor("dr-grey", TREAT);
    var answer =
        running
            .door()
            .getFresh(
                "/audit/events?patient=" + patient.pseudonym(),
                running.tokens().user("olga"),
                Map.of("Fresh-As-Of", report.header("as-of").orElseThrow()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().findValuesAsText("type"))
        .contains("interpretation.InterpretationIssued");
  }

  @Test
  void thePatientInTheBundleIsAPseudonymAndNothingElse() {
    var patient = running.consentingPatient();

    var answer = reportAfter(patient, SampleVcf.bytes());

    assertThat(answer.json().toString())
        .contains(patient.pseudonym())
        .doesNotContain(patient.recordNumber())
        .doesNotContain(patient.name());
  }

  /// CYP2D6 cannot be called from small variants: without the laboratory's call, advice on
  /// amitriptyline rests on CYP2C19 alone.
  @Test
  void outsideCallsJoinTheReportOfTheCallSetAndHaveOneOfTheirOwn() {
    var patient = running.patient();
    var consent = SyntheticPatient.provision();
    consent.put("actions", List.of("collect", "use", "re-analyse"));
    patient.grants(consent);
    reportAfter(patient, SampleVcf.bytes());
    var headers = Laboratory.headers(patient, Laboratory.newNumber());
    headers.put("Content-Type", "text/tab-separated-values");
    var calls = "CYP2D6\t*4/*4\t\t\t2\n".getBytes(StandardCharsets.UTF_8);

    var submitted = running.laboratory("lab-north").submits(headers, calls);
    var again = running.laboratory("lab-north").submits(headers, calls);
    headers.put("Accession", Laboratory.newNumber());
    var wrong =
        running
            .laboratory("lab-north")
            .submits(headers, "CYP2D6\t4/4\n".getBytes(StandardCharsets.UTF_8));

    assertThat(submitted.status()).isEqualTo(200);
    assertThat(submitted.json().path("calls").asLong()).isEqualTo(1);
    assertThat(again.json().path("position")).isEqualTo(submitted.json().path("position"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.code()).isEqualTo("diplotype-malformed");
    assertThat(wrong.json().path("line").asLong()).isEqualTo(1);
    var bundle =
        bundle(
            patient.reportFor(
                "dr-grey",
                Map.of(
                    "Purpose-Of-Use",
                    "TREAT",
                    "Fresh-As-Of",
                    "ingestion:" + submitted.json().path("position").asLong())));
    assertThat(
            bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(DiagnosticReport.class::isInstance)
                .map(report -> ((DiagnosticReport) report).getStatus().toCode()))
        .containsExactlyInAnyOrder("amended", "final");
    var answer = patient.drugs(Map.of("drugs", List.of("amitriptyline")));
    var reports = answer.json().at("/drugs/0/reports");
    assertThat(reports).hasSize(2);
    assertThat(reports)
        .anySatisfy(report ->
            assertThat(report.path("byGenes").toString())
                .contains("CYP2C19", "CYP2D6", "\"notAssessed\":[]"));
    assertThat(patient.trail().toString())
        .contains("outside calls accepted")
        .doesNotContain("*4/*4");
  }

  @Test
  void aReportInFhirIsTakenForThePatientWhomItIsAbout() throws IOException {
    var patient = running.consentingPatient();
    var headers = Laboratory.headers(patient, Laboratory.newNumber());
    headers.put("Content-Type", "application/fhir+json");
    headers.put("Prefer", "wait=60");
    var report =
        Files.readString(Path.of("..", "ingestion-service/src/test/resources/fhir/report.json"));
    var laboratory = running.laboratory("lab-north");

    var taken =
        laboratory.submits(
            headers,
            report.replace("MRN-7", patient.recordNumber()).getBytes(StandardCharsets.UTF_8));
    headers.put("Accession", Laboratory.newNumber());
    var ofSomebodyElse = laboratory.submits(headers, report.getBytes(StandardCharsets.UTF_8));

    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.json().path("calls").asLong()).isEqualTo(2);
    assertThat(ofSomebodyElse.status()).isEqualTo(422);
    assertThat(ofSomebodyElse.code()).isEqualTo("subject-mismatch");
  }

  @Test
  void aFileOnAnotherAssemblyGivesAReasonAndNoReport() {
    var answer = reportAfter(running.consentingPatient(), SampleVcf.onGrch37());

    var bundle = bundle(answer);

    assertThat(bundle.getEntry())
        .noneMatch(entry -> entry.getResource() instanceof DiagnosticReport)
        .anyMatch(entry ->
            entry.getResource() instanceof OperationOutcome outcome
                && outcome
                    .getIssueFirstRep()
                    .getDetails()
                    .getCodingFirstRep()
                    .getCode()
                    .equals("assembly-not-interpreted"));
  }

  @Test
  void aPatientReadsTheirOwnReportOnTheirOwnRequest() {
    var patient = running.consentingPatient();
    reportAfter(patient, SampleVcf.bytes());

    var answer = patient.reportFor(patient.account(), Map.of("Purpose-Of-Use", "PATRQT"));

    assertThat(bundle(answer).getTotal()).isEqualTo(1);
  }

  @Test
  void asAPageThePatientReadsPlainWordsAndTheClinicianASummary() {
    var patient = running.consentingPatient();
    reportAfter(patient, SampleVcf.bytes());

    var plain =
        patient.reportFor(
            patient.account(), Map.of("Purpose-Of-Use", "PATRQT", "Accept", "text/html"));
    var summary =
        patient.reportFor("dr-grey", Map.of("Purpose-Of-Use", "TREAT", "Accept", "text/html"));
    var refused = patient.reportFor("dr-grey", Map.of("Accept", "text/html"));

    assertThat(plain.text())
        .contains("Do not stop, start or change a medicine because of this page.")
        .doesNotContain("Metabolizer");
    assertThat(summary.text()).contains("<h1>Pharmacogenomic summary</h1>", "Metabolizer");
    assertThat(plain.header("content-type")).contains("text/html;charset=UTF-8");
    assertThat(plain.header("cache-control")).contains("no-store");
    assertThat(plain.header("content-security-policy")).contains(policyForStyleOf(plain.text()));
    assertThat(summary.header("content-security-policy"))
        .contains(policyForStyleOf(summary.text()));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("purpose-missing");
  }

  private static String policyForStyleOf(String page) {
    var style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    try {
      var sha256 = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
      return "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(sha256)
          + "'; frame-ancestors 'none'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @ParameterizedTest
  @CsvSource({
    ", purpose-missing, purpose-missing",
    "NOSUCHCODE, purpose-unknown, purpose-unknown",
    "HRESCH, not-covered, not-permitted"
  })
  void withoutAPermittedPurposeTheReadIsRefusedOnRecord(
      String purpose, String reason, String told) {
    var patient = running.consentingPatient();

    var answer =
        patient.reportFor(
            "dr-grey", purpose == null ? Map.of() : Map.of("Purpose-Of-Use", purpose));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(told);
    assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    assertThat(patient.trail().findValuesAsText("reason")).contains(reason);
  }

  @Test
  void aPatientThatNobodyKnowsIsRefusedAsWell() {
    var answer =
        running
            .door()
            .get(
                "/fhir/DiagnosticReport?subject=Patient/NOBODYATALL",
                running.tokens().user("dr-grey"),
                TREAT);

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void aListHoldsNothingOfPatientsWhoMayNotBeRead() {
    var read = running.consentingPatient();
    reportAfter(read, SampleVcf.bytes());
    var refused = SyntheticPatient.enrolledOn(running);
    var consent = refused.grants(SyntheticPatient.provision());
    reportAfter(refused, SampleVcf.bytes());
    refused.withdraws(consent);

    var withRefused = list(read.pseudonym(), refused.pseudonym());
    var withNobody = list(read.pseudonym(), "NOBODYATALL");

    assertThat(bundle(withRefused).getTotal()).isEqualTo(1);
    assertThat(withRefused.json().toString()).doesNotContain(refused.pseudonym());
    assertThat(withRefused.json().path("entry")).isEqualTo(withNobody.json().path("entry"));
    assertThat(bundle(list(refused.pseudonym(), "NOBODYATALL")).getEntry()).isEmpty();
    assertThat(refused.trail().findValuesAsText("reason")).contains("consent-withdrawn");
  }

  private Door.Answer list(String... pseudonyms) {
    var subjects = Stream.of(pseudonyms).map("Patient/"::concat).collect(Collectors.joining(","));
    return running
        .door()
        .get("/fhir/DiagnosticReport?subject=" + subjects, running.tokens().user("dr-grey"), TREAT);
  }

  @Test
  void anybodyMayAskWhatTheEndpointsCanDo() {
    var answer = running.door().get("/fhir/metadata", null, Map.of());

    var statement =
        FHIR.newJsonParser()
            .setParserErrorHandler(new StrictErrorHandler())
            .parseResource(CapabilityStatement.class, answer.json().toString());
    assertThat(statement.getRestFirstRep().getResourceFirstRep().getType())
        .isEqualTo("DiagnosticReport");
  }
}
