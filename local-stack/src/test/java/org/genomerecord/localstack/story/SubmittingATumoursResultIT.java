package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a laboratory says of where a result comes from, and what follows from that.
@ExtendWith(RunningStack.Shared.class)
class SubmittingATumoursResultIT {
  private static final String SOMATIC = "source=somatic, tumour-purity=0.35";
  private static final int FIRST_PIECE = 100;

  private final RunningStack running;
  private final Laboratory lab;
  private final String number = Laboratory.newNumber();

  SubmittingATumoursResultIT(RunningStack running) {
    this.running = running;
    this.lab = running.laboratory("lab-north");
  }

  private SyntheticPatient permitting(String... classes) {
    var patient = running.patient();
    var provision = SyntheticPatient.provision();
    provision.put("dataClasses", List.of(classes));
    patient.grants(provision);
    return patient;
  }

  private Door.Answer submits(SyntheticPatient patient, String context) {
    var headers = Laboratory.headers(patient, number);
    headers.put("Submission-Context", context);
    return lab.submits(headers, SampleVcf.bytes());
  }

  private List<String> payloads(String log, SyntheticPatient patient, String type) {
    return running.log(log).ofPatient(patient.pseudonym(), type).stream()
        .map(EventLog.Event::payload)
        .toList();
  }

  private String reports(SyntheticPatient patient, long position) {
    return patient
        .reportFor(
            "dr-grey", Map.of("Purpose-Of-Use", "TREAT", "Fresh-As-Of", "ingestion:" + position))
        .text();
  }

  private void assertCollectedAndNotInterpreted(SyntheticPatient patient, String accepted) {
    var ofTumour = "\"dataClass\":\"tumour\"";
    assertThat(payloads("ingestion", patient, "SubmissionReceived"))
        .singleElement()
        .satisfies(payload -> assertThat(payload).contains(ofTumour));
    assertThat(payloads("ingestion", patient, accepted))
        .singleElement()
        .satisfies(payload -> assertThat(payload).contains(ofTumour));
    Eventually.see(
        "settled", () -> !payloads("interpretation", patient, "InterpretationDeclined").isEmpty());
    assertThat(payloads("interpretation", patient, "InterpretationDeclined"))
        .singleElement()
        .satisfies(payload -> assertThat(payload).contains("tumour-not-interpreted"));
    assertThat(payloads("interpretation", patient, "InterpretationIssued")).isEmpty();
  }

  @Test
  void itTakesAPermitForTumours() {
    var patient = running.consentingPatient(); // pharmacogenes

    var refused = submits(patient, SOMATIC);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(payloads("ingestion", patient, "SubmissionReceived")).isEmpty();
    assertThat(submits(patient, "source=germline").status()).isEqualTo(200);
  }

  @Test
  void itIsAcceptedAndNoDiplotypeIsCalledOfIt() {
    var patient = permitting("pharmacogenomic", "tumour");

    var accepted = submits(patient, SOMATIC);

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
    assertCollectedAndNotInterpreted(patient, "CallSetAccepted");
    var told = reports(patient, accepted.json().path("position").asLong());
    assertThat(told)
        .contains("nothing-to-interpret")
        .doesNotContain("DiagnosticReport\"", "tumour", "CYP2C19");
    assertThat(lab.status(accepted.json().path("accession").asText()).json().path("state").asText())
        .isEqualTo("accepted");
  }

  @Test
  void whatWasInheritedDoesNotCorrectIt() {
    var patient = permitting("pharmacogenomic", "tumour");
    submits(patient, SOMATIC);
    var headers = Laboratory.headers(patient, number);
    headers.put("Correction-Reason", "analytical-error");

    var refused = lab.submits(headers, SampleVcf.larger(10));

    assertThat(refused.code()).isEqualTo("correction-class");
  }

