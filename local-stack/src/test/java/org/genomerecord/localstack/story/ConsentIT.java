package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What patients permit is what happens.
@ExtendWith(RunningStack.Shared.class)
class ConsentIT {
  private static final Map<String, String> TREAT = Map.of("Purpose-Of-Use", "TREAT");
  private final RunningStack running;

  ConsentIT(RunningStack running) {
    this.running = running;
  }

  private SyntheticPatient patientWithReport(Map<String, Object> provision) {
    var patient = running.patient();
    patient.grants(provision);
    var answer =
        running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    assertThat(answer.status()).isEqualTo(200);
    return patient;
  }

  /// Grants of their own, so that the laboratories are not in the way.
  private static Map<String, Object> provision(String action, List<String> organisations) {
    var provision = SyntheticPatient.provision();
    provision.put("actions", List.of(action));
    if (!organisations.isEmpty()) {
      provision.put(
          "actors",
          organisations.stream().map(id -> Map.of("kind", "organisation", "id", id)).toList());
    }
    return provision;
  }

  private Door.Answer enrolsAgain(SyntheticPatient patient, String account) {
    return running
        .door()
        .post(
            "/patients",
            running.tokens().user("dr-grey"),
            Map.of(
                "identifier",
                Map.of("system", SyntheticPatient.ISSUER, "value", patient.recordNumber()),
                "name",
                patient.name(),
                "account",
                account));
  }

  @Test
  void aRecordNumberAskedForInThePlaceOfAPseudonymComesIntoNoLog() {
    var patient = running.patient();
    var requests = new ArrayList<String>();
    for (var path :
        List.of(
            "olga /audit/events?patient=%s",
            "olga /audit/export?patient=%s",
            "olga /audit/reports/accounting-of-disclosures?patient=%s",
            "olga /patients/%s/legal-holds",
            "olga /patients/%s/erasure",
            "olga /patients/%s/subject-key",
            "dr-grey /patients/%s/proxies",
            patient.account() + " /fhir/Consent?patient=Patient/%s")) {
      var request = UUID.randomUUID().toString();
      requests.add(request);
      var caller = running.tokens().user(path.split(" ", -1)[0]);

      var answer =
          running
              .door()
              .get(
                  path.split(" ", -1)[1].formatted(patient.recordNumber()),
                  caller,
                  Map.of("X-Request-Id", request));

      assertThat(answer.status()).as(path).isIn(400, 404, 422);
    }
    for (var request : requests) {
      assertThat(running.log("consent").of(request).toString())
          .doesNotContain(patient.recordNumber());
    }
  }

