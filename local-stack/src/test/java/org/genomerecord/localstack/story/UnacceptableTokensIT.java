package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.genomerecord.localstack.identity.SpecRealm;
import org.genomerecord.record.permit.DecisionsApi;
import org.genomerecord.record.seal.KeyInTransit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Expired, signed by somebody else or meant for another application: no token, whatever the role
/// that it names. So it is at the gateway for every operation, and at each service for whoever gets
/// there without the gateway.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnacceptableTokensIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OF_THE_SUITE = "genome-cli";

  /// What is another one in every token, or says which application asked for it.
  private static final Set<String> OF_ONE_TOKEN = Set.of("aud", "azp", "exp", "iat", "jti", "sid");

  private final RunningStack running;
  private final SyntheticPatient patient;
  private final Door door;
  private final SpecRealm realm;
  private final String anotherApplication;
  private final Map<String, String> good;
  private final Map<String, Map<String, String>> unacceptable;
  private final Map<String, Calls.Call> calls;

  UnacceptableTokensIT(RunningStack running) {
    this.running = running;
    this.patient = running.consentingPatient();
    this.door = running.door();
    this.realm = new SpecRealm(running.stack());
    this.anotherApplication = realm.anotherApplication();
    var accounts =
        Map.of(
            "clinician", "dr-grey",
            "counsellor", "carol",
            "patient", patient.account(),
            "compliance-officer", "olga",
            "operator", "oscar",
            "lab", realm.account("lab", "north-lab"),
            "service", realm.account("service", "none"));
    this.good = tokens(OF_THE_SUITE, accounts);
    var forged = new TreeMap<>(good);
    forged.replaceAll((_, token) -> withAnotherSignature(token));
    this.unacceptable =
        Map.of(
            "expired",
            expired(tokens(realm.withShortLivedTokens(), accounts)),
            "forged",
            forged,
            "for another application",
            tokens(anotherApplication, accounts));
    var number = Laboratory.newNumber();
    this.calls = new Calls(patient, Calls.Named.accession(number, number)).all();
  }

  private Map<String, String> tokens(String application, Map<String, String> accounts) {
    var tokens = new TreeMap<>(accounts);
    tokens.replaceAll((_, account) -> realm.token(application, account));
    return tokens;
  }

  private static String withAnotherSignature(String token) {
    int middle = (token.lastIndexOf('.') + token.length()) / 2;
    return token.substring(0, middle)
        + (token.charAt(middle) == 'A' ? 'B' : 'A')
        + token.substring(middle + 1);
  }

  private Map<String, String> expired(Map<String, String> shortLived) {
    for (var token : shortLived.values()) {
      Eventually.see(
          "expired", () -> door.get("/consent-templates", token, Map.of()).status() == 401);
    }
    return shortLived;
  }

  private interface Trial {
    void of(String what, String role, String token);
  }

  private void eachUnacceptable(Trial trial) {
    unacceptable.forEach((kind, tokens) ->
        tokens.forEach((role, token) -> trial.of(kind + ", " + role, role, token)));
  }

  private String good(String role) {
    return Objects.requireNonNull(good.get(role), role);
  }

  private Stream<String> operations() {
    return calls.keySet().stream();
  }

  private static ObjectNode claimsButForTheApplication(String token) {
    return SpecRealm.claims(token).remove(OF_ONE_TOKEN);
  }

  @Test
  void theOneForAnotherApplicationIsGoodInEverythingElse() {
    var elsewhere = Objects.requireNonNull(unacceptable.get("for another application"));
    for (var role : new TreeSet<>(good.keySet())) {
      var claims = SpecRealm.claims(good(role));
      var other = Objects.requireNonNull(elsewhere.get(role), role);

      assertThat(claims.path("aud").asText()).as(role).isEqualTo("genome-record");
      assertThat(claims.at("/realm_access/roles").toString()).as(role).contains(role);
      assertThat(SpecRealm.claims(other).path("aud").asText())
          .as(role)
          .isEqualTo(anotherApplication);
      assertThat(claimsButForTheApplication(other))
          .as(role)
          .isEqualTo(claimsButForTheApplication(good(role)));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void itIsRefusedAtTheGatewayForWhateverRole(String operation) {
    var call = Objects.requireNonNull(calls.get(operation), operation);
    eachUnacceptable((what, _, token) -> {
      var answer = call.by(token, door);

      assertThat(answer.status()).as(what).isEqualTo(401);
      assertThat(answer.header("www-authenticate").orElse(""))
          .as(what)
          .contains("error=\"invalid_token\"");
    });
  }

  /// One call of a service itself.
  ///
  /// @param role who may
  record Past(String service, String role, Calls.Call call) {
    @Override
    public String toString() {
      return service + " " + call.method() + " " + call.path() + " as " + role;
    }
  }

  private Past decisions(String path, Map<String, ?> body) {
    return new Past("consent-service", "service", decisionsCall(path, body));
  }

  private Past past(String service, String role, String operation) {
    return new Past(service, role, Objects.requireNonNull(calls.get(operation), operation));
  }

  private Stream<Past> pastTheGateway() {
    return Stream.of(
        decisions("/decisions", request()),
        decisions("/decisions/bulk", Map.of("requests", List.of(request()))),
        decisions("/quarantine-keys/" + UUID.randomUUID(), Map.of()),
        past("consent-service", "patient", "listConsents"),
        past("consent-service", "compliance-officer", "readAuditTrail"),
        past("ingestion-service", "lab", "listAccessions"),
        past("ingestion-service", "operator", "listLaboratories"),
        past("interpretation-service", "clinician", "searchReports"),
        past("interpretation-service", "counsellor", "listRecontacts"));
  }

  @ParameterizedTest
  @MethodSource("pastTheGateway")
  void itIsRefusedAtTheServiceItself(Past past) {
    var service = running.doorOf(past.service());

    assertThat(past.call().by(good(past.role()), service).status()).isIn(200, 400, 404);
    eachUnacceptable((what, _, token) ->
        assertThat(past.call().by(token, service).status()).as(what).isEqualTo(401));
  }

  private Map<String, Object> request() {
    return Map.of(
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
  }

  private static Calls.Call decisionsCall(String path, Map<String, ?> body) {
    var sealTo = Map.of(DecisionsApi.KEY_SEALED_TO, KeyInTransit.generate().publicKey());
    return new Calls.Call(
        "POST", path, JSON.valueToTree(body).toString(), sealTo, Set.of("service"));
  }

  /// Whom a service asks for is who the passed-on token says, so it is looked at as closely.
  @Test
  void nothingIsDecidedForItsSubject() {
    var service = running.doorOf("consent-service");
    assertThat(asks(service, request(), good("clinician")).getFirst().status()).isEqualTo(200);
    eachUnacceptable((what, _, token) -> {
      var request = request();
      for (var answer : asks(service, request, token)) {
        assertThat(answer.status()).as(what).isEqualTo(400);
        assertThat(answer.code()).as(what).isEqualTo("subject-token");
        assertThat(answer.text()).as(what).doesNotContain("keyset");
      }
      var requestId = Objects.requireNonNull(request.get("correlation")).toString();
      assertThat(running.log("consent").of(requestId)).as(what).isEmpty();
    });
  }

  private List<Door.Answer> asks(Door consent, Map<String, Object> request, String subject) {
    var one = new TreeMap<>(request);
    one.put("subjectToken", subject);
    var several = Map.of("requests", List.of(request), "subjectToken", subject);
    var answers = new ArrayList<Door.Answer>();
    for (var call :
        List.of(decisionsCall("/decisions", one), decisionsCall("/decisions/bulk", several))) {
      answers.add(call.by(good("service"), consent));
    }
    return answers;
  }
}