  /// Each request asks for a permit: of a patient who permits nothing else, for that class.
  @Test
  void inPiecesItIsTheSame() {
    var patient = permitting("tumour");
    var vcf = SampleVcf.bytes();
    var metadata =
        Map.of(
            "accession",
            number,
            "patient-identifier",
            SyntheticPatient.ISSUER + "|" + patient.recordNumber(),
            "purpose-of-use",
            "TREAT",
            "submission-context",
            SOMATIC);
    var upload =
        ResumableUpload.begun(
            running.stack().gateway(),
            running.door(),
            lab.token(),
            ResumableUpload.asksFor(running.door(), lab.token(), vcf.length, metadata));

    upload.patch(0, Arrays.copyOf(vcf, FIRST_PIECE));
    var last = upload.patch(FIRST_PIECE, Arrays.copyOfRange(vcf, FIRST_PIECE, vcf.length));

    assertThat(last.status()).as(last.text()).isEqualTo(204);
    Eventually.see("accepted", () -> !payloads("ingestion", patient, "CallSetAccepted").isEmpty());
    assertCollectedAndNotInterpreted(patient, "CallSetAccepted");
  }

  private Door.Answer sends(SyntheticPatient patient, String context) throws IOException {
    var sample = RunningStack.HOME.resolve("ingestion-service/src/test/resources/hl7v2/result.hl7");
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/hl7-v2");
    headers.put("Purpose-Of-Use", "TREAT");
    headers.put("Submission-Context", context);
    return running
        .door()
        .send(
            "POST",
            "/submissions/hl7v2",
            lab.token(),
            headers,
            BodyPublishers.ofString(
                Files.readString(sample)
                    .replace('\n', '\r')
                    .replace("MRN-7", patient.recordNumber())
                    .replace("N-2026-0011", number),
                StandardCharsets.UTF_8));
  }

  @Test
  void aMessageHasItsContextInTheHeaderToo() throws IOException {
    var patient = permitting("tumour");

    var malformed = sends(patient, "source=SECRET");
    var contradiction = sends(patient, SOMATIC + ", sex=male");
    var taken = sends(patient, SOMATIC + ", sex=female");

    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.code()).isEqualTo("submission-context");
    assertThat(malformed.text()).doesNotContain("SECRET");
    assertThat(contradiction.text()).contains("MSA|AE|", "PID^1^8", "context-contradiction");
    assertThat(taken.text()).contains("MSA|AA|");
    assertCollectedAndNotInterpreted(patient, "OutsideCallsAccepted");
  }

  /// Its variant is somatic (LOINC 48002-0), and nothing else of it says so.
  private Door.Answer reports(SyntheticPatient patient, String accession, String context)
      throws IOException {
    var sample = RunningStack.HOME.resolve("ingestion-service/src/test/resources/fhir/report.json");
    var headers = Laboratory.headers(patient, accession);
    headers.put("Content-Type", "application/fhir+json");
    headers.put("Prefer", "wait=60");
    headers.put("Submission-Context", context);
    var frequency =
        "\"code\": {\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"81258-6\"}]}";
    var source =
        frequency.replace("81258-6", "48002-0")
            + ", \"valueCodeableConcept\": {\"coding\": [{\"code\": \"LA6684-0\"}]}}, {";
    return lab.submits(
        headers,
        Files.readString(sample)
            .replace("MRN-7", patient.recordNumber())
            .replace(frequency, source + frequency)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aReportInFhirSaysItItself() throws IOException {
    var patient = permitting("tumour");

    var taken = reports(patient, number, "specimen=TUMOR");

    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    assertCollectedAndNotInterpreted(patient, "OutsideCallsAccepted");
    var notPermitted = reports(running.consentingPatient(), Laboratory.newNumber(), "sex=female");
    assertThat(notPermitted.status()).isEqualTo(403);
  }

  @Test
  void aReportInFhirThatContradictsItsRequestIsRefused() throws IOException {
    var patient = permitting("pharmacogenomic", "tumour");

    var refused = reports(patient, number, "source=germline");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("context-contradiction");
    assertThat(refused.text()).contains("Bundle.entry[4].resource.component[0]");
    assertThat(payloads("ingestion", patient, "OutsideCallsAccepted")).isEmpty();
  }
}
