package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.genomerecord.record.permit.DecisionsApi;
import org.genomerecord.record.seal.KeyInTransit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A guardian acts for an adolescent, who keeps something to themselves.
@ExtendWith(RunningStack.Shared.class)
class ActingForAPatientIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APPOINTED =
      "dr-grey (clinician, north-hospital) appointed you to act for the patient.";

  private final RunningStack running;

  ActingForAPatientIT(RunningStack running) {
    this.running = running;
  }

  /// @return the guardian's token
  private String guardianOf(SyntheticPatient patient) {
    return guardianOf(patient, Instant.now().plusSeconds(3_600));
  }

  private String guardianOf(SyntheticPatient patient, Instant until) {
    var account = "guardian-" + patient.account();
    var appointment =
        Map.of(
            "kind", "guardian",
            "account", running.accounts().create(account),
            "privateFrom", Instant.now().minusSeconds(60).toString(),
            "until", until.toString());
    assertThat(
            running
                .door()
                .post(patient.path() + "/proxies", running.tokens().user("dr-grey"), appointment)
                .status())
        .isEqualTo(201);
    return running.tokens().user(account);
  }

  private static Map<String, Object> namingWhatIsPrivate() {
    var provision = new HashMap<>(SyntheticPatient.provision());
    provision.put("dataClasses", List.of("pharmacogenomic", "apoe"));
    return provision;
  }

  private List<String> listed(SyntheticPatient patient, String token) {
    return running
        .door()
        .get(patient.consentsPath(), token, Map.of())
        .json()
        .findValuesAsText("consent");
  }

  private String total(SyntheticPatient patient, String token) {
    return running
        .door()
        .get("/fhir/Consent?patient=" + patient.pseudonym(), token, Map.of())
        .json()
        .path("total")
        .asText();
  }

  @Test
  void theGuardianReadsTheReportAndNotTheRuleThatKeepsTheGuardianOut() {
    var patient = running.patient();
    var care = patient.grants(SyntheticPatient.provision());
    var submitted =
        running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    var guardian = guardianOf(patient);
    var named = patient.grants(namingWhatIsPrivate());
    var denial =
        patient.grants(
            Map.of(
                "type",
                "deny",
                "purposesOfUse",
                List.of("FAMRQT"),
                "dataClasses",
                List.of("tumour")));

    var report =
        patient.reportWith(
            guardian,
            Map.of(
                "Purpose-Of-Use",
                "FAMRQT",
                "Fresh-As-Of",
                "ingestion:" + submitted.json().path("position").asLong()));

    assertThat(report.status()).isEqualTo(200);
    assertThat(report.json().toString()).contains("DiagnosticReport");
    assertThat(listed(patient, patient.token())).containsExactly(care, named, denial);
    assertThat(listed(patient, guardian)).containsExactly(care);
    assertThat(total(patient, patient.token())).isEqualTo("3");
    assertThat(total(patient, guardian)).isEqualTo("1");
  }

  @Test
  void whatKeepsTheGuardianOutIsAnsweredAsWhatIsNotThere() {
    var patient = running.patient();
    var guardian = guardianOf(patient);
    var care = patient.grants(SyntheticPatient.provision());
    var named = patient.grants(namingWhatIsPrivate());
    var denial = patient.grants(Map.of("type", "deny"));

    for (var consent : List.of(named, denial, UUID.randomUUID().toString())) {
      for (var path : List.of("", "/_history", "/_history/1")) {
        var read = running.door().get("/fhir/Consent/" + consent + path, guardian, Map.of());
        assertThat(read.status()).isEqualTo(404);
        assertThat(read.code()).isEqualTo("consent-unknown");
      }
      var withdrawn = running.door().delete(patient.consentsPath() + "/" + consent, guardian);
      assertThat(withdrawn.status()).isEqualTo(404);
      assertThat(withdrawn.code()).isEqualTo("consent-unknown");
      var replaced =
          running
              .door()
              .post(
                  patient.consentsPath(),
                  guardian,
                  Map.of("provision", soon(SyntheticPatient.provision()), "replaces", consent));
      assertThat(replaced.code()).isEqualTo("consent-unknown");
    }
    var tier =
        running.door().post(patient.path() + "/withdrawals", guardian, Map.of("tier", "use"));
    assertThat(tier.json().path("withdrawn").toString()).isEqualTo("[\"" + care + "\"]");
    assertThat(tier.json().path("denied").toString()).isEqualTo("[]");
  }

  /// What a guardian grants ends with the appointment.
  private static Map<String, Object> soon(Map<String, Object> provision) {
    provision.put("until", Instant.now().plusSeconds(600).toString());
    return provision;
  }

  private Door.Answer asksWhoHadAccess(SyntheticPatient patient, String token) {
    return running.door().get(patient.path() + "/accesses", token, Map.of());
  }

  private List<String> toldWhoHadAccess(SyntheticPatient patient, String token) {
    var answer = asksWhoHadAccess(patient, token);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().findValuesAsText("text");
  }

  private Door.Answer reads(SyntheticPatient patient, String token, String purposeOfUse) {
    return patient.reportWith(token, Map.of("Purpose-Of-Use", purposeOfUse));
  }

  /// As interpretation-service would ask, had it a report on the class.
  private int usesForTreatment(SyntheticPatient patient, List<String> classes) {
    var request =
        Map.of(
            "patient",
            patient.pseudonym(),
            "subjectToken",
            running.tokens().user("dr-grey"),
            "purposeOfUse",
            "TREAT",
            "action",
            "use",
            "dataClasses",
            classes,
            "resource",
            "DiagnosticReport",
            "correlation",
            UUID.randomUUID().toString());
    return running
        .doorOf("consent-service")
        .send(
            "POST",
            "/decisions",
            running.tokens().service("interpretation-service"),
            Map.of(
                "Content-Type",
                "application/json",
                DecisionsApi.KEY_SEALED_TO,
                KeyInTransit.generate().publicKey()),
            BodyPublishers.ofString(JSON.valueToTree(request).toString()))
        .status();
  }

  @Test
  void theGuardianIsToldWhoUsedWhatTheGuardianMaySee() {
    var patient = running.patient();
    var guardian = guardianOf(patient);
    patient.grants(namingWhatIsPrivate());
    assertThat(reads(patient, running.tokens().user("dr-grey"), "TREAT").status()).isEqualTo(200);
    assertThat(usesForTreatment(patient, List.of("apoe"))).isEqualTo(200);
    assertThat(usesForTreatment(patient, List.of("apoe", "pharmacogenomic"))).isEqualTo(200);
    assertThat(reads(patient, running.tokens().user("dr-hill"), "HRESCH").status()).isEqualTo(403);
    assertThat(reads(patient, patient.token(), "PATRQT").status()).isEqualTo(200);
    assertThat(reads(patient, guardian, "FAMRQT").status()).isEqualTo(200);

    var told = asksWhoHadAccess(patient, guardian);

    var drugs = " used the patient's results on how the body responds to drugs for ";
    assertThat(told.json().findValuesAsText("text"))
        .containsExactly(
            "You" + drugs + "a request of the family.",
            "dr-grey (clinician, north-hospital)" + drugs + "treatment.",
            APPOINTED);
    assertThat(told.json().path("missing").asInt(-1)).isZero();
    assertThat(told.json().path("next").asText("")).isEmpty();
    assertThat(told.text()).doesNotContain(patient.subject());
  }

  @Test
  void whatIsDeniedTheGuardianIsNotTold() {
    var patient = running.patient();
    var guardian = guardianOf(patient);
    patient.grants(SyntheticPatient.provision());
    reads(patient, running.tokens().user("dr-grey"), "TREAT");
    assertThat(toldWhoHadAccess(patient, guardian)).hasSize(2);

    patient.grants(Map.of("type", "deny", "purposesOfUse", List.of("FAMRQT")));

    assertThat(toldWhoHadAccess(patient, guardian)).containsExactly(APPOINTED);
    assertThat(toldWhoHadAccess(patient, patient.token()))
        .anyMatch(text -> text.startsWith("dr-grey (clinician, north-hospital) used your results"));
  }

  @Test
  void thatTheGuardianLookedIsOnRecordAsTheGuardians() {
    var patient = running.patient();
    toldWhoHadAccess(patient, guardianOf(patient));

    assertThat(toldWhoHadAccess(patient, patient.token()))
        .startsWith(
            "You looked at who had access to your record.",
            "Somebody who acts for you looked at who had access to your record.");
    assertThat(patient.trail())
        .filteredOn(entry -> entry.path("type").asText().equals("consent.AuditTrailQueried"))
        .filteredOn(entry -> !entry.path("actor").asText().equals(patient.subject()))
        .extracting(entry -> entry.path("role").asText() + entry.path("purposeOfUse").asText())
        .contains("patientFAMRQT");
  }

  @Test
  void whoDoesNotActForThePatientAnyMoreIsToldNothing() {
    var patient = running.patient();
    var guardian = guardianOf(patient);
    var another = running.patient();
    var expiring = guardianOf(another, Instant.now().plusSeconds(10));
    assertThat(asksWhoHadAccess(patient, guardian).status()).isEqualTo(200);
    assertThat(asksWhoHadAccess(another, expiring).status()).isEqualTo(200);
    assertThat(asksWhoHadAccess(another, guardian).code()).isEqualTo("another-patient");

    var grey = running.tokens().user("dr-grey");
    var proxies = patient.path() + "/proxies";
    var proxy = running.door().get(proxies, grey, Map.of()).json().findValuesAsText("proxy");
    running.door().delete(proxies + "/" + proxy.getFirst(), grey);

    assertThat(asksWhoHadAccess(patient, guardian).code()).isEqualTo("another-patient");
    Eventually.see("over", () -> asksWhoHadAccess(another, expiring).status() == 403);
    assertThat(asksWhoHadAccess(another, expiring).code()).isEqualTo("another-patient");
    assertThat(asksWhoHadAccess(patient, grey).status()).isEqualTo(403);
    assertThat(running.door().get(patient.path() + "/accesses", null, Map.of()).status())
        .isEqualTo(401);
  }
}
