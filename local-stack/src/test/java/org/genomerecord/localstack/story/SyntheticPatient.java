package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// A patient of one spec. Record number and name stand nowhere else.
///
/// @param pseudonym as the suite gave it
/// @param account user name at the identity provider
/// @param subject the account's `sub`
record SyntheticPatient(
    RunningStack running,
    String pseudonym,
    String recordNumber,
    String name,
    String account,
    String subject) {
  static final String ISSUER = "urn:oid:2.999.1.1";

  static SyntheticPatient enrolledOn(RunningStack running) {
    var mark = UUID.randomUUID().toString().substring(0, 13);
    var account = "patient-" + mark;
    var subject = running.accounts().create(account);
    var recordNumber = "MRN-" + mark;
    var name = "Synthia Testcase " + mark;
    var answer =
        running
            .door()
            .post(
                "/patients",
                running.tokens().user("dr-grey"),
                Map.of(
                    "identifier",
                    Map.of("system", ISSUER, "value", recordNumber),
                    "name",
                    name,
                    "account",
                    subject));
    assertThat(answer.status()).isEqualTo(201);
    return new SyntheticPatient(
        running, answer.json().path("patient").asText(), recordNumber, name, account, subject);
  }

  /// Collect and use for treatment, pharmacogenomic, any organisation, for a day.
  static Map<String, Object> provision() {
    var provision = new HashMap<String, Object>();
    provision.put("type", "permit");
    provision.put("purposesOfUse", List.of("TREAT"));
    provision.put("actions", List.of("collect", "use"));
    provision.put("dataClasses", List.of("pharmacogenomic"));
    provision.put("until", Instant.now().plus(1, ChronoUnit.DAYS).toString());
    return provision;
  }

  String token() {
    return running.tokens().user(account);
  }

  String path() {
    return "/patients/" + pseudonym;
  }

  String consentsPath() {
    return path() + "/consents";
  }

  String reportsPath() {
    return "/fhir/DiagnosticReport?subject=Patient/" + pseudonym;
  }

  /// @return the consent
  String grants(Map<String, Object> provision) {
    var answer = asksToGrant(provision);
    assertThat(answer.status()).isEqualTo(201);
    return answer.json().path("consent").asText();
  }

  Door.Answer asksToGrant(Map<String, Object> provision) {
    return running.door().post(consentsPath(), token(), Map.of("provision", provision));
  }

  Door.Answer withdraws(String consent) {
    return running.door().delete(consentsPath() + "/" + consent, token());
  }

  /// What a user is answered who asks for this patient's reports.
  Door.Answer reportFor(String user, Map<String, String> headers) {
    return reportWith(running.tokens().user(user), headers);
  }

  Door.Answer reportWith(String token, Map<String, String> headers) {
    var door = running.door();
    return headers.containsKey("Fresh-As-Of")
        ? door.getFresh(reportsPath(), token, headers)
        : door.get(reportsPath(), token, headers);
  }

  /// What a clinician is answered who asks about drugs.
  Door.Answer drugs(Map<String, Object> question) {
    return running
        .door()
        .send(
            "POST",
            path() + "/drugs",
            running.tokens().user("dr-grey"),
            Map.of("Purpose-Of-Use", "TREAT", "Content-Type", "application/json"),
            BodyPublishers.ofString(new ObjectMapper().valueToTree(question).toString()));
  }

  /// The audit trail as the officer sees it once it has caught up with all three logs.
  JsonNode trail() {
    var seen =
        EventLog.ALL.stream()
            .flatMap(log -> running.log(log).lastOf(pseudonym).map(at -> log + ":" + at).stream())
            .collect(Collectors.joining(", "));
    var answer =
        running
            .door()
            .getFresh(
                "/audit/events?limit=1000&patient=" + pseudonym,
                running.tokens().user("olga"),
                Map.of("Fresh-As-Of", seen));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().path("entries");
  }

  @Override
  public String toString() {
    return "SyntheticPatient[" + pseudonym + "]";
  }
}
