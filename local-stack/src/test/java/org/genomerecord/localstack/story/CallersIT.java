package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may call what: every operation of the gateway's description, by everybody who may not.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallersIT {
  private static final Set<String> OPEN =
      Set.of(
          "readCapabilities",
          "readStartPage",
          "checkStartPage",
          "readStyle",
          "readIcon",
          "readOpenApi");

  private static final String GRANT =
      """
      {"provision":{"type":"permit","purposesOfUse":["HRESCH"],"actions":["use"],"dataClasses":["pharmacogenomic"],
      "until":"2999-01-01T00:00:00Z"}}
      """;

  private final RunningStack running;
  private final SyntheticPatient patient;
  private final SyntheticPatient another;
  private final Map<String, String> tokensByRole;
  private final String expired;
  private final Map<String, Call> calls;

  CallersIT(RunningStack running) {
    this.running = running;
    this.patient = running.consentingPatient();
    this.another = running.patient();
    var tokens = running.tokens();
    this.tokensByRole =
        Map.of(
            "clinician", tokens.user("dr-grey"),
            "counsellor", tokens.user("carol"),
            "patient", patient.token(),
            "compliance-officer", tokens.user("olga"),
            "operator", tokens.user("oscar"),
            "lab", tokens.lab("lab-north"),
            "service", tokens.service("ingestion-service"));
    this.expired = expiredToken();
    this.calls = calls();
  }

  /// @param roles who may, as far as roles go
  private record Call(String method, String path, String body, Set<String> roles) {}

  private Map<String, Call> calls() {
    var accession =
        running
            .laboratory("lab-north")
            .submits(patient, Laboratory.newNumber(), SampleVcf.bytes())
            .json()
            .path("accession")
            .asText();
    var consent = UUID.randomUUID();
    var calls = new LinkedHashMap<String, Call>();
    calls.put("enrolPatient", new Call("POST", "/patients", "{}", Set.of("clinician")));
    calls.put("readOwnPseudonym", new Call("GET", "/patients/me", "", Set.of("patient")));
    calls.put("grantConsent", new Call("POST", patient.consentsPath(), GRANT, Set.of("patient")));
    calls.put("listConsents", new Call("GET", patient.consentsPath(), "", Set.of("patient")));
    calls.put(
        "withdrawConsent",
        new Call("DELETE", patient.consentsPath() + "/" + consent, "", Set.of("patient")));
    calls.putAll(callsOfErasure());
    calls.put("submitCallSet", new Call("POST", "/submissions", "", Set.of("lab")));
    calls.put("listAccessions", new Call("GET", "/accessions", "", Set.of("lab")));
    calls.put("readAccession", new Call("GET", "/accessions/" + accession, "", Set.of("lab")));
    calls.put(
        "searchReports",
        new Call(
            "GET",
            "/fhir/DiagnosticReport?subject=Patient/" + patient.pseudonym(),
            "",
            Set.of("clinician", "counsellor", "patient")));
    calls.put(
        "readAuditTrail",
        new Call(
            "GET",
            "/audit/events?patient=" + patient.pseudonym(),
            "",
            Set.of("compliance-officer")));
    calls.put(
        "listAccesses",
        new Call("GET", "/patients/" + patient.pseudonym() + "/accesses", "", Set.of("patient")));
    Map.of(
            "listAuditReports", "/audit/reports",
            "readAuditReport",
                "/audit/reports/accounting-of-disclosures?patient=" + patient.pseudonym(),
            "exportAuditTrail", "/audit/export?patient=" + patient.pseudonym())
        .forEach((operation, path) ->
            calls.put(operation, new Call("GET", path, "", Set.of("compliance-officer"))));
    calls.putAll(callsOfOperators());
    calls.putAll(callsAboutDecisions());
    calls.putAll(callsAboutProxies());
    var ledger =
        Map.of(
            "readCheckpoint", "consent/checkpoint",
            "listCheckpoints", "ingestion/checkpoints?after=0",
            "readLedgerKeys", "interpretation/keys",
            "readLedgerEntries", "consent/tile/entries/000.p/1",
            "readLedgerTile", "consent/tile/0/000.p/1");
    ledger.forEach((operation, path) ->
        calls.put(operation, new Call("GET", "/ledger/" + path, "", Set.of("compliance-officer"))));
    return calls;
  }

  private Map<String, Call> callsAboutProxies() {
    var proxies = "/patients/" + patient.pseudonym() + "/proxies";
    var roles = Set.of("clinician", "patient");
    return Map.of(
        "appointProxy",
        new Call("POST", proxies, "{}", roles),
        "listProxies",
        new Call("GET", proxies, "", roles),
        "endProxy",
        new Call("DELETE", proxies + "/" + UUID.randomUUID(), "", roles),
        "listRepresentedPatients",
        new Call("GET", "/represented-patients", "", Set.of("patient")));
  }

  /// None of the decisions and emergencies is there: who may ask is told so.
  private Map<String, Call> callsAboutDecisions() {
    var officer = Set.of("compliance-officer");
    var own = "/patients/" + patient.pseudonym();
    var id = UUID.randomUUID();
    return Map.of(
        "explainOwnDecision",
        new Call("GET", own + "/decisions/" + id, "", Set.of("patient")),
        "listOwnEmergencies",
        new Call("GET", own + "/emergency-accesses", "", Set.of("patient")),
        "declareEmergency",
        new Call("POST", "/emergency-accesses", "{}", Set.of("clinician")),
        "explainDecision",
        new Call("GET", "/audit/decisions/" + id, "", officer),
        "readEmergency",
        new Call("GET", "/audit/emergency-accesses/" + id, "", officer),
        "reviewEmergency",
        new Call("POST", "/audit/emergency-accesses/" + id + "/review", "{}", officer));
  }

  /// With bodies that nothing comes of: the patient is needed by the others.
  private Map<String, Call> callsOfErasure() {
    var erasure = patient.path() + "/erasure";
    var holds = patient.path() + "/legal-holds";
    var officer = Set.of("compliance-officer");
    var both = Set.of("compliance-officer", "patient");
    var unknownReason = "{\"reason\":\"none\"}";
    return Map.of(
        "requestErasure", new Call("POST", erasure, unknownReason, both),
        "readErasure", new Call("GET", erasure, "", both),
        "cancelErasure", new Call("DELETE", erasure, "", Set.of("patient")),
        "placeLegalHold", new Call("POST", holds, unknownReason, officer),
        "listLegalHolds", new Call("GET", holds, "", officer),
        "liftLegalHold",
            new Call("POST", holds + "/" + UUID.randomUUID() + "/lift", unknownReason, officer));
  }

  private static Map<String, Call> callsOfOperators() {
    var operator = Set.of("operator");
    var calls = new LinkedHashMap<String, Call>();
    var rotation = "/services/consent-service/key-rotation";
    calls.put("readKeyRotation", new Call("GET", rotation, "", operator));
    calls.put("rotateKeyEncryptionKey", new Call("POST", rotation, "", operator));
    Map.of(
            "Consent", "audit-trail",
            "Ingestion", "accessions",
            "Interpretation", "reports")
        .forEach((context, readModel) -> {
          var service = "/services/" + context.toLowerCase(Locale.ROOT) + "-service";
          if (!context.equals("Ingestion")) {
            calls.put(
                "list" + context + "ParkedEvents",
                new Call("GET", service + "/parked-events", "", operator));
            calls.put(
                "retry" + context + "ParkedEvents",
                new Call("POST", service + "/parked-events/retry", "", operator));
          }
          calls.put(
              "list" + context + "ReadModels",
              new Call("GET", service + "/read-models", "", operator));
          calls.put(
              "rebuild" + context + "ReadModel",
              new Call("POST", service + "/read-models/" + readModel + "/rebuild", "", operator));
        });
    return calls;
  }

  private String expiredToken() {
    var token = running.tokens().shortLived("dr-grey");
    Eventually.see(
        "expired", () -> running.door().get("/accessions", token, Map.of()).status() == 401);
    return token;
  }

  private Stream<String> operations() {
    return calls.keySet().stream();
  }

  private Call named(String operation) {
    return Objects.requireNonNull(calls.get(operation), operation);
  }

  private String tokenOf(String role) {
    return Objects.requireNonNull(tokensByRole.get(role), role);
  }

  private Door.Answer call(Call call, @Nullable String token, String requestId) {
    var headers = new HashMap<String, String>();
    headers.put("Purpose-Of-Use", "TREAT");
    headers.put("X-Request-Id", requestId);
    if (!call.body().isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    return running
        .door()
        .send(
            call.method(),
            call.path(),
            token,
            headers,
            call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
  }

  private Door.Answer call(String operation, @Nullable String token) {
    return call(named(operation), token, UUID.randomUUID().toString());
  }

  private static JsonNode description() throws IOException {
    return new YAMLMapper()
        .readTree(RunningStack.HOME.resolve("gateway/src/main/resources/openapi.yaml").toFile());
  }

  @Test
  void everyOperationOfTheDescriptionStandsHereWithTheSameRoles() throws IOException {
    var described = new HashMap<String, Set<String>>();
    var root = description();
    for (var path : root.path("paths")) {
      for (var operation : path) {
        if (operation.has("operationId")) {
          var roles = new TreeSet<String>();
          for (var alternative : operation.path("security")) {
            alternative.path("bearer").forEach(role -> roles.add(role.asText()));
          }
          described.put(operation.path("operationId").asText(), roles);
        }
      }
    }
    var here = new HashMap<String, Set<String>>();
    calls.forEach((operation, call) -> here.put(operation, new TreeSet<>(call.roles())));
    OPEN.forEach(operation -> here.put(operation, Set.of()));

    assertThat(here).isEqualTo(described);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void withoutATokenNobodyIsHeard(String operation) {
    var answer = call(operation, null);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anExpiredTokenIsRefused(String operation) {
    assertThat(call(operation, expired).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aTokenWithAnotherSignatureIsRefused(String operation) {
    var token = tokenOf("clinician");
    int middle = (token.lastIndexOf('.') + token.length()) / 2;
    var forged =
        token.substring(0, middle)
            + (token.charAt(middle) == 'A' ? 'B' : 'A')
            + token.substring(middle + 1);

    assertThat(call(operation, forged).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOtherRoleIsRefusedOnRecord(String operation) {
    var call = named(operation);
    for (var role : new TreeSet<>(tokensByRole.keySet())) {
      if (!call.roles().contains(role)) {
        var requestId = UUID.randomUUID().toString();

        var answer = call(call, tokenOf(role), requestId);

        assertThat(answer.status()).as(role).isEqualTo(403);
        assertOnRecord(role, requestId, call.path().contains(patient.pseudonym()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoMayIsNotRefused(String operation) {
    for (var role : named(operation).roles()) {
      // An incomplete body or a consent that is not there is no question of who asks.
      var purpose = role.equals("patient") && operation.equals("searchReports");
      assertThat(call(operation, tokenOf(role)).status())
          .as(role)
          .isIn(purpose ? List.of(403) : List.of(200, 201, 202, 400, 404));
    }
  }

  private void assertOnRecord(String who, String requestId, boolean namesPatient) {
    var recorded =
        EventLog.ALL.stream()
            .flatMap(log -> running.log(log).of(requestId).stream())
            .filter(event -> event.type().endsWith("Refused"))
            .toList();
    assertThat(recorded).as(who).hasSize(1);
    if (namesPatient) {
      assertThat(recorded.getFirst().patient()).as(who).contains(patient.pseudonym());
      assertThat(patient.trail().findValuesAsText("correlation")).as(who).contains(requestId);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anotherPatientIsRefusedOnRecord(String operation) {
    var call = named(operation);
    if (call.roles().contains("patient") && call.path().contains(patient.pseudonym())) {
      var requestId = UUID.randomUUID().toString();

      var answer = call(call, another.token(), requestId);

      assertThat(answer.status()).isEqualTo(403);
      assertOnRecord("another patient", requestId, true);
    }
  }

  @Test
  void anotherLaboratoryFindsNothingAndThatIsOnRecord() {
    var requestId = UUID.randomUUID().toString();

    var answer = call(named("readAccession"), running.tokens().lab("lab-south"), requestId);

    assertThat(answer.status()).isEqualTo(404);
    assertOnRecord("lab-south", requestId, false);
    assertThat(patient.trail().findValuesAsText("correlation")).contains(requestId);
  }

  @Test
  void anotherLaboratoryDoesNotSeeTheAccessionInItsList() {
    var path = named("readAccession").path();
    var accession = path.substring(path.lastIndexOf('/') + 1);

    var answer = running.door().get("/accessions", running.tokens().lab("lab-south"), Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().toString()).doesNotContain(accession);
  }

  @Test
  void decisionsAreNotAskedForThroughTheGateway() {
    for (var token : tokensByRole.values()) {
      assertThat(running.door().post("/decisions", token, Map.of()).status()).isEqualTo(404);
    }
  }

  @Test
  void consentServiceDecidesForTheSuitesServicesOnly() {
    var request =
        Map.of(
            "patient",
            patient.pseudonym(),
            "purposeOfUse",
            "TREAT",
            "action",
            "use",
            "dataClasses",
            List.of("pharmacogenomic"),
            "resource",
            "DiagnosticReport",
            "correlation",
            UUID.randomUUID().toString());
    var consent = running.doorOf("consent-service");

    assertThat(consent.post("/decisions", null, request).status()).isEqualTo(401);
    for (var role : new TreeSet<>(tokensByRole.keySet())) {
      if (!role.equals("service")) {
        var answer = consent.post("/decisions", tokenOf(role), request);

        assertThat(answer.status()).as(role).isEqualTo(403);
        assertThat(answer.json().has("keyset")).as(role).isFalse();
      }
    }
  }
}
