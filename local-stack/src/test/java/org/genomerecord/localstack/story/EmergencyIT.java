package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A clinician to whom the patient permits nothing needs the record now.
@ExtendWith(RunningStack.Shared.class)
class EmergencyIT {
  private static final Map<String, String> EMERGENCY = Map.of("Purpose-Of-Use", "ETREAT");
  private static final String STATEMENT = "Unconscious on arrival, needs anticoagulation now.";

  private final RunningStack running;

  EmergencyIT(RunningStack running) {
    this.running = running;
  }

  private Door.Answer declares(String purpose, Map<String, Object> body) throws Exception {
    return running
        .door()
        .send(
            "POST",
            "/emergency-accesses",
            running.tokens().user("dr-hill"),
            Map.of("Purpose-Of-Use", purpose, "Content-Type", "application/json"),
            BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(body)));
  }

  private static Map<String, Object> about(SyntheticPatient patient) {
    var body = new HashMap<String, Object>();
    body.put("patient", patient.pseudonym());
    body.put("reason", "unable-to-consent");
    body.put("statement", STATEMENT);
    return body;
  }

  private SyntheticPatient patientOfNorthHospital() {
    var patient = running.patient();
    var provision = SyntheticPatient.provision();
    provision.put("actors", List.of(Map.of("kind", "organisation", "id", "north-hospital")));
    provision.put("actions", List.of("use"));
    patient.grants(provision);
    var collect = SyntheticPatient.provision();
    collect.put("actions", List.of("collect"));
    patient.grants(collect);
    return patient;
  }

  private String decisionOfTheLast(SyntheticPatient patient, String type) {
    return running.log("consent").ofPatient(patient.pseudonym(), type).getLast().tags().stream()
        .filter(tag -> tag.startsWith("decision:"))
        .map(tag -> tag.substring("decision:".length()))
        .findFirst()
        .orElseThrow();
  }

  /// As patients find it.
  private String refusalInTheOwnList(SyntheticPatient patient) {
    var refused = new AtomicReference<String>();
    Eventually.see(
        "the refusal in the patient's list",
        () -> {
          var list =
              running
                  .door()
                  .get("/patients/" + patient.pseudonym() + "/accesses", patient.token(), Map.of());
          for (var access : list.json().path("accesses")) {
            if (access.path("outcome").asText().equals("refused")) {
              refused.set(access.path("decision").asText());
              return true;
            }
          }
          return false;
        });
    return refused.get();
  }

  @Test
  void itIsDeclaredUsedSeenExplainedAndReviewed() throws Exception {
    var patient = patientOfNorthHospital();
    var officer = running.tokens().user("olga");
    var before = patient.reportFor("dr-hill", EMERGENCY);

    var declared = declares("ETREAT", about(patient));
    var emergency = declared.json().path("emergency").asText();
    var report = patient.reportFor("dr-hill", EMERGENCY);
    var ofAColleague = patient.reportFor("dr-grey", EMERGENCY);

    assertThat(before.status()).isEqualTo(403);
    assertThat(before.code()).isEqualTo("emergency-not-declared");
    assertThat(declared.status()).isEqualTo(201);
    assertThat(report.status()).isEqualTo(200);
    assertThat(ofAColleague.code()).isEqualTo("emergency-not-declared");

    var explained =
        running
            .door()
            .get(
                "/audit/decisions/" + decisionOfTheLast(patient, "DisclosurePermitted"),
                officer,
                Map.of());
    assertThat(explained.status()).isEqualTo(200);
    assertThat(explained.json().path("because").toString()).contains("emergency", emergency);
    assertThat(explained.json().path("replay").asText()).isEqualTo("same");
    assertThat(explained.json().path("obligations").toString()).contains("review-emergency-access");

    var path = "/audit/emergency-accesses/" + emergency;
    var read = running.door().get(path, officer, Map.of());
    assertThat(read.json().path("statement").asText()).isEqualTo(STATEMENT);
    assertThat(read.json().has("review")).isFalse();
    var review = Map.of("outcome", "justified", "finding", "Admission record and reason agree.");
    assertThat(running.door().post(path + "/review", officer, review).status()).isEqualTo(200);
    assertThat(running.door().post(path + "/review", officer, review).code())
        .isEqualTo("already-reviewed");

    var own =
        running
            .door()
            .get(
                "/patients/" + patient.pseudonym() + "/emergency-accesses",
                patient.token(),
                Map.of());
    assertThat(own.json()).hasSize(1);
    assertThat(own.json().at("/0/review/outcome").asText()).isEqualTo("justified");
    assertThat(own.json().at("/0/person").asText()).isEqualTo("dr-hill");
    assertThat(patient.trail().findValuesAsText("type"))
        .contains("consent.EmergencyAccessDeclared", "consent.EmergencyAccessReviewed");
    assertThat(running.log("consent").ofPatient(patient.pseudonym()).toString())
        .doesNotContain("Unconscious", "Admission");
  }

  @Test
  void whatThePatientLockedStaysLocked() throws Exception {
    var patient = patientOfNorthHospital();
    patient.grants(Map.of("type", "deny", "purposesOfUse", List.of("ETREAT")));

    assertThat(declares("ETREAT", about(patient)).status()).isEqualTo(201);
    var refused = patient.reportFor("dr-hill", EMERGENCY);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("not-permitted");
    var explained =
        running
            .door()
            .get(
                "/patients/" + patient.pseudonym() + "/decisions/" + refusalInTheOwnList(patient),
                patient.token(),
                Map.of());
    assertThat(explained.json().path("because").toString()).contains("You have ruled it out.");
    assertThat(explained.json().path("replay").asText()).isEqualTo("same");
  }

  @Test
  void aDeclarationThatSaysTooLittleIsRefused() throws Exception {
    var patient = running.patient();
    var brief = about(patient);
    brief.put("statement", "urgent");
    var both = about(patient);
    both.put("identifier", Map.of("system", SyntheticPatient.ISSUER, "value", "MRN-1"));
    var nobody = about(patient);
    nobody.put("patient", UUID.randomUUID().toString());

    assertThat(declares("TREAT", about(patient)).code()).isEqualTo("purpose");
    assertThat(declares("ETREAT", brief).code()).isEqualTo("statement-length");
    assertThat(declares("ETREAT", both).code()).isEqualTo("emergency-incomplete");
    assertThat(declares("ETREAT", nobody).code()).isEqualTo("patient-unknown");
    assertThat(running.log("consent").ofPatient(patient.pseudonym(), "EmergencyAccessDeclared"))
        .isEmpty();
  }

  /// Erased or never there: the answer is one, and that somebody looked is on record.
  @Test
  void whoeverLooksForAnErasedPatientIsAnsweredAsForNobodyAndOnRecord() throws Exception {
    var patient = running.patient();
    var erasure = Map.of("confirm", patient.pseudonym());
    assertThat(running.door().post(patient.path() + "/erasure", patient.token(), erasure).status())
        .isEqualTo(200);
    var guardian =
        Map.of(
            "kind", "guardian",
            "account", patient.subject(),
            "until", Instant.now().plusSeconds(60).toString());

    var declared = declares("ETREAT", about(patient));
    var appointed =
        running
            .door()
            .post(patient.path() + "/proxies", running.tokens().user("dr-grey"), guardian);

    assertThat(declared.status()).isEqualTo(404);
    assertThat(declared.code()).isEqualTo("patient-unknown");
    assertThat(appointed.status()).isEqualTo(404);
    assertThat(appointed.code()).isEqualTo("patient-unknown");
    assertThat(running.log("consent").ofPatient(patient.pseudonym(), "AccessRefused"))
        .extracting(EventLog.Event::actor)
        .containsExactly("dr-hill", "dr-grey");
    assertThat(running.log("consent").ofPatient(patient.pseudonym(), "AccessRefused"))
        .allSatisfy(refused -> assertThat(refused.payload()).contains("patient-unknown"));
  }

  @Test
  void anotherPatientsDecisionLooksLikeNone() {
    var patient = running.patient();
    var another = running.patient();
    patient.reportFor("dr-hill", EMERGENCY);
    var decision = decisionOfTheLast(patient, "DisclosureRefused");

    var answer =
        running
            .door()
            .get(
                "/patients/" + another.pseudonym() + "/decisions/" + decision,
                another.token(),
                Map.of());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("decision-unknown");
  }
}
