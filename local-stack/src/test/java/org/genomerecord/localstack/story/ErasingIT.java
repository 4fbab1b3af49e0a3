package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Erasure, what forbids it, and a rotation that nobody notices.
@ExtendWith(RunningStack.Shared.class)
class ErasingIT {
  private static final Map<String, String> TREAT = Map.of("Purpose-Of-Use", "TREAT");
  private static final String ROTATION = "consent-service/key-rotation";
  private final RunningStack running;

  ErasingIT(RunningStack running) {
    this.running = running;
  }

  private SyntheticPatient patientWithReport() {
    var patient = running.patient();
    patient.grants(SyntheticPatient.provision());
    assertThat(
            running
                .laboratory("lab-north")
                .submits(patient, Laboratory.newNumber(), SampleVcf.bytes())
                .status())
        .isEqualTo(200);
    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(200);
    return patient;
  }

  private Door.Answer asksForErasure(SyntheticPatient patient) {
    return running
        .door()
        .post(patient.path() + "/erasure", patient.token(), Map.of("confirm", patient.pseudonym()));
  }

  @Test
  void anErasedPatientIsUnreadableAndTheCertificateSaysSinceWhen() {
    var patient = patientWithReport();
    var emergency = declaresAnEmergency(patient);

    var answer = asksForErasure(patient);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("state").asText()).isEqualTo("erased");
    var certificate = answer.json().path("certificate");
    assertThat(certificate.path("keyGenerations").toString()).isEqualTo("[1]");
    assertThat(certificate.has("unreadableSince")).isTrue();
    assertThat(certificate.has("keyBackupsExpireAt")).isTrue();
    var refused = patient.reportFor("dr-grey", TREAT);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("not-permitted");
    assertThat(patient.asksToGrant(SyntheticPatient.provision()).code())
        .isEqualTo("patient-erased");
    assertThat(
            running
                .door()
                .get(patient.path() + "/erasure", running.tokens().user("olga"), Map.of())
                .json())
        .isEqualTo(answer.json());
    assertThat(patient.trail().findValuesAsText("type"))
        .contains("consent.ErasureRequested", "consent.ErasureBegun", "consent.PatientErased");
    assertTheReviewCanBeClosed(emergency);
    assertNothingIsKept(patient);
  }

  private List<String> fingerprints(SyntheticPatient patient) {
    return accessions("genome_fingerprint", patient);
  }

  /// Of what validation found.
  private List<String> reports(SyntheticPatient patient) {
    return accessions("validation_report", patient);
  }

  private List<String> accessions(String table, SyntheticPatient patient) {
    return running
        .log("ingestion")
        .texts("SELECT accession FROM " + table + " WHERE patient = '" + patient.pseudonym() + "'");
  }

  @Test
  void aGenomeIsNoticedUnderAnotherPatientUntilItIsWithdrawnOrErased() {
    var lab = running.laboratory("lab-north");
    var genome = SampleVcf.genome(1);
    var first = running.consentingPatient();
    var second = running.consentingPatient();
    var accession =
        lab.submits(first, Laboratory.newNumber(), genome).json().path("accession").asText();

    var noticed = lab.submits(second, Laboratory.newNumber(), genome);

    assertThat(noticed.status()).isEqualTo(200);
    assertThat(noticed.json().path("warnings").toString()).isEqualTo("[\"duplicate-genome\"]");
    assertThat(noticed.json().toString()).doesNotContain(accession, first.pseudonym());
    var own = lab.submits(first, Laboratory.newNumber(), SampleVcf.genome(2));
    assertThat(own.json().path("warnings").toString()).isEqualTo("[]");
    assertThat(fingerprints(first)).hasSize(2);

    assertThat(lab.withdraws(accession, "other").status()).isEqualTo(200);
    Eventually.see("withdrawn", () -> fingerprints(first).size() == 1);
    assertThat(reports(second)).hasSize(1);
    asksForErasure(second);
    awaitPurged(second);
    Eventually.see("erased", () -> fingerprints(second).isEmpty() && reports(second).isEmpty());
    assertThat(
            lab.submits(running.consentingPatient(), Laboratory.newNumber(), genome)
                .json()
                .path("warnings")
                .toString())
        .isEqualTo("[]");
  }

  @Test
  void whatDoesNotConfirmItErasesNobody() {
    var patient = running.patient();

    var answer = running.door().post(patient.path() + "/erasure", patient.token(), Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("not-confirmed");
    assertThat(running.door().get(patient.path() + "/erasure", patient.token(), Map.of()).status())
        .isEqualTo(404);
  }

  private String declaresAnEmergency(SyntheticPatient patient) {
    var body =
        "{\"patient\":\"%s\",\"reason\":\"unable-to-consent\",\"statement\":\"Unconscious on arrival.\"}"
            .formatted(patient.pseudonym());
    var declared =
        running
            .door()
            .send(
                "POST",
                "/emergency-accesses",
                running.tokens().user("dr-hill"),
                Map.of("Purpose-Of-Use", "ETREAT", "Content-Type", "application/json"),
                BodyPublishers.ofString(body));
    assertThat(declared.status()).isEqualTo(201);
    return declared.json().path("emergency").asText();
  }

  /// What was written as the reason is gone, and so is what a finding would be sealed by.
  private void assertTheReviewCanBeClosed(String emergency) {
    var path = "/audit/emergency-accesses/" + emergency;
    var olga = running.tokens().user("olga");
    var finding = Map.of("outcome", "justified", "finding", "Admission record and reason agree.");
    assertThat(running.door().post(path + "/review", olga, finding).code())
        .isEqualTo("patient-erased");
    assertThat(running.door().get(path, olga, Map.of()).json().has("statement")).isFalse();

    assertThat(
            running
                .door()
                .post(path + "/review", olga, Map.of("outcome", "patient-erased"))
                .status())
        .isEqualTo(200);

    assertThat(running.door().get(path, olga, Map.of()).json().at("/review/outcome").asText())
        .isEqualTo("patient-erased");
    assertThat(
            running
                .door()
                .get("/audit/reports/emergency-without-review", olga, Map.of())
                .json()
                .toString())
        .doesNotContain(emergency);
  }

  /// Neither rows nor files, also when the read model is built again.
  private void assertNothingIsKept(SyntheticPatient patient) {
    awaitPurged(patient);
    var interpretation = running.log("interpretation");
    var rows = "SELECT call_set FROM report WHERE patient = '" + patient.pseudonym() + "'";
    Eventually.see("without reports", () -> interpretation.texts(rows).isEmpty());
    assertThat(fileOf(patient)).doesNotExist();

    var reports = "interpretation-service/read-models";
    assertThat(running.operator("POST", reports + "/reports/rebuild").status()).isEqualTo(202);
    Eventually.see(
        "rebuilt",
        () -> {
          var now = running.operator("GET", reports).json().get(0);
          return now.path("state").asText().equals("serving") && now.has("finishedAt");
        });
    assertThat(interpretation.texts(rows)).isEmpty();
  }

  /// Other specs count files.
  private void awaitPurged(SyntheticPatient patient) {
    Eventually.see(
        "purged",
        () ->
            !running.log("ingestion").ofPatient(patient.pseudonym(), "FilesPurged").isEmpty()
                && !running
                    .log("interpretation")
                    .ofPatient(patient.pseudonym(), "ReportsPurged")
                    .isEmpty());
  }

  /// Where the file was kept first.
  private Path fileOf(SyntheticPatient patient) {
    var payload =
        running
            .log("ingestion")
            .ofPatient(patient.pseudonym(), "SubmissionReceived")
            .getFirst()
            .payload();
    var digest = payload.replaceFirst(".*\"digest\":\\s*\"([0-9a-f]{64})\".*", "$1");
    return running.stack().vaultFolder().resolve(digest.substring(0, 2)).resolve(digest);
  }

  @Test
  void aRenewedKeySealsFromThenOnAndTheFilesAnew() {
    var patient = patientWithReport();
    var file = fileOf(patient);
    assertThat(file).exists();

    var renewed =
        running
            .door()
            .post(patient.path() + "/subject-key", running.tokens().user("olga"), Map.of());

    assertThat(renewed.status()).isEqualTo(201);
    assertThat(renewed.json().path("keyGeneration").asInt()).isEqualTo(2);
    Eventually.see(
        "sealed anew",
        () -> !running.log("ingestion").ofPatient(patient.pseudonym(), "FileResealed").isEmpty());
    assertThat(file).doesNotExist();
    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(200);
    assertThat(
            running
                .laboratory("lab-north")
                .submits(patient, Laboratory.newNumber(), SampleVcf.bytes())
                .status())
        .isEqualTo(200);
    assertThat(asksForErasure(patient).json().at("/certificate/keyGenerations").toString())
        .isEqualTo("[1,2]");
    awaitPurged(patient);
  }

  /// An accession of somebody whose kinship may be collected and used.
  private String submitted(SyntheticPatient patient) {
    var provision = new HashMap<>(SyntheticPatient.provision());
    provision.put("dataClasses", List.of("pharmacogenomic", "kinship"));
    patient.grants(provision);
    var number = Laboratory.newNumber();
    assertThat(running.laboratory("lab-north").submits(patient, number, SampleVcf.bytes()).status())
        .isEqualTo(200);
    return number;
  }

  private Door.Answer studied(String child, String mother) {
    return running
        .door()
        .send(
            "POST",
            "/family-studies",
            running.tokens().lab("lab-north"),
            Map.of("Purpose-Of-Use", "TREAT", "Content-Type", "application/json"),
            BodyPublishers.ofString(
                """
                {"number":"F-%s","members":[{"accession":"%s"},{"accession":"%s"}],
                "relationship":"NMTH","confirmed":true,"kinship":0.25}
                """
                    .formatted(child, child, mother)));
  }

  private JsonNode studiesOf(SyntheticPatient patient) {
    var answer =
        running
            .door()
            .get(patient.path() + "/family-studies", running.tokens().user("dr-grey"), TREAT);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).hasSize(1);
    return answer.json().path(0);
  }

  @Test
  void erasingOneOfTwoRelativesNeitherErasesNorExposesTheOther() {
    var child = running.patient();
    var mother = running.patient();
    var number = submitted(child);
    assertThat(studied(number, submitted(mother)).status()).isEqualTo(201);
    assertThat(studiesOf(child).at("/relative/relationship").asText()).isEqualTo("NMTH");
    for (var member : List.of(child, mother)) {
      assertThat(member.trail().findValuesAsText("type")).contains("ingestion.FamilyStudyReported");
    }

    assertThat(asksForErasure(mother).status()).isEqualTo(200);

    var after = studiesOf(child);
    assertThat(after.path("number").asText()).isEqualTo(number);
    assertThat(after.path("relative").toString()).isEqualTo("{\"shown\":false}");
    assertThat(after.toString()).doesNotContain(mother.pseudonym());
    assertThat(
            running
                .door()
                .get(mother.path() + "/family-studies", running.tokens().user("dr-grey"), TREAT)
                .code())
        .isEqualTo("not-permitted");
    awaitPurged(mother);
  }

  @Test
  void aLegalHoldForbidsItUntilItIsLifted() {
    var patient = patientWithReport();
    var holds = patient.path() + "/legal-holds";
    var olga = running.tokens().user("olga");
    var hold =
        running
            .door()
            .post(holds, olga, Map.of("reason", "litigation", "reference", "case-7"))
            .json()
            .path("hold")
            .asText();

    var held = asksForErasure(patient);

    assertThat(held.status()).isEqualTo(409);
    assertThat(held.code()).isEqualTo("legal-hold");
    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(200);
    assertThat(patient.trail().findValuesAsText("type")).contains("consent.ErasureRefused");
    assertThat(
            running
                .door()
                .post(holds + "/" + hold + "/lift", olga, Map.of("reason", "case-closed"))
                .status())
        .isEqualTo(204);
    assertThat(asksForErasure(patient).status()).isEqualTo(200);
    awaitPurged(patient);
  }

  @Test
  void whileTheKeyEncryptionKeyIsRotatedEverythingIsReadAsBefore() {
    var patient = patientWithReport();

    assertThat(running.operator("POST", ROTATION).status()).isEqualTo(202);
    Eventually.see(
        "rotated",
        () -> running.operator("GET", ROTATION).json().path("state").asText().equals("idle"));

    var latest = running.operator("GET", ROTATION).json().path("latest");
    assertThat(latest.path("done").asLong()).isPositive();
    assertThat(latest.path("unopened").asLong()).isZero();
    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(200);
  }
}
