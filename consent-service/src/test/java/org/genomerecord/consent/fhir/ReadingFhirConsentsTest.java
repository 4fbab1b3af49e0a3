package org.genomerecord.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingFhirConsentsTest {
  /// By hand, as a client writes it: what is refused below is one change away from it.
  private static final String ASKED =
      """
      {"resourceType":"Consent","status":"active",
       "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
       "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0","display":"Patient Consent"}]}],
       "patient":{"reference":"Patient/PATIENT0000000000000000001"},
       "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},
       "provision":{"type":"permit","period":{"start":"2026-01-01T00:00:00Z","end":"2026-12-31T23:59:59Z"},
        "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"PRCP"}]},
                  "reference":{"identifier":{"system":"urn:genome-record:organisation","value":"north-hospital"}}}],
        "action":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentaction","code":"use"}]},
                  {"coding":[{"system":"urn:genome-record:action","code":"re-analyse"}]}],
        "purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"TREAT"}],
        "class":[{"system":"urn:genome-record:data-class","code":"pharmacogenomic"}],
        "provision":[{"type":"deny",
          "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},
                    "reference":{"identifier":{"system":"urn:genome-record:actor","value":"dr-hill"}}}]}]}}
      """;

  private static Provision read(String json) {
    return AskedConsent.provision(FhirJson.consent(json), DURING);
  }

  private static void refused(ThrowingCallable reading, String expression) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            NotHonoured.class,
            refusal -> {
              assertThat(refusal.expression()).isEqualTo(expression);
              assertThat(refusal.category()).isEqualTo(Category.UNSUPPORTED);
              assertThat(refusal).hasMessageStartingWith(expression + ": ");
            });
  }

  @Test
  void itIsReadWithAllItsLimitsAndExceptions() {
    var consent = FhirJson.consent(ASKED);

    assertThat(AskedConsent.patient(consent)).isEqualTo(PATIENT);
    assertThat(AskedConsent.isActive(consent)).isTrue();
    assertThat(read(ASKED))
        .isEqualTo(
            Rule.permit()
                .to(Party.organisation("north-hospital"))
                .doing(Action.USE, Action.REANALYSE)
                .forPurposes("TREAT")
                .with(DataClass.PHARMACOGENOMIC)
                .between(FROM, UNTIL)
                .but(Rule.deny().to(new Party(Party.Kind.PERSON, "dr-hill")))
                .provision());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/verification | [{\"verified\":true}] | Consent.verification",
        "/performer | [{\"reference\":\"Patient/PATIENT0000000000000000001\"}] | Consent.performer",
        "/organization | [{\"display\":\"x\"}] | Consent.organization",
        "/identifier | [{\"value\":\"x\"}] | Consent.identifier",
        "/policy | [{\"uri\":\"urn:x\"}] | Consent.policy",
        "/sourceAttachment | {\"title\":\"x\"} | Consent.source",
        "/text | {\"status\":\"generated\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>x</div>\"} | Consent.text",
        "/language | \"en\" | Consent.language",
        "/implicitRules | \"urn:x\" | Consent.implicitRules",
        "/contained | [{\"resourceType\":\"Patient\",\"id\":\"p\"}] | Consent.contained",
        "/extension | [{\"url\":\"urn:x\",\"valueBoolean\":true}] | Consent.extension",
        "/modifierExtension | [{\"url\":\"urn:x\",\"valueBoolean\":true}] | Consent.modifierExtension",
        "/_status | {\"extension\":[{\"url\":\"urn:x\",\"valueBoolean\":true}]} | Consent.status.extension",
        "/meta | {\"security\":[{\"code\":\"R\"}]} | Consent.meta.security",
        "/provision/dataPeriod | {\"start\":\"2020-01-01\"} | Consent.provision.dataPeriod",
        "/provision/data | [{\"meaning\":\"instance\",\"reference\":{\"reference\":\"Observation/1\"}}] | Consent.provision.data",
        "/provision/securityLabel | [{\"code\":\"R\"}] | Consent.provision.securityLabel",
        "/provision/code | [{\"text\":\"HTT\"}] | Consent.provision.code",
        "/provision/extension | [{\"url\":\"urn:x\",\"valueBoolean\":true}] | Consent.provision.extension[0]",
        "/provision/provision/0/dataPeriod | {\"start\":\"2020\"} | Consent.provision.provision[0].dataPeriod",
        "/provision/class/0/version | \"2\" | Consent.provision.class[0].version",
        "/provision/class/0/code | \"genome\" | Consent.provision.class[0]",
        "/provision/purpose/0/code | \"TREATMENT\" | Consent.provision.purpose[0]",
        "/provision/purpose/0/system | \"urn:x\" | Consent.provision.purpose[0]",
        "/provision/action/0/text | \"use\" | Consent.provision.action[0].text",
        "/provision/action/0/coding | [{\"system\":\"http://terminology.hl7.org/CodeSystem/consentaction\",\"code\":\"access\"}] | Consent.provision.action[0]",
        "/provision/action/1/coding/0/system | \"http://terminology.hl7.org/CodeSystem/consentaction\" | Consent.provision.action[1]",
        "/provision/actor/0/role | {\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ParticipationType\",\"code\":\"CST\"}]} | Consent.provision.actor[0].role",
        "/provision/actor/0/role/coding/0/system | \"urn:x\" | Consent.provision.actor[0].role",
        "/provision/actor/0/reference/reference | \"Organization/1\" | Consent.provision.actor[0].reference.reference",
        "/provision/actor/0/reference/type | \"Group\" | Consent.provision.actor[0].reference.type",
        "/provision/actor/0/reference/identifier/system | \"urn:x\" | Consent.provision.actor[0].reference.identifier.system",
        "/provision/actor/0/reference/identifier/value | \"North Hospital\" | Consent.provision.actor[0].reference.identifier.value",
        "/provision/actor/0/reference/identifier | {\"system\":\"urn:genome-record:role\",\"value\":\"boss\"} | Consent.provision.actor[0].reference.identifier.value",
        "/provision/actor/0/reference/identifier/value |  | Consent.provision.actor[0].reference.identifier.value",
        "/provision/purpose/0/code |  | Consent.provision.purpose[0]",
        "/provision/period/end | \"2026-12-31\" | Consent.provision.period.end",
        "/provision/period/start | \"2026\" | Consent.provision.period.start",
        "/provision/period/start | \"1969-01-01T00:00:00Z\" | Consent.provision.period.start",
        "/provision/period | {\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2025-01-01T00:00:00Z\"} | Consent.provision",
        "/provision/period/end |  | Consent.provision",
        "/provision/purpose |  | Consent.provision",
        "/provision/class |  | Consent.provision",
        "/provision/action |  | Consent.provision",
        "/provision/provision/0/type |  | Consent.provision.provision[0].type",
        "/provision |  | Consent.provision",
        "/policyRule |  | Consent.policyRule",
        "/policyRule/coding/0/code | \"OPTOUT\" | Consent.policyRule",
        "/policyRule/coding/0/code | \"EMRGONLY\" | Consent.policyRule",
        "/scope/coding/0/code | \"treatment\" | Consent.scope",
        "/scope/coding/0/code | \"research\" | Consent.scope",
        "/category |  | Consent.category",
        "/category/0/coding/0/code | \"64292-6\" | Consent.category[0]",
      })
  void whatIsNotHonouredIsRefusedByItsPlace(String pointer, String value, String expression)
      throws JsonProcessingException {
    var json = SampleFhirConsents.with(ASKED, pointer, value);

    refused(() -> read(json), expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"actor", "action", "purpose", "class"})
  void theSameTwiceIsRefused(String element) throws JsonProcessingException {
    var json = SampleFhirConsents.twice(ASKED, "/provision/" + element);

    refused(() -> read(json), "Consent.provision." + element);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "actor | reference/identifier/system | \"urn:x\" | actor[1].reference.identifier.system",
        "purpose | code | \"TREATMENT\" | purpose[1]",
        "class | code | \"genome\" | class[1]",
        "provision | type |  | provision[1].type",
      })
  void theSecondIsRefusedByItsOwnPlace(
      String element, String below, String value, String expression)
      throws JsonProcessingException {
    var two = SampleFhirConsents.twice(ASKED, "/provision/" + element);
    var json = SampleFhirConsents.with(two, "/provision/" + element + "/1/" + below, value);

    refused(() -> read(json), "Consent.provision." + expression);
  }

  @Test
  void aSecondLimitOfResearchIsRefused() throws JsonProcessingException {
    var research = SampleFhirConsents.json(research().between(FROM, UNTIL).provision());
    var json = SampleFhirConsents.twice(research, "/provision/extension");

    refused(() -> read(json), "Consent.provision.extension[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inactive", "entered-in-error"})
  void whatIsToBeWithdrawnIsNotInForce(String status) throws JsonProcessingException {
    var json = SampleFhirConsents.with(ASKED, "/status", '"' + status + '"');

    assertThat(AskedConsent.isActive(FhirJson.consent(json))).isFalse();
  }

  @Test
  void severalCodingsOfOneConceptAreRefused() throws JsonProcessingException {
    var coding =
        "{\"system\":\"http://terminology.hl7.org/CodeSystem/consentaction\",\"code\":\"use\"}";
    var json =
        SampleFhirConsents.with(
            ASKED, "/provision/action/0/coding", "[" + coding + "," + coding + "]");

    refused(() -> read(json), "Consent.provision.action[0]");
  }

  @Test
  void anExceptionThatPermitsTooMuchIsRefusedByItsPlace() throws JsonProcessingException {
    var json =
        SampleFhirConsents.with(
            SampleFhirConsents.with(ASKED, "/provision/type", "\"deny\""),
            "/policyRule/coding/0/code",
            "\"OPTOUTE\"");
    var open = SampleFhirConsents.with(json, "/provision/provision", "[{\"type\":\"permit\"}]");

    refused(() -> read(open), "Consent.provision.provision[0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"draft", "proposed", "rejected"})
  void whatIsNeitherInForceNorToBeWithdrawnIsRefused(String status) throws JsonProcessingException {
    var json = SampleFhirConsents.with(ASKED, "/status", '"' + status + '"');

    refused(() -> AskedConsent.isActive(FhirJson.consent(json)), "Consent.status");
  }

  /// It is not taken for a withdrawal.
  @Test
  void whatSaysNothingOfItsStatusIsRefused() throws JsonProcessingException {
    var json = SampleFhirConsents.with(ASKED, "/status", null);

    refused(() -> AskedConsent.isActive(FhirJson.consent(json)), "Consent.status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Patient/Quinn Synthetic\"", "\"Group/1\"", "\"PATIENT1\""})
  void whomItIsAboutIsSaidByPseudonym(String reference) throws JsonProcessingException {
    var json = SampleFhirConsents.with(ASKED, "/patient/reference", reference);

    refused(() -> AskedConsent.patient(FhirJson.consent(json)), "Consent.patient");
  }

  @Test
  void aRecordNumberBesideThePseudonymIsRefused() throws JsonProcessingException {
    var json = SampleFhirConsents.with(ASKED, "/patient/identifier", "{\"value\":\"MRN-7\"}");

    refused(() -> AskedConsent.patient(FhirJson.consent(json)), "Consent.patient.identifier");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "nonsense",
        "{\"resourceType\":\"Patient\"}",
        "{\"resourceType\":\"Consent\",\"provisions\":{}}",
        "{\"resourceType\":\"Consent\",\"status\":\"actif\"}",
        "{\"resourceType\":\"Consent\",\"status\":\"active\",\"status\":\"inactive\"}",
        "{\"resourceType\":\"Consent\",\"provision\":{\"class\":{\"code\":\"x\"}},\"status\":1}",
        "{\"resourceType\":\"Consent\",\"status\":1e999999999}",
        "{\"resourceType\":\"Consent\",\"status\":\"active\",\"extension\":[{\"url\":\"urn:x\",\"valueDecimal\":-1E-999999999}]}",
      })
  void whatIsNoConsentIsRefusedWithoutRepeatingIt(String body) {
    assertThatThrownBy(() -> FhirJson.consent(body))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("consent-unreadable"))
        .hasMessageNotContaining("actif")
        .hasMessageNotContaining("nonsense");
  }

  @Test
  void withoutATypeTheBaseIsThatOfThePolicyRule() throws JsonProcessingException {
    var json = SampleFhirConsents.with(ASKED, "/provision/type", null);

    assertThat(read(json)).isEqualTo(read(ASKED));
  }

  @Test
  void withoutAStartItBeginsNow() throws JsonProcessingException {
    assertThat(read(SampleFhirConsents.with(ASKED, "/provision/period/start", null)).from())
        .isEqualTo(DURING);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-31T23:59:59Z,        2027-01-01T00:00:00Z",
    "2027-01-01T00:59:59+01:00,   2027-01-01T00:00:00Z",
    "2026-12-31T23:59:59.9Z,      2027-01-01T00:00:00Z",
    "2026-12-31T23:59:59.999999Z, 2027-01-01T00:00:00Z",
    "2026-12-31T23:59:58.500Z,    2026-12-31T23:59:58.501Z",
  })
  void anEndIncludesAllThatItsPrecisionCovers(String end, Instant until)
      throws JsonProcessingException {
    var json = SampleFhirConsents.with(ASKED, "/provision/period/end", '"' + end + '"');

    assertThat(read(json).until()).isEqualTo(until);
  }

  @Test
  void researchHasAScopeAndACategoryOfItsOwn() {
    var research =
        Rule.permit()
            .forPurposes("HRESCH")
            .doing(Action.USE)
            .with(DataClass.TUMOUR)
            .between(FROM, UNTIL)
            .provision();
    var written = SampleFhirConsents.written(research);

    assertThat(written.getScope().getCodingFirstRep().getCode()).isEqualTo("research");
    assertThat(written.getCategory())
        .extracting(category ->
            category.getCodingFirstRep().getSystem() + "|" + category.getCodingFirstRep().getCode())
        .containsExactly(
            "http://loinc.org|59284-0",
            "http://terminology.hl7.org/CodeSystem/consentcategorycodes|research");
    assertThat(read(SampleFhirConsents.json(research))).isEqualTo(research);
  }

  private static Rule research() {
    return Rule.permit()
        .forPurposes("HRESCH")
        .doing(Action.USE)
        .with(DataClass.TUMOUR)
        .forResearch(DuoPermission.HMB);
  }

  @Test
  void aSecondCategoryIsRefusedByItsOwnPlace() throws JsonProcessingException {
    var json = SampleFhirConsents.json(research().between(FROM, UNTIL).provision());

    refused(
        () -> read(SampleFhirConsents.with(json, "/category/1/coding/0/code", "\"other\"")),
        "Consent.category[1]");
  }

  /// Of a rule that was recorded without a beginning, each element has to come back.
  @Test
  void aWithdrawalIsComparedElementByElement() {
    var care =
        Rule.permit()
            .to(Party.organisation("north-hospital"))
            .forPurposes("TREAT")
            .doing(Action.USE)
            .with(DataClass.PHARMACOGENOMIC)
            .between(null, UNTIL)
            .but(Rule.deny().with(DataClass.HTT))
            .provision();
    var ofResearch = research().between(null, UNTIL).provision();

    AskedConsent.requireUnchanged(SampleFhirConsents.written(care), care);
    AskedConsent.requireUnchanged(SampleFhirConsents.written(ofResearch), ofResearch);
    refused(
        () -> AskedConsent.requireUnchanged(SampleFhirConsents.written(care), ofResearch),
        "Consent.provision");
  }

  @Test
  void aWithdrawalMayBringBackTheWordingAndNothingElse() throws JsonProcessingException {
    var json = SampleFhirConsents.json(CARE);
    var worded = SampleFhirConsents.with(json, "/sourceAttachment", "{\"title\":\"x\"}");
    var narrated =
        SampleFhirConsents.with(
            json,
            "/text",
            "{\"status\":\"generated\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>x</div>\"}");

    AskedConsent.requireUnchanged(FhirJson.consent(worded), CARE);
    refused(() -> AskedConsent.requireUnchanged(FhirJson.consent(narrated), CARE), "Consent.text");
  }

  @Test
  void aWithdrawalChangesNothingElse() throws JsonProcessingException {
    var standing = Rule.deny().doing(Action.RECONTACT).provision();
    AskedConsent.requireUnchanged(SampleFhirConsents.written(CARE), CARE);
    AskedConsent.requireUnchanged(SampleFhirConsents.written(standing), standing);
    AskedConsent.requireUnchanged(
        FhirJson.consent(
            SampleFhirConsents.with(SampleFhirConsents.json(CARE), "/provision", null)),
        CARE);

    refused(
        () -> AskedConsent.requireUnchanged(SampleFhirConsents.written(standing), CARE),
        "Consent.provision");
    var labelled =
        SampleFhirConsents.with(
            SampleFhirConsents.json(CARE), "/provision/securityLabel", "[{\"code\":\"R\"}]");
    refused(
        () -> AskedConsent.requireUnchanged(FhirJson.consent(labelled), CARE),
        "Consent.provision.securityLabel");
  }
}
