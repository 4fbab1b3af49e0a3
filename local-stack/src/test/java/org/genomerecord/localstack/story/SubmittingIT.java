package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A laboratory at the gateway.
@ExtendWith(RunningStack.Shared.class)
class SubmittingIT {
  private static final int JSON_BYTES_MAX = 262_144;
  private final RunningStack running;
  private final Laboratory lab;
  private final String number = Laboratory.newNumber();

  SubmittingIT(RunningStack running) {
    this.running = running;
    this.lab = running.laboratory("lab-north");
  }

  private long vaultFiles() {
    return VaultFiles.count(running.stack().vaultFolder());
  }

  private long received(SyntheticPatient patient) {
    return running.log("ingestion").ofPatient(patient.pseudonym(), "SubmissionReceived").size();
  }

  @Test
  void withoutPreferTheAnswerSaysWhereToAskAndTheStateIsThere() {
    var patient = running.consentingPatient();
    var headers = Laboratory.headers(patient, number);
    headers.remove("Prefer");

    // Large enough not to be done before the answer.
    var answer = lab.submits(headers, SampleVcf.larger(100_000));

    var accession = answer.json().path("accession").asText();
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("state").asText()).isEqualTo("received");
    assertThat(answer.header("location")).contains("/accessions/" + accession);
    Eventually.see("accepted", () -> lab.status(accession).json().has("callSet"));
    Eventually.see(
        "in the list",
        () ->
            running
                .door()
                .get("/accessions", lab.token(), Map.of())
                .json()
                .toString()
                .contains(accession));
  }

  @Test
  void preferWaitGivesTheFinalStateInOneCall() {
    var answer = lab.submits(running.consentingPatient(), number, SampleVcf.bytes());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("state").asText()).isEqualTo("accepted");
    assertThat(answer.json().path("assembly").asText()).isEqualTo("GRCh38");
    assertThat(answer.header("x-request-id")).isPresent();
  }

  @Test
  void whoLostTheAnswerLooksTheNumberUp() {
    var answer = lab.submits(running.consentingPatient(), number, SampleVcf.bytes());

    var found = byNumber(lab, Map.of("Accession", number));

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json().path("accession")).isEqualTo(answer.json().path("accession"));
    assertThat(byNumber(lab, Map.of()).code()).isEqualTo("header");
  }

  @Test
  void anotherLaboratorysNumberIsLikeNone() {
    lab.submits(running.consentingPatient(), number, SampleVcf.bytes());
    var other = running.laboratory("lab-south");

    var found = byNumber(other, Map.of("Accession", number));

    assertThat(found.status()).isEqualTo(404);
    assertThat(found.code())
        .isEqualTo(byNumber(lab, Map.of("Accession", number + "0")).code())
        .isEqualTo("accession-unknown");
  }

  private Door.Answer byNumber(Laboratory laboratory, Map<String, String> headers) {
    return running.door().get("/accessions/by-number", laboratory.token(), headers);
  }

  @Test
  void theSameAgainIsTheSameAccessionAndStoresNothingTwice() {
    var patient = running.consentingPatient();
    var first = lab.submits(patient, number, SampleVcf.bytes());
    var files = vaultFiles();
    var events = running.log("ingestion").ofPatient(patient.pseudonym()).size();

    var second = lab.submits(patient, number, SampleVcf.bytes());

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(vaultFiles()).isEqualTo(files);
    assertThat(running.log("ingestion").ofPatient(patient.pseudonym())).hasSize(events);
  }

  @Test
  void anotherFileUnderTheSameNumberIsAConflict() {
    var patient = running.consentingPatient();
    lab.submits(patient, number, SampleVcf.bytes());
    var files = vaultFiles();

    var answer = lab.submits(patient, number, SampleVcf.otherBytes());

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("accession-content");
    assertThat(vaultFiles()).isEqualTo(files);
    assertThat(received(patient)).isEqualTo(1);
  }

  @Test
  void theSameNumberForAnotherPatientIsAConflict() {
    lab.submits(running.consentingPatient(), number, SampleVcf.bytes());
    var other = running.consentingPatient();

    var answer = lab.submits(other, number, SampleVcf.bytes());

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("accession-patient");
    assertThat(received(other)).isZero();
  }

  @Test
  void twoLaboratoriesMayUseTheSameNumber() {
    var patient = running.consentingPatient();
    var north = lab.submits(patient, number, SampleVcf.bytes());

    var south = running.laboratory("lab-south").submits(patient, number, SampleVcf.bytes());

    assertThat(south.status()).isEqualTo(200);
    assertThat(south.json().path("accession")).isNotEqualTo(north.json().path("accession"));
  }

  @Test
  void aRefusalIsAnOperationOutcomeToThoseWhoAcceptFhir() {
    var headers = Laboratory.headers(running.consentingPatient(), number);
    headers.put("Accept", "application/fhir+json");

    var refused = lab.submits(headers, SampleVcf.bytes(SampleVcf.BROKEN));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    assertThat(refused.json().at("/issue/0/severity").asText()).isEqualTo("error");
    assertThat(refused.json().at("/issue/0/diagnostics").asText()).startsWith("Line 4,");
  }

  @Test
  void whoeverDidNotWaitReadsLaterWhatWasFound() {
    var patient = running.consentingPatient();
    var waited = lab.submits(patient, number, SampleVcf.bytes(SampleVcf.BROKEN));
    var headers = Laboratory.headers(patient, Laboratory.newNumber());
    headers.remove("Prefer");

    var answer = lab.submits(headers, SampleVcf.bytes(SampleVcf.BROKEN));

    var location = answer.header("location").orElseThrow();
    var accession = location.substring(location.lastIndexOf('/') + 1);
    Eventually.see(
        "refused", () -> lab.status(accession).json().path("state").asText().equals("refused"));
    var path = lab.status(accession).json().path("report").asText();
    assertThat(path).isEqualTo("/accessions/" + accession + "/report");
    var report = running.door().get(path, lab.token(), Map.of());
    assertThat(report.status()).isEqualTo(200);
    assertThat(report.code()).isEqualTo(waited.code());
    assertThat(report.json().path("problems")).isEqualTo(waited.json().path("problems"));
    assertThat(report.json().path("counts")).isEqualTo(waited.json().path("counts"));
    var fhir =
        running.door().get(path, lab.token(), Map.of("Accept", "application/fhir+json")).json();
    assertThat(fhir.path("resourceType").asText()).isEqualTo("OperationOutcome");
    var accepted = lab.submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    assertThat(accepted.json().has("report"))
        .isEqualTo(!accepted.json().path("warnings").isEmpty());
  }

  @Test
  void aBrokenFileIsRefusedWithLineAndCodeAndABetterOneMayFollow() {
    var patient = running.consentingPatient();
    var files = vaultFiles();

    var refused = lab.submits(patient, number, SampleVcf.bytes(SampleVcf.BROKEN));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("line").asLong()).isEqualTo(4);
    assertThat(refused.code()).isNotEmpty();
    assertThat(refused.json().at("/problems/0/line").asLong()).isEqualTo(4);
    assertThat(refused.json().at("/problems/0/remedy").asText()).isNotEmpty();
    assertThat(refused.json().at("/counts/0/count").asLong()).isEqualTo(1);
    assertThat(refused.json().toString()).doesNotContain("0/7").doesNotContain("94781859");
    assertThat(running.log("ingestion").ofPatient(patient.pseudonym(), "SubmissionRefused"))
        .hasSize(1);
    Eventually.see("nothing of the refused file is kept", () -> vaultFiles() == files);
    assertThat(lab.submits(patient, number, SampleVcf.bytes()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "bgzip"})
  void aCompressedFileIsAccepted(String form) {
    var body =
        form.equals("gzip")
            ? SampleVcf.gzip(SampleVcf.bytes())
            : SampleVcf.bgzip(SampleVcf.bytes());

    var answer = lab.submits(running.consentingPatient(), number, body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("records").asLong()).isPositive();
  }

  @Test
  void anUnknownPatientIsRefusedOnRecord() {
    var headers = Laboratory.headers(running.consentingPatient(), number);
    headers.put("Patient-Identifier", SyntheticPatient.ISSUER + "|nobody-" + number);
    headers.put("X-Request-Id", number);

    var answer = lab.submits(headers, SampleVcf.bytes());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("patient-unknown");
    assertThat(running.log("consent").of(number))
        .extracting(EventLog.Event::type)
        .containsExactly("DisclosureRefused");
  }

  @Test
  void withoutConsentToCollectNothingIsStoredAndTheRefusalIsInTheTrail() {
    var patient = running.patient();
    var files = vaultFiles();

    var answer = lab.submits(patient, number, SampleVcf.bytes());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("not-permitted");
    assertThat(vaultFiles()).isEqualTo(files);
    assertThat(received(patient)).isZero();
    assertThat(patient.trail().findValuesAsText("reason")).contains("no-consent");
  }

  /// The patient permits what is pharmacogenomic, and expression only later.
  @Test
  void anExpressionPanelIsTakenUnderAPermitForExpressionAndNoOther() throws IOException {
    var patient = running.consentingPatient();
    var headers = Laboratory.headers(patient, number);
    headers.put("Content-Type", "text/vnd.genome-record.expression-panel");
    var panel = Files.readString(Path.of("src/main/resources/sample/synthetic-expression.tsv"));

    var notPermitted = lab.submits(headers, panel.getBytes(StandardCharsets.UTF_8));
    var permitted = received(patient);
    var consent = SyntheticPatient.provision();
    consent.put("dataClasses", List.of("expression"));
    consent.put("actions", List.of("collect"));
    patient.grants(consent);
    var wrong =
        lab.submits(headers, panel.replace("10.82", "10,82").getBytes(StandardCharsets.UTF_8));
    var accepted = lab.submits(headers, panel.getBytes(StandardCharsets.UTF_8));
    headers.put("Correction-Reason", "analytical-error");
    var amended =
        lab.submits(headers, panel.replace("10.82", "9.75").getBytes(StandardCharsets.UTF_8));
    headers.put("Content-Type", "application/octet-stream");
    var otherKind = lab.submits(headers, SampleVcf.bytes());
    var withdrawn = lab.withdraws(accepted.json().path("accession").asText(), "specimen-mix-up");

    assertThat(notPermitted.status()).isEqualTo(403);
    assertThat(notPermitted.code()).isEqualTo("not-permitted");
    assertThat(permitted).isZero();
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.code()).isEqualTo("decimal-comma");
    assertThat(wrong.json().path("line").asLong()).isEqualTo(12);
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(accepted.json().path("state").asText()).isEqualTo("accepted");
    assertThat(amended.json().path("state").asText()).isEqualTo("amended");
    assertThat(otherKind.code()).isEqualTo("correction-class");
    assertThat(withdrawn.json().path("state").asText()).isEqualTo("withdrawn");
    // interpretation-service has taken all of it in, and has nothing to say of it.
    var reports =
        patient.reportFor(
            "dr-grey",
            Map.of(
                "Purpose-Of-Use",
                "TREAT",
                "Fresh-As-Of",
                "ingestion:" + withdrawn.json().path("position").asLong()));
    assertThat(reports.status()).isEqualTo(200);
    assertThat(reports.json().path("entry")).isEmpty();
    assertThat(patient.trail().toString())
        .contains("expression panel accepted", "expression")
        .doesNotContain("10.82", "9.75", "21-gene");
  }

  @Test
  void withoutAPurposeTheRefusalIsOnRecord() {
    var patient = running.consentingPatient();
    var headers = Laboratory.headers(patient, number);
    headers.remove("Purpose-Of-Use");

    var answer = lab.submits(headers, SampleVcf.bytes());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("purpose-missing");
    assertThat(patient.trail().findValuesAsText("reason")).contains("purpose-missing");
  }

  @ParameterizedTest
  @CsvSource({
    "Accession,",
    "Accession, has a blank-REVEALING",
    "Patient-Identifier,",
    "Patient-Identifier, no-bar-REVEALING",
    "Patient-Identifier, |REVEALING",
    "Assembly, hg-REVEALING"
  })
  void aMissingOrOddHeaderIsNamedAndItsValueIsNotRepeated(String header, String value) {
    var headers = Laboratory.headers(running.consentingPatient(), number);
    headers.remove(header);
    if (value != null) {
      headers.put(header, value);
    }

    var answer = lab.submits(headers, SampleVcf.bytes());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains(header);
    assertThat(answer.json().toString()).doesNotContain("REVEALING");
  }

  @Test
  void aSampleThatTheFileDoesNotHaveIsRefusedWithoutRepeatingItsName() {
    var headers = Laboratory.headers(running.consentingPatient(), number);
    headers.put("Sample", "REVEALING-SAMPLE");

    var answer = lab.submits(headers, SampleVcf.bytes());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().toString()).doesNotContain("REVEALING");
  }

  @Test
  void tooLargeABodyOfJsonIsRefused() {
    var answer =
        running
            .door()
            .post(
                "/patients",
                running.tokens().user("dr-grey"),
                Map.of("name", "x".repeat(JSON_BYTES_MAX)));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("body-too-large");
  }

  @Test
  void aClientThatStopsInTheMiddleLeavesNoEventAndNoFile() throws IOException {
    var patient = running.consentingPatient();
    var files = vaultFiles();
    var body = SampleVcf.larger(50_000);
    var gateway = running.stack().gateway();

    try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
      var head = new StringBuilder("POST /submissions HTTP/1.1\r\nHost: gateway\r\n");
      Laboratory.headers(patient, number)
          .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      head.append("Authorization: Bearer ").append(lab.token()).append("\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body, 0, body.length / 2);
      socket.getOutputStream().flush();
      Eventually.see("the half file is a draft", () -> drafts() > 0);
    }

    Eventually.see("the draft is gone", () -> drafts() == 0);
    assertThat(vaultFiles()).isEqualTo(files);
    assertThat(received(patient)).isZero();
    assertThat(lab.submits(patient, number, body).status()).isEqualTo(200);
  }

  private long drafts() {
    Path drafts = running.stack().vaultFolder().resolve("drafts");
    return Files.isDirectory(drafts) ? VaultFiles.count(drafts) : 0;
  }
}
