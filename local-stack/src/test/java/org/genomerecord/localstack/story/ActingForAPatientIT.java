package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A guardian acts for an adolescent, who keeps something to themselves.
@ExtendWith(RunningStack.Shared.class)
class ActingForAPatientIT {
  private final RunningStack running;

  ActingForAPatientIT(RunningStack running) {
    this.running = running;
  }

  /// @return the guardian's token
  private String guardianOf(SyntheticPatient patient) {
    var account = "guardian-" + patient.account();
    var appointment =
        Map.of(
            "kind", "guardian",
            "account", running.accounts().create(account),
            "privateFrom", Instant.now().minusSeconds(60).toString(),
            "until", Instant.now().plusSeconds(3_600).toString());
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
}