  /// A mistyped record number is not to open the record of somebody else.
  @Test
  void whoIsEnrolledAgainIsTheSameUnlessTheAccountIsAnothers() {
    var patient = running.patient();
    var account = running.accounts().create("again-" + patient.account());

    var another = enrolsAgain(patient, account);

    assertThat(another.status()).isEqualTo(409);
    assertThat(another.code()).isEqualTo("account-differs");
    assertThat(another.text()).doesNotContain(patient.pseudonym());
    var same = enrolsAgain(patient, patient.subject());
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.json().path("patient").asText()).isEqualTo(patient.pseudonym());
  }

  @Test
  void aConsentThatWouldBeOverBeforeItBeginsIsRefused() {
    var patient = running.patient();
    var provision = SyntheticPatient.provision();
    provision.put("until", Instant.now().minusSeconds(1).toString());

    var answer = patient.asksToGrant(provision);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(running.log("consent").ofPatient(patient.pseudonym(), "ConsentGranted")).isEmpty();
  }

  @Test
  void aConsentForOneOrganisationLetsItsCliniciansReadAndNoOthers() {
    var patient = patientWithReport(provision("collect", List.of()));
    patient.grants(provision("use", List.of("north-hospital")));

    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(200);
    var refused = patient.reportFor("dr-hill", TREAT);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("not-permitted");
  }

  @Test
  void aConsentForACareTeamLetsItsMembersReadAndNoOthers() {
    var patient = running.patient();
    var provision = provision("use", List.of());
    provision.put("actors", List.of(Map.of("kind", "care-team", "id", "north-tumour-board")));
    patient.grants(provision);

    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(200);
    assertThat(patient.reportFor("dr-hill", TREAT).code()).isEqualTo("not-permitted");
  }

  @Test
  void aConsentForSomeResearchLetsItBeReadForThatAndObliges() {
    var patient = running.patient();
    var provision = provision("use", List.of());
    provision.put("purposesOfUse", List.of("HRESCH"));
    provision.put(
        "researchUse",
        Map.of(
            "permission",
            "DUO:0000006",
            "diseases",
            List.of(),
            "modifiers",
            Map.of("DUO:0000019", List.of(), "DUO:0000045", List.of())));
    patient.grants(provision);

    var read = patient.reportFor("dr-grey", researching("DUO:0000007, MONDO:0004992 DUO:0000045"));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("obligations")).contains("publish-results");
    assertThat(patient.reportFor("dr-grey", researching("DUO:0000006")).code())
        .isEqualTo("not-permitted");
    assertThat(patient.reportFor("dr-grey", researching("DUO:0000011 DUO:0000045")).code())
        .isEqualTo("not-permitted");
    assertThat(patient.reportFor("dr-grey", researching("cancer")).code())
        .isEqualTo("research-use-unknown");
    assertThat(patient.reportFor("dr-grey", Map.of("Purpose-Of-Use", "HRESCH")).code())
        .isEqualTo("not-permitted");
  }

  private static Map<String, String> researching(String terms) {
    return Map.of("Purpose-Of-Use", "HRESCH", "Research-Use", terms);
  }

  @Test
  void anExceptionKeepsOneClinicianOutAndNobodyElse() {
    var patient = patientWithReport(provision("collect", List.of()));
    var provision = provision("use", List.of());
    provision.put(
        "provisions",
        List.of(
            Map.of("type", "deny", "actors", List.of(Map.of("kind", "person", "id", "dr-hill")))));
    patient.grants(provision);

    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(200);
    var refused = patient.reportFor("dr-hill", TREAT);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("not-permitted");
  }

  @Test
  void aClassThatThePatientDeniesIsNotComputed() {
    var patient = running.patient();
    patient.grants(SyntheticPatient.provision());
    patient.grants(
        Map.of(
            "type", "deny", "dataClasses", List.of("pharmacogenomic"), "actions", List.of("use")));

    var answer =
        running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());

    assertThat(answer.status()).isEqualTo(200);
    var interpretations = running.log("interpretation");
    Eventually.see(
        "declined",
        () -> !interpretations.ofPatient(patient.pseudonym(), "InterpretationDeclined").isEmpty());
    assertThat(interpretations.ofPatient(patient.pseudonym(), "InterpretationIssued")).isEmpty();
    assertThat(patient.reportFor("dr-grey", TREAT).code()).isEqualTo("not-permitted");
  }

  @Test
  void aLimitThatIsMisspeltIsRefusedAndNotLeftOut() {
    var patient = running.patient();
    var provision = SyntheticPatient.provision();
    provision.put("organisations", List.of("north-hospital"));

    var answer = patient.asksToGrant(provision);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("json");
    assertThat(answer.json().path("pointer").asText()).isEqualTo("/provision/organisations");
    assertThat(running.log("consent").ofPatient(patient.pseudonym(), "ConsentGranted")).isEmpty();
  }

  @Test
  void oneConsentMayCollectAndAnotherUse() {
    var patient = patientWithReport(provision("collect", List.of()));

    assertThat(patient.reportFor("dr-grey", TREAT).code()).isEqualTo("not-permitted");
    patient.grants(provision("use", List.of()));

    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(200);
  }

  @Test
  void theVeryNextReadAfterAWithdrawalIsRefused() {
    var patient = patientWithReport(provision("collect", List.of()));
    var consent = patient.grants(provision("use", List.of()));
    var token = running.tokens().user("dr-grey");
    assertThat(patient.reportWith(token, TREAT).status()).isEqualTo(200);

    assertThat(patient.withdraws(consent).status()).isEqualTo(200);
    var next = patient.reportWith(token, TREAT);

    assertThat(next.status()).isEqualTo(403);
    assertThat(next.json().toString()).doesNotContain("Observation");
  }

  private Door.Answer fhir(
      SyntheticPatient patient, String method, String path, String ifMatch, JsonNode body) {
    return running
        .door()
        .send(
            method,
            "/fhir/Consent" + path,
            patient.token(),
            Map.of("Content-Type", "application/fhir+json", "If-Match", ifMatch),
            BodyPublishers.ofString(body.toString()));
  }

  @Test
  void aConsentThatIsReadAndChangedAsFhirHoldsUntilThePatientWithdrawsFromUse() {
    var patient = patientWithReport(provision("collect", List.of()));
    patient.grants(provision("use", List.of("south-hospital")));
    var consents =
        running
            .door()
            .get("/fhir/Consent?patient=" + patient.pseudonym(), patient.token(), Map.of())
            .json();
    var consent = (ObjectNode) consents.at("/entry/1/resource");
    var organisation = (ObjectNode) consent.at("/provision/actor/0/reference/identifier");
    organisation.put("value", "north-hospital");

    var updated = fhir(patient, "PUT", "/" + consent.path("id").asText(), "W/\"1\"", consent);
    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.header("etag")).contains("W/\"2\"");
    assertThat(updated.json().path("provision")).isEqualTo(consent.path("provision"));
    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(200);
    assertThat(patient.reportFor("dr-hill", TREAT).status()).isEqualTo(403);

    ((ObjectNode) consent.path("provision")).putArray("securityLabel").addObject().put("code", "R");
    var refused = fhir(patient, "POST", "", "*", consent);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/issue/0/expression/0").asText())
        .isEqualTo("Consent.provision.securityLabel");

    var path = "/fhir/Consent/" + consent.path("id").asText();
    var byAnother = running.door().get(path, running.patient().token(), Map.of());
    assertThat(byAnother.status()).isEqualTo(404);
    assertThat(byAnother.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    assertThat(byAnother.code()).isEqualTo("consent-unknown");
    var byAClinician = running.door().get(path, running.tokens().user("dr-grey"), Map.of());
    assertThat(byAClinician.status()).isEqualTo(403);
    assertThat(byAClinician.code()).isEqualTo("wrong-role");
    var stale = fhir(patient, "PUT", "/" + consent.path("id").asText(), "W/\"1\"", updated.json());
    assertThat(stale.status()).isEqualTo(412);

    var withdrawal =
        running
            .door()
            .post(patient.path() + "/withdrawals", patient.token(), Map.of("tier", "use"));
    assertThat(withdrawal.status()).isEqualTo(200);
    assertThat(withdrawal.json().path("withdrawn")).hasSize(1);
    assertThat(patient.reportFor("dr-grey", TREAT).status()).isEqualTo(403);
  }

  @Test
  void withdrawingTwiceRecordsNothingMoreAndWithdrawingWhatIsNotThereFindsNothing() {
    var patient = running.patient();
    var consent = patient.grants(SyntheticPatient.provision());

    assertThat(patient.withdraws(consent).status()).isEqualTo(200);
    assertThat(patient.withdraws(consent).status()).isEqualTo(200);
    assertThat(patient.withdraws(UUID.randomUUID().toString()).status()).isEqualTo(404);

    assertThat(running.log("consent").ofPatient(patient.pseudonym(), "ConsentWithdrawn"))
        .hasSize(1);
  }

  @Test
  void withoutConsentServiceNothingIsServedAndWithItEverythingIs() {
    var patient = running.patient();
    patient.grants(SyntheticPatient.provision());
    var submitted =
        running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    var token = running.tokens().user("dr-grey");
    running.localStack().kill("consent-service");

    var without = patient.reportWith(token, TREAT);
    running.localStack().start();
    // The interpretation may still have to wait for its decision: a read waits for both, and says
    // with 503 that it has waited long enough.
    var asked =
        Map.of(
            "Purpose-Of-Use",
            "TREAT",
            "Fresh-As-Of",
            "ingestion:" + submitted.json().path("position").asLong());
    Eventually.see("served again", () -> patient.reportWith(token, asked).status() != 503);
    var with = patient.reportWith(token, asked);

    assertThat(submitted.status()).isEqualTo(200);
    assertThat(without.status()).isEqualTo(503);
    assertThat(without.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    assertThat(without.header("retry-after")).isPresent();
    assertThat(with.status()).isEqualTo(200);
    assertThat(with.json().toString()).contains("Observation");
  }
}
