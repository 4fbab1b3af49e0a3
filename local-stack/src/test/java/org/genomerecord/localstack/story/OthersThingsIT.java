package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.genomerecord.localstack.identity.SampleUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A role opens what is one's own: every operation of laboratories is tried with what is another
/// laboratory's, every one of patients with what is another patient's. An operation that is new is
/// tried, too, unless it is listed here as one that names nothing of anybody's.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OthersThingsIT {
  /// What laboratories may, without naming anything that is there already.
  private static final Set<String> LABORATORIES_NAME_NOTHING =
      Set.of(
          "listConsentTemplates",
          "submitCallSet",
          "sendHl7v2Message",
          "readUploadOptions",
          "createUpload",
          "listAccessions",
          "listWebhookDeliveries");

  /// What nobody's record is touched by: by the laboratory's own number, and of what it was told.
  private static final Set<String> ABOUT_NO_PATIENT =
      Set.of("findAccession", "reportFamilyStudy", "redeliverWebhook");

  private static final Set<String> PATIENTS_NAME_NOTHING =
      Set.of("readOwnPseudonym", "listConsentTemplates", "listRepresentedPatients");

  private final RunningStack running;
  private final RefusedOnRecord refusals;
  private final SyntheticPatient patient;
  private final SyntheticPatient another;
  private final NewLaboratory lab;
  private final String ownToken;
  private final Door door;
  private final List<String> refusedAboutThePatient = new ArrayList<>();
  private final Calls.Named named;
  private final Map<String, Calls.Call> calls;

  OthersThingsIT(RunningStack running, @TempDir Path folder) {
    this.running = running;
    this.refusals = new RefusedOnRecord(running);
    this.patient = running.patient();
    this.another = running.patient();
    this.lab = new NewLaboratory(running, folder.resolve("key.pem"));
    this.ownToken = lab.token();
    this.door = running.door();
    var consent = patient.grants(SyntheticPatient.provision());
    var number = Laboratory.newNumber();
    var accession = accepted(number);
    this.named =
        new Calls.Named(number, accession, upload(), delivery(), consent, decision(), proxy());
    this.calls = new Calls(patient, named).all();
    var withdrawal = call("withdrawAccession");
    calls.put(
        "withdrawAccession",
        new Calls.Call(
            withdrawal.method(), withdrawal.path(), "{\"reason\":\"other\"}", withdrawal.roles()));
  }

  private String accepted(String number) {
    var answer = lab.submits(Laboratory.headers(patient, number), SampleVcf.bytes());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("accession").asText();
  }

  private String upload() {
    var metadata =
        Map.of(
            "accession",
            Laboratory.newNumber(),
            "patient-identifier",
            SyntheticPatient.ISSUER + "|" + patient.recordNumber(),
            "purpose-of-use",
            "TREAT");
    var begun = ResumableUpload.asksFor(door, ownToken, 1_000, metadata);
    var location = begun.header("location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private String delivery() {
    Eventually.see("the laboratory is told something", () -> !deliveries().isEmpty());
    return deliveries().get(0).path("delivery").asText();
  }

  private JsonNode deliveries() {
    return door.get("/webhook-deliveries", ownToken, Map.of()).json();
  }

  /// Of the laboratory's submission.
  private String decision() {
    return running.log("consent").ofPatient(patient.pseudonym(), "DisclosurePermitted").stream()
        .flatMap(event -> event.tags().stream())
        .filter(tag -> tag.startsWith("decision:"))
        .map(tag -> tag.substring("decision:".length()))
        .findFirst()
        .orElseThrow();
  }

  private String proxy() {
    var answer =
        door.post(
            patient.path() + "/proxies",
            patient.token(),
            Map.of(
                "kind",
                "representative",
                "account",
                SampleUser.QUINN.subject(),
                "until",
                Instant.now().plus(Duration.ofDays(1)).toString()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("proxy").asText();
  }

  private Calls.Call call(String operation) {
    return Objects.requireNonNull(calls.get(operation), operation);
  }

  private Stream<String> operations(Predicate<Calls.Call> which) {
    return calls.keySet().stream().filter(operation -> which.test(call(operation)));
  }

  private Stream<String> ofLaboratories() {
    return operations(call -> call.roles().contains("lab"))
        .filter(operation -> !LABORATORIES_NAME_NOTHING.contains(operation));
  }

  private Stream<String> ofPatients() {
    return operations(call -> call.roles().contains("patient"))
        .filter(operation -> !PATIENTS_NAME_NOTHING.contains(operation));
  }

  /// Those that a consent is asked for: counsellors may nothing else with patients by name.
  private Stream<String> underConsent() {
    return operations(call -> call.roles().contains("counsellor") && call.names(patient));
  }

  private Stream<String> ofAThingOfThePatient() {
    return ofPatients()
        .filter(operation -> call(operation).names(patient))
        .filter(operation ->
            Stream.of(named.consent(), named.decision(), named.proxy())
                .anyMatch(call(operation).path()::contains));
  }

  @ParameterizedTest
  @MethodSource("ofLaboratories")
  void anotherLaboratoryIsToldThatThereIsNoSuchThing(String operation) {
    var requestId = UUID.randomUUID().toString();
    var before = ofTheLaboratory();

    var answer = call(operation).by(running.laboratory("lab-south").token(), door, requestId);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).doesNotContain(patient.pseudonym());
    if (ABOUT_NO_PATIENT.contains(operation)) {
      assertThat(refusals.once("lab-south", requestId).patient()).isEmpty();
    } else {
      refusals.about(patient, "lab-south", requestId);
      refusedAboutThePatient.add(requestId);
    }
    assertThat(ofTheLaboratory()).isEqualTo(before);
  }

  /// What its own laboratory sees of each of its things: they are there, and stay as they are.
  private Map<String, String> ofTheLaboratory() {
    var seen = new HashMap<String, String>();
    for (var operation : List.of("readAccession", "findAccession", "readUpload")) {
      var answer = call(operation).by(ownToken, door);
      assertThat(answer.status()).as(operation).isEqualTo(200);
      // When it is interpreted is no matter of who asked.
      seen.put(
          operation,
          answer.json().path("callSet").asText() + answer.header("upload-offset").orElse(""));
    }
    assertThat(deliveries().findValuesAsText("delivery")).contains(named.delivery());
    return seen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"listAccessions", "listWebhookDeliveries"})
  void inTheListsOfAnotherLaboratoryItIsNot(String operation) {
    var own = call(operation).by(ownToken, door);
    var others = call(operation).by(running.laboratory("lab-south").token(), door);

    assertThat(own.text()).contains(named.accession());
    assertThat(others.status()).isEqualTo(200);
    assertThat(others.text()).doesNotContain(named.accession(), named.delivery(), named.number());
  }

  @ParameterizedTest
  @MethodSource("ofPatients")
  void anotherPatientIsRefusedOnRecord(String operation) {
    var requestId = UUID.randomUUID().toString();

    var answer = call(operation).by(another.token(), door, requestId);

    // Where the address does not say whose it is, the answer does not, either.
    var named = operation.equals("createFhirConsent") || call(operation).names(patient);
    assertThat(answer.status()).isEqualTo(named ? 403 : 404);
    refusals.about(patient, "another patient", requestId);
    refusedAboutThePatient.add(requestId);
    assertThePatientsThingsAreThere();
  }

  @ParameterizedTest
  @MethodSource("ofAThingOfThePatient")
  void norIsAnythingOfOnePatientAtTheAddressOfAnother(String operation) {
    var answer = call(operation).about(patient, another).by(another.token(), door);

    assertThat(answer.status()).isEqualTo(404);
    assertThePatientsThingsAreThere();
  }

  private void assertThePatientsThingsAreThere() {
    for (var thing :
        Map.of(
                "readFhirConsent", "\"status\":\"active\"",
                "explainOwnDecision", named.decision(),
                "listProxies", named.proxy())
            .entrySet()) {
      assertThat(call(thing.getKey()).by(patient.token(), door).text()).contains(thing.getValue());
    }
  }

  /// The other one has not consented to anything.
  @ParameterizedTest
  @MethodSource("underConsent")
  void theConsentOfOnePatientOpensNothingOfAnother(String operation) {
    for (var user : List.of("dr-grey", "carol")) {
      var requestId = UUID.randomUUID().toString();
      var call = call(operation).about(patient, another);

      var answer = call.by(running.tokens().user(user), door, requestId);

      assertThat(answer.status()).as(user).isEqualTo(403);
      refusals.about(another, user, requestId);
    }
  }

  @AfterAll
  void allOfThatTheOfficerSees() {
    refusals.inTheTrailOf(patient, refusedAboutThePatient);
  }

  /// Lest one of the lists is empty, and nothing is tried.
  @Test
  void thereIsSomethingOfEachKind() {
    assertThat(ofLaboratories())
        .contains("readAccession", "readUpload", "redeliverWebhook", "reportFamilyStudy");
    assertThat(ofPatients()).contains("withdrawConsent", "readFhirConsent", "askAboutDrugs");
    assertThat(ofAThingOfThePatient())
        .containsExactlyInAnyOrder("withdrawConsent", "explainOwnDecision", "endProxy");
    assertThat(underConsent())
        .containsExactlyInAnyOrder("searchReports", "askAboutDrugs", "listFamilyStudies");
  }
}
