package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.SampleEvents;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the base definitions of R4, with HAPI's validator. Building it takes seconds: all in one
/// test.
class WritingFhirAuditEventsTest {
  private static final FhirContext R4 = FhirContext.forR4();

  private static AuditEntry entryOf(Object event) {
    var type = EventTypes.nameOf(event.getClass());
    return AuditEntries.of(
        "consent.events",
        "p1",
        new StoredEvent(
            42,
            new Envelope(
                new UUID(0, 7),
                type.name(),
                type.version(),
                new Attribution(
                    new Actor("dr-grey", "clinician", "north-hospital"),
                    "TREAT",
                    SampleTrail.MONDAY_NOON,
                    "request-1",
                    null,
                    null),
                List.of("decision:d", "patient:p1", "accession:a1"),
                EventJson.write(event))));
  }

  /// The second of two, so that what stands between them would show.
  private static String json(AuditEntry entry) throws IOException {
    var lines = new ByteArrayOutputStream();
    FhirAuditEvents.write(List.of(entry, entry), lines);
    var all = lines.toString(StandardCharsets.UTF_8).split("\n", -1);
    assertThat(all).hasSize(3).endsWith(all[0], "");
    return all[1];
  }

  private static List<String> errors(FhirValidator validator, String json) {
    return validator.validateWithResult(json).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  @Test
  void everyKindOfEntryIsAValidAuditEventAndABrokenOneIsNot() throws Exception {
    var validator =
        R4.newValidator()
            .registerValidatorModule(
                new FhirInstanceValidator(
                    new ValidationSupportChain(
                        new DefaultProfileValidationSupport(R4),
                        new CommonCodeSystemsTerminologyService(R4),
                        new InMemoryTerminologyServerValidationSupport(R4))));

    for (var sample : SampleEvents.all()) {
      assertThat(errors(validator, json(entryOf(sample))))
          .as(sample.getClass().getSimpleName())
          .isEmpty();
    }
    var unattributed = FhirAuditEvents.of(entryOf(SampleEvents.all().getFirst()));
    unattributed.setAgent(List.of());
    assertThat(errors(validator, R4.newJsonParser().encodeResourceToString(unattributed)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "consent.EmergencyAccessDeclared, 110113, 110127, E",
    "consent.EmergencyAccessReviewed, 110113, verify, E",
    "consent.ProxyAppointed, 110113, 110136, C",
    "consent.ProxyEnded, 110113, 110136, D",
    "consent.KeyRotationBegun, 110113, 110129, U",
    "consent.KeyEncryptionKeyRotated, 110113, 110129, U",
    "interpretation.KnowledgeReleaseActivated, 110113, 110131, U",
    "ingestion.LaboratorySuspended, 110113, 110129, U",
    "ingestion.WebhookSecretRotated, 110113, 110129, U",
    "consent.ErasureRequested, 110110, consent.ErasureRequested, E",
    "consent.ErasureCancelled, 110110, consent.ErasureCancelled, E",
    "consent.ErasureRefused, 110110, destroy, D",
    "consent.ErasureBegun, 110110, destroy, D",
    "consent.PatientErased, 110110, destroy, D",
    "consent.LegalHoldPlaced, 110110, hold, U",
    "consent.LegalHoldLifted, 110110, unhold, U",
    "consent.AuditTrailQueried, 110101, consent.AuditTrailQueried, R",
    "consent.AuditTrailPurged, 110101, destroy, D",
    "ingestion.FamilyStudyReported, 110107, ingestion.FamilyStudyReported, C",
  })
  void anEventHasItsOwnTypeAndSubtype(String event, String type, String subtype, String action) {
    var written = FhirAuditEvents.of(SampleTrail.recorded(event, "p1", SampleTrail.MONDAY_NOON));

    assertThat(written.getType().getCode()).isEqualTo(type);
    assertThat(written.getSubtypeFirstRep().getCode()).isEqualTo(subtype);
    assertThat(written.getAction().toCode()).isEqualTo(action);
  }

  /// HAPI's parser is not the one that writes.
  @Test
  void whatIsWrittenIsReadByHapiAsTheSameEvent() throws Exception {
    for (var sample : SampleEvents.all()) {
      assertReadAsWritten(entryOf(sample));
    }
    var odd = entryOf(SampleEvents.all().getFirst());
    odd.reason = "a \"quoted\" <reason>\n\u2028\t\\ & \uD83E\uDDEC";
    odd.outcome = "refused";
    assertReadAsWritten(odd);
  }

  private static void assertReadAsWritten(AuditEntry entry) throws Exception {
    var json = json(entry);

    assertThat(json).doesNotContain("\n", "\r").startsWith("{").endsWith("}");
    var read = R4.newJsonParser().parseResource(AuditEvent.class, json);
    assertThat(R4.newJsonParser().encodeResourceToString(read))
        .isEqualTo(R4.newJsonParser().encodeResourceToString(FhirAuditEvents.of(entry)));
  }

  @Test
  void anEventThatNobodyGaveAKindIsNotWrittenAsAnother() {
    var entry = SampleTrail.recorded("consent.Something", "p1", SampleTrail.MONDAY_NOON);

    assertThatThrownBy(() -> FhirAuditEvents.of(entry))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPermitNamesWhoWhomWhyAndUnderWhichConsent() throws Exception {
    var entry = SampleTrail.permitted("p1", SampleTrail.MONDAY_NOON);

    var event = R4.newJsonParser().parseResource(AuditEvent.class, json(entry));

    assertThat(event.getType().getCode()).isEqualTo("110113");
    assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("AuthZ-Consent");
    assertThat(event.getAction()).isEqualTo(AuditEvent.AuditEventAction.E);
    assertThat(event.getOutcome()).isEqualTo(AuditEvent.AuditEventOutcome._0);
    assertThat(event.getRecorded()).isEqualTo(SampleTrail.MONDAY_NOON);
    var user = event.getAgentFirstRep();
    assertThat(user.getWho().getIdentifier().getValue()).isEqualTo("dr-grey");
    assertThat(user.getRequestor()).isTrue();
    assertThat(user.getPurposeOfUseFirstRep().getCodingFirstRep().getCode()).isEqualTo("HRESCH");
    assertThat(user.getPolicy())
        .extracting(Object::toString)
        .singleElement()
        .asString()
        .contains("consent-of-p1");
    assertThat(event.getEntity())
        .extracting(entity -> entity.getWhat().getReference())
        .contains("Patient/p1", "Consent/consent-of-p1");
    assertThat(event.getMeta().getTagFirstRep().getCode()).isEqualTo(entry.place().cursor());
  }

  @Test
  void aRefusalIsAFailureWithItsReason() {
    var event =
        FhirAuditEvents.of(SampleTrail.refused("p1", "no-consent", SampleTrail.MONDAY_NOON));

    assertThat(event.getOutcome()).isEqualTo(AuditEvent.AuditEventOutcome._8);
    assertThat(event.getOutcomeDesc()).isEqualTo("no-consent");
  }
}
