package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may call what: every operation of the gateway's description, by everybody who may not. With
/// tokens that are none, see `UnacceptableTokensIT`; for what is somebody else's, `OthersThingsIT`.
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

  private final RunningStack running;
  private final SyntheticPatient patient;
  private final RefusedOnRecord refusals;
  private final Door door; // one for all: so many connections would take longer than what they ask
  private final Map<String, String> tokensByRole;
  private final Map<String, Calls.Call> calls;

  CallersIT(RunningStack running) {
    this.running = running;
    this.patient = running.consentingPatient();
    this.refusals = new RefusedOnRecord(running);
    this.door = running.door();
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
    var number = Laboratory.newNumber();
    var accession =
        running
            .laboratory("lab-north")
            .submits(patient, number, SampleVcf.bytes())
            .json()
            .path("accession")
            .asText();
    this.calls = new Calls(patient, Calls.Named.accession(number, accession)).all();
  }

  private Stream<String> operations() {
    return calls.keySet().stream();
  }

  private Calls.Call named(String operation) {
    return Objects.requireNonNull(calls.get(operation), operation);
  }

  private String tokenOf(String role) {
    return Objects.requireNonNull(tokensByRole.get(role), role);
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
    var answer = named(operation).by(null, door);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOtherRoleIsRefusedOnRecord(String operation) {
    var call = named(operation);
    var refused = new ArrayList<String>();
    for (var role : new TreeSet<>(tokensByRole.keySet())) {
      if (!call.roles().contains(role)) {
        var requestId = UUID.randomUUID().toString();

        var answer = call.by(tokenOf(role), door, requestId);

        assertThat(answer.status()).as(role).isEqualTo(403);
        var recorded = refusals.once(role, requestId);
        if (call.names(patient)) {
          assertThat(recorded.patient()).as(role).contains(patient.pseudonym());
        }
        refused.add(requestId);
      }
    }
    if (call.names(patient)) {
      refusals.inTheTrailOf(patient, refused);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoMayIsNotRefused(String operation) {
    for (var role : named(operation).roles()) {
      // An incomplete body or a consent that is not there is no question of who asks.
      var purpose =
          operation.equals("listFamilyStudies") // no consent of this patient is about kinship
              || (role.equals("patient")
                  && Set.of("searchReports", "askAboutDrugs").contains(operation));
      assertThat(named(operation).by(tokenOf(role), door).status())
          .as(role)
          .isIn(purpose ? List.of(403) : List.of(200, 201, 202, 204, 400, 404, 412, 422));
    }
  }

  @Test
  void decisionsAreNotAskedForThroughTheGateway() {
    for (var token : tokensByRole.values()) {
      assertThat(door.post("/decisions", token, Map.of()).status()).isEqualTo(404);
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

    var several = Map.of("requests", List.of(request));

    assertThat(consent.post("/decisions", null, request).status()).isEqualTo(401);
    assertThat(consent.post("/decisions/bulk", null, several).status()).isEqualTo(401);
    for (var role : new TreeSet<>(tokensByRole.keySet())) {
      if (!role.equals("service")) {
        var answer = consent.post("/decisions", tokenOf(role), request);
        var answers = consent.post("/decisions/bulk", tokenOf(role), several);

        assertThat(answer.status()).as(role).isEqualTo(403);
        assertThat(answer.json().has("keyset")).as(role).isFalse();
        assertThat(answers.status()).as(role).isEqualTo(403);
        assertThat(answers.json().findValue("keyset")).as(role).isNull();
      }
    }
  }
}
