package org.genomerecord.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.consent.provision.Consents;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.edge.Problem;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.Wording;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;

/// Against the base definitions of R4, with HAPI's validator. Building it takes seconds: all in one
/// test.
class WritingFhirConsentsTest {
  private static final FhirContext R4 = FhirContext.forR4();
  private static final Wording WORDING =
      new Wording("care-organisation", 1, "en", "0".repeat(64), "My hospital may treat me.");
  private static final Provision EVERYTHING =
      new Provision(
          ProvisionType.PERMIT,
          Set.of(
              new Party(Party.Kind.PERSON, "dr-grey"),
              new Party(Party.Kind.ROLE, "clinician"),
              Party.organisation("north-hospital"),
              new Party(Party.Kind.CARE_TEAM, "north-tumour-board"),
              new Party(Party.Kind.APPLICATION, "genome-cli")),
          Set.of("TREAT", "ETREAT", "HRESCH"),
          null,
          Set.of(Action.values()),
          Set.of(DataClass.values()),
          DURING.plusNanos(123_456_000),
          UNTIL.plusNanos(1_000),
          List.of(
              Rule.deny()
                  .with(DataClass.HTT)
                  .but(Rule.permit().to(Party.organisation("s")))
                  .provision()));

  private static List<String> errors(FhirValidator validator, String json) {
    return validator.validateWithResult(json).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  private static List<Consents.Consent> kept() {
    var first = SampleFhirConsents.ID;
    var second = new ConsentId("00000000-0000-4000-8000-000000000043");
    return List.of(
        new Consents.Consent(first, CARE, WORDING, null, DURING, DURING.plusSeconds(5)),
        new Consents.Consent(
            second, EVERYTHING, null, first, DURING.plusSeconds(5), DURING.plusSeconds(9)),
        new Consents.Consent(
            new ConsentId("00000000-0000-4000-8000-000000000044"),
            Rule.deny().provision(),
            null,
            null,
            DURING.plusSeconds(7),
            null));
  }

  @Test
  void whatIsAnsweredIsValidAndABrokenOneIsNot() {
    var validator =
        R4.newValidator()
            .registerValidatorModule(
                new FhirInstanceValidator(
                    new ValidationSupportChain(
                        new DefaultProfileValidationSupport(R4),
                        new CommonCodeSystemsTerminologyService(R4),
                        new InMemoryTerminologyServerValidationSupport(R4))));
    var histories = ConsentHistory.of(kept());
    var search =
        ConsentSearch.of(Map.of("patient", List.of(PATIENT.value()), "_count", List.of("1")));

    for (var version : histories.getFirst().versions()) {
      assertThat(errors(validator, FhirJson.write(FhirConsents.of(PATIENT, version)))).isEmpty();
    }
    // Of bundles what is in them: for signed ones, the validator wants a library that is left out.
    for (var bundle :
        List.of(
            Bundles.found(search, search.in(histories)),
            Bundles.history(PATIENT, histories.getFirst()))) {
      assertThat(bundle.getEntry())
          .isNotEmpty()
          .allSatisfy(entry ->
              assertThat(errors(validator, FhirJson.write(entry.getResource()))).isEmpty());
    }
    var refusal = new NotHonoured("Consent.provision.data", "not kept");
    assertThat(errors(validator, Outcomes.json(Problem.of(refusal), refusal.expression())))
        .isEmpty();
    var scopeless = FhirConsents.of(PATIENT, histories.getFirst().current());
    scopeless.setScope(null);
    assertThat(errors(validator, FhirJson.write(scopeless))).isNotEmpty();
  }

  @Test
  void versionsSayWhatHoldsAndTheWordingIsGivenAsItWasShown() {
    var versions = ConsentHistory.of(kept()).getFirst().versions();
    var first = FhirConsents.of(PATIENT, versions.getFirst());
    var last = FhirConsents.of(PATIENT, versions.getLast());

    assertThat(first.getIdElement().getIdPart()).isEqualTo(SampleFhirConsents.ID.value());
    assertThat(first.getMeta().getVersionId()).isEqualTo("1");
    assertThat(first.getStatus().toCode()).isEqualTo("active");
    assertThat(first.getPatient().getReference()).isEqualTo("Patient/" + PATIENT);
    assertThat(first.getDateTimeElement().getValueAsString()).isEqualTo("2026-06-01T12:00:00Z");
    var wording = (Attachment) first.getSource();
    assertThat(new String(wording.getData(), StandardCharsets.UTF_8)).isEqualTo(WORDING.text());
    assertThat(wording.getContentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(wording.getLanguage()).isEqualTo("en");
    assertThat(wording.getTitle()).isEqualTo("care-organisation, version 1");
    assertThat(last.getIdElement().getIdPart()).isEqualTo(SampleFhirConsents.ID.value());
    assertThat(last.getMeta().getVersionId()).isEqualTo("3");
    assertThat(last.getStatus().toCode()).isEqualTo("inactive");
    assertThat(last.getMeta().getLastUpdatedElement().getValueAsString())
        .isEqualTo("2026-06-01T12:00:09.000Z");
    assertThat(last.getDateTimeElement().getValueAsString()).isEqualTo("2026-06-01T12:00:05Z");
    assertThat(last.hasSource()).isFalse();
    assertThat(last.getPolicyRule().getCodingFirstRep().getCode()).isEqualTo("OPTINR");
  }

  private static String of(Coding coding) {
    return coding.getSystem() + "|" + coding.getCode();
  }

  /// Literally: what is written and read by the same constant comes back the same when it is wrong.
  @Test
  void everyElementHasTheCodesThatClientsKnow() {
    var rule = SampleFhirConsents.written(EVERYTHING).getProvision();

    assertThat(rule.getType().toCode()).isEqualTo("permit");
    assertThat(rule.getActor())
        .allSatisfy(actor ->
            assertThat(of(actor.getRole().getCodingFirstRep()))
                .isEqualTo("http://terminology.hl7.org/CodeSystem/v3-ParticipationType|IRCP"))
        .extracting(actor -> actor.getReference().getIdentifier())
        .extracting(identifier -> identifier.getSystem() + "|" + identifier.getValue())
        .containsExactlyInAnyOrder(
            "urn:genome-record:actor|dr-grey",
            "urn:genome-record:role|clinician",
            "urn:genome-record:organisation|north-hospital",
            "urn:genome-record:care-team|north-tumour-board",
            "urn:genome-record:application|genome-cli");
    assertThat(rule.getAction())
        .extracting(action -> of(action.getCodingFirstRep()))
        .containsExactlyInAnyOrder(
            "http://terminology.hl7.org/CodeSystem/consentaction|collect",
            "http://terminology.hl7.org/CodeSystem/consentaction|use",
            "http://terminology.hl7.org/CodeSystem/consentaction|disclose",
            "urn:genome-record:action|re-analyse",
            "urn:genome-record:action|re-contact");
    assertThat(rule.getPurpose())
        .extracting(WritingFhirConsentsTest::of)
        .containsExactlyInAnyOrder(
            "http://terminology.hl7.org/CodeSystem/v3-ActReason|TREAT",
            "http://terminology.hl7.org/CodeSystem/v3-ActReason|ETREAT",
            "http://terminology.hl7.org/CodeSystem/v3-ActReason|HRESCH");
    assertThat(rule.getClass_())
        .extracting(WritingFhirConsentsTest::of)
        .hasSize(DataClass.values().length)
        .contains("urn:genome-record:data-class|pharmacogenomic");
    assertThat(rule.getPeriod().getStartElement().getValueAsString())
        .isEqualTo("2026-06-01T12:00:00.123456Z");
    assertThat(rule.getPeriod().getEndElement().getValueAsString())
        .isEqualTo("2027-01-01T00:00:00.000000Z");
    var exception = rule.getProvisionFirstRep();
    assertThat(exception.getType().toCode()).isEqualTo("deny");
    assertThat(exception.hasPeriod()).isFalse();
    assertThat(of(exception.getClass_().getFirst())).isEqualTo("urn:genome-record:data-class|htt");
    assertThat(exception.getProvisionFirstRep().getType().toCode()).isEqualTo("permit");
  }

  @Test
  void aLimitOfResearchHasTheCodesOfDuoAndMondo() {
    var research =
        Rule.permit()
            .forPurposes("HRESCH")
            .doing(Action.USE)
            .with(DataClass.TUMOUR)
            .between(DURING, UNTIL)
            .forResearch(DuoPermission.DS, "MONDO:0004992")
            .provided(DuoModifier.GS, "DE")
            .provision();

    assertThat(SampleFhirConsents.json(research))
        .contains(
            "\"url\":\"urn:genome-record:research-use\"",
            "{\"url\":\"permission\",\"valueCoding\":{\"system\":\"http://purl.obolibrary.org/obo/duo.owl\",\"code\":\"DUO:0000007\"}}",
            "{\"url\":\"disease\",\"valueCoding\":{\"system\":\"http://purl.obolibrary.org/obo/mondo.owl\",\"code\":\"MONDO:0004992\"}}",
            "{\"url\":\"code\",\"valueCoding\":{\"system\":\"http://purl.obolibrary.org/obo/duo.owl\",\"code\":\"DUO:0000022\"}},{\"url\":\"value\",\"valueString\":\"DE\"}");
  }

  /// Whether it has exceptions, and whether it permits.
  @Test
  void theBaseIsWrittenAsThePolicyRule() {
    var rules =
        Stream.of(
            CARE,
            EVERYTHING,
            Rule.deny().provision(),
            Rule.deny().but(Rule.deny().doing(Action.USE)).provision());

    assertThat(rules)
        .extracting(
            rule -> of(SampleFhirConsents.written(rule).getPolicyRule().getCodingFirstRep()))
        .containsExactly(
            "http://terminology.hl7.org/CodeSystem/v3-ActCode|OPTIN",
            "http://terminology.hl7.org/CodeSystem/v3-ActCode|OPTINR",
            "http://terminology.hl7.org/CodeSystem/v3-ActCode|OPTOUT",
            "http://terminology.hl7.org/CodeSystem/v3-ActCode|OPTOUTE");
  }

  @Test
  void itIsOfResearchOnlyWhereEachOfItsPurposesIs() {
    assertThat(Stream.of(Rule.deny().provision(), EVERYTHING, CARE))
        .extracting(rule -> of(SampleFhirConsents.written(rule).getScope().getCodingFirstRep()))
        .containsOnly("http://terminology.hl7.org/CodeSystem/consentscope|patient-privacy");
  }

  @Test
  void aHistoryIsNewestFirstAndSaysHowEachCameToBe() {
    var bundle = Bundles.history(PATIENT, ConsentHistory.of(kept()).getFirst());

    assertThat(bundle.getEntry())
        .extracting(
            entry -> entry.getRequest().getMethod().toCode() + entry.getResponse().getEtag())
        .containsExactly("PUTW/\"3\"", "PUTW/\"2\"", "POSTW/\"1\"");
  }

  @Test
  void aSearchSaysWhatItSearchedForHowManyThereAreAndWhereToGoOn() {
    var search =
        ConsentSearch.of(Map.of("patient", List.of(PATIENT.value()), "_count", List.of("1")));

    var bundle = Bundles.found(search, search.in(ConsentHistory.of(kept())));

    assertThat(bundle.getType().toCode()).isEqualTo("searchset");
    assertThat(bundle.getTotal()).isEqualTo(2);
    assertThat(bundle.getLink("self").getUrl()).endsWith("&_count=1");
    assertThat(bundle.getLink("next").getUrl()).endsWith("&_after=" + SampleFhirConsents.ID);
    assertThat(bundle.getEntryFirstRep().getSearch().getMode().toCode()).isEqualTo("match");
    assertThat(bundle.getEntryFirstRep().getFullUrl())
        .isEqualTo("urn:uuid:" + SampleFhirConsents.ID);
  }

  @Test
  void aRefusalNamesTheElementAndWhy() {
    var refusal = new NotHonoured("Consent.provision.data", "not kept");

    assertThat(Outcomes.json(Problem.of(refusal), refusal.expression()))
        .contains("\"expression\":[\"Consent.provision.data\"]", "not-supported", "not kept");
  }
}
