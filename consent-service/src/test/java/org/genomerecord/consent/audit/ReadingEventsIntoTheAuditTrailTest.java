package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.core.MessageType;
import org.genomerecord.record.event.AccessEvent;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AuditEvent;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.EnrolmentEvent;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.FamilyStudyEvent;
import org.genomerecord.record.event.FamilyStudyEvent.FamilyStudyReported;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.KeyEvent;
import org.genomerecord.record.event.KnowledgeEvent;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineKeyEvent;
import org.genomerecord.record.event.SampleEvents;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingEventsIntoTheAuditTrailTest {
  private static final UUID ID = new UUID(0, 7);
  private static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("dr-grey", "clinician", "north-hospital"),
          "TREAT",
          Instant.parse("2026-01-01T12:00:00.123456Z"),
          "request-1",
          "event-0",
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  static List<Object> samples() {
    return SampleEvents.all();
  }

  private static StoredEvent stored(String type, List<String> tags, String payload) {
    return stored(new MessageType(type, "1"), tags, payload);
  }

  private static StoredEvent stored(MessageType type, List<String> tags, String payload) {
    return new StoredEvent(
        42, new Envelope(ID, type.name(), type.version(), ATTRIBUTION, tags, payload));
  }

  private static AuditEntry entryOf(Object event) {
    return AuditEntries.of(
        "consent.events",
        "p1",
        stored(
            EventTypes.nameOf(event.getClass()),
            List.of("decision:d", "patient:p1"),
            EventJson.write(event)));
  }

  @Test
  void outcomeSubjectAndReasonAreTheseForEachEvent() {
    var meanings =
        samples().stream()
            .collect(
                Collectors.toMap(
                    sample -> sample.getClass().getSimpleName(),
                    sample -> meaningOf(entryOf(sample))));

    assertThat(meanings)
        .containsOnly(
            entry("PatientEnrolled", "recorded | patient enrolled | null"),
            entry(
                "ConsentGranted",
                "recorded | consent granted: 00000000-0000-4000-8000-000000000002, in place of"
                    + " 00000000-0000-4000-8000-000000000009 | null"),
            entry(
                "ConsentWithdrawn",
                "recorded | consent withdrawn: 00000000-0000-4000-8000-000000000002 | null"),
            entry("DisclosurePermitted", "permitted | use: DiagnosticReport | null"),
            entry("DisclosureRefused", "refused | use: DiagnosticReport | denied-by-patient"),
            entry(
                "EmergencyAccessDeclared",
                "recorded | emergency declared: 00000000-0000-4000-8000-000000000007 | null"),
            entry(
                "EmergencyAccessReviewed",
                "recorded | emergency reviewed: 00000000-0000-4000-8000-000000000007 | null"),
            entry(
                "EmergencyReviewClosed",
                "recorded | emergency review closed: 00000000-0000-4000-8000-000000000007 |"
                    + " patient-erased"),
            entry(
                "ProxyAppointed",
                "recorded | proxy appointed: 00000000-0000-4000-8000-000000000008 | null"),
            entry(
                "ProxyEnded",
                "recorded | proxy ended: 00000000-0000-4000-8000-000000000008 | null"),
            entry("AuditTrailQueried", "recorded | audit trail queried: events | null"),
            entry("AuditTrailExported", "recorded | audit trail exported: ndjson | null"),
            entry("ErasureRequested", "recorded | erasure requested | written-request"),
            entry("ErasureCancelled", "recorded | erasure cancelled | null"),
            entry("ErasureRefused", "refused | erasure | legal-hold"),
            entry(
                "LegalHoldPlaced",
                "recorded | legal hold placed: 00000000-0000-4000-8000-000000000007 | litigation"),
            entry(
                "LegalHoldLifted",
                "recorded | legal hold lifted: 00000000-0000-4000-8000-000000000007 | case-closed"),
            entry("ErasureBegun", "recorded | erasure begun | null"),
            entry("PatientErased", "recorded | patient erased | null"),
            entry("KeyRotationBegun", "recorded | key rotation begun from: vault:1 | null"),
            entry(
                "KeyEncryptionKeyRotated",
                "recorded | key-encryption key rotated to: vault:2 | null"),
            entry(
                "AuditTrailPurged",
                "recorded | audit trail purged before: 2026-01-01T11:59:00.123456Z | null"),
            entry("SubjectKeyRenewed", "recorded | subject key renewed: generation 2 | null"),
            entry("FileResealed", "recorded | file sealed anew: accession-4 | null"),
            entry("FilesPurged", "recorded | files purged: 1 | null"),
            entry("ReportsPurged", "recorded | reports purged | null"),
            entry(
                "KnowledgeReleaseActivated",
                "recorded | knowledge release activated: 2026-01-01-fedcba987654 | null"),
            entry("LaboratoryOnboarded", "recorded | laboratory onboarded: north-lab | null"),
            entry(
                "LaboratoryTermsChanged", "recorded | laboratory terms changed: north-lab | null"),
            entry(
                "LaboratorySuspended",
                "recorded | laboratory suspended: north-lab | contract-ended"),
            entry("LaboratoryReinstated", "recorded | laboratory reinstated: north-lab | null"),
            entry("WebhookSubscribed", "recorded | webhook subscribed: north-lab | null"),
            entry("WebhookUnsubscribed", "recorded | webhook unsubscribed: north-lab | null"),
            entry("WebhookSecretRotated", "recorded | webhook secret rotated: north-lab | null"),
            entry(
                "SubmissionQuarantined",
                "recorded | submission quarantined: accession-4 | patient-unknown"),
            entry("QuarantineReleased", "recorded | quarantine released: accession-4 | registered"),
            entry(
                "QuarantineDiscarded",
                "recorded | quarantine discarded: accession-4 | sent-in-error"),
            entry("QuarantineExpired", "recorded | quarantine expired: accession-4 | null"),
            entry(
                "QuarantineKeyMade",
                "recorded | quarantine key made: 00000000-0000-4000-8000-000000000003 | null"),
            entry(
                "QuarantineKeyReleased",
                "recorded | quarantine key released: 00000000-0000-4000-8000-000000000003 | null"),
            entry(
                "QuarantineKeyDestroyed",
                "recorded | quarantine key destroyed: 00000000-0000-4000-8000-000000000003 | null"),
            entry("LedgerRead", "recorded | ledger read: consent | null"),
            entry("AccessRefused", "refused | GET /audit/events | wrong-role"),
            entry("SubmissionReceived", "recorded | submission received: accession-4 | null"),
            entry("CallSetAccepted", "recorded | call set accepted: accession-4 | null"),
            entry("OutsideCallsAccepted", "recorded | outside calls accepted: accession-4 | null"),
            entry(
                "ExpressionPanelAccepted",
                "recorded | expression panel accepted: accession-4 | null"),
            entry("SubmissionRefused", "refused | submission: accession-4 | vcf-columns"),
            entry("SubmissionMovedIn", "recorded | submission moved here: accession-4 | null"),
            entry(
                "SubmissionSuperseded",
                "recorded | submission superseded: accession-4 | specimen-mix-up"),
            entry(
                "SubmissionWithdrawn",
                "recorded | submission withdrawn: accession-4 | analytical-error"),
            entry(
                "InterpretationWithdrawn",
                "recorded | interpretation withdrawn: accession-4 | analytical-error"),
            entry("FamilyStudyReported", "recorded | family study reported: study-9 | null"),
            entry("InterpretationIssued", "recorded | interpretation issued: accession-4 | null"),
            entry("InterpretationDeclined", "refused | interpretation: accession-4 | no-consent"),
            entry(
                "InterpretationAmended",
                "recorded | interpretation amended: accession-4 | knowledge-release"),
            entry(
                "RecontactClosed",
                "recorded | recontact closed: 00000000-0000-4000-8000-000000000011 | contacted"));
  }

  private static String meaningOf(AuditEntry entry) {
    return entry.outcome + " | " + entry.subject + " | " + entry.reason;
  }

  @Test
  void everyEventOfEveryFamilyHasARow() {
    var all =
        Stream.of(
                EnrolmentEvent.class,
                ConsentEvent.class,
                DisclosureEvent.class,
                EmergencyEvent.class,
                ProxyEvent.class,
                ErasureEvent.class,
                KeyEvent.class,
                KnowledgeEvent.class,
                LaboratoryEvent.class,
                QuarantineEvent.class,
                QuarantineKeyEvent.class,
                AuditEvent.class,
                AccessEvent.class,
                AccessionEvent.class,
                FamilyStudyEvent.class,
                InterpretationEvent.class)
            .flatMap(family -> EventTypes.of(family).classes().stream())
            .collect(Collectors.toSet());

    assertThat(samples()).extracting(Object::getClass).containsAll(all);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whoWhenAndWhatForComeFromTheEnvelope(Object event) {
    var entry = entryOf(event);

    assertThat(entry.log).isEqualTo("consent.events");
    assertThat(entry.position).isEqualTo(42);
    assertThat(entry.event).isEqualTo(ID.toString());
    assertThat(entry.type).isEqualTo(EventTypes.nameOf(event.getClass()).name());
    assertThat(entry.patient).isEqualTo("p1");
    assertThat(entry.recordedAt).isEqualTo(ATTRIBUTION.at());
    assertThat(entry.actor).isEqualTo("dr-grey");
    assertThat(entry.role).isEqualTo("clinician");
    assertThat(entry.organisation).isEqualTo("north-hospital");
    assertThat(entry.purposeOfUse).isEqualTo("TREAT");
    assertThat(entry.correlation).isEqualTo("request-1");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nothingSealedAndNoIndexGetsIntoARow(Object event) {
    assertThat(columns(entryOf(event)).values())
        .noneMatch(value ->
            value.contains(SampleEvents.CIPHERTEXT)
                || value.contains("index-of-")
                || value.contains("keyed-digest"));
  }

  private static Map<String, String> columns(AuditEntry entry) {
    var columns = new LinkedHashMap<String, String>();
    Arrays.stream(AuditEntry.class.getFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .forEach(field -> {
          try {
            columns.put(field.getName(), String.valueOf(field.get(entry)));
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(columns).hasSizeGreaterThanOrEqualTo(14);
    return columns;
  }

  @Test
  void anEventAboutNobodyHasNoPatient() {
    var refused =
        new AccessEvent.AccessRefused(null, "GET /accessions", "wrong-role", ATTRIBUTION.at());

    var entry =
        AuditEntries.of(
            "ingestion.events",
            "",
            stored("access.AccessRefused", List.of(), EventJson.write(refused)));

    assertThat(patientOf(entry)).isNull();
    assertThat(entry.log).isEqualTo("ingestion.events");
  }

  @Test
  void anEventAboutTwoHasAnEntryForEachWithoutTheOther() {
    var study =
        samples().stream()
            .filter(FamilyStudyReported.class::isInstance)
            .map(FamilyStudyReported.class::cast)
            .findFirst()
            .orElseThrow();
    var patients = study.patients().stream().map(Pseudonym::value).toList();
    var stored =
        stored(
            EventTypes.nameOf(FamilyStudyReported.class),
            patients.stream().map(patient -> "patient:" + patient).toList(),
            EventJson.write(study));

    for (int part = 0; part < patients.size(); part++) {
      var entry = AuditEntries.of("ingestion.events", patients.get(part), stored);

      assertThat(entry.patient).isEqualTo(patients.get(part));
      assertThat(entry.part).isEqualTo(part);
      assertThat(entry.decision).isEqualTo(study.decisions().get(part).value());
      assertThat(columns(entry).values())
          .noneMatch(value -> value.contains(patients.get(1 - entry.part)));
    }
    assertThatThrownBy(() -> AuditEntries.of("ingestion.events", "SOMEBODYELSE", stored))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static @Nullable String patientOf(AuditEntry entry) {
    return entry.patient;
  }

  @Test
  void anUnknownEventStopsTheTrail() {
    assertThatThrownBy(() ->
            AuditEntries.of(
                "consent.events", "", stored("consent.ConsentSuspended", List.of(), "{}")))
        .isInstanceOf(UnknownEvent.class);
  }

  @Test
  void anEventThatIsNotWhatItClaimsStopsTheTrail() {
    assertThatThrownBy(() ->
            AuditEntries.of(
                "consent.events", "", stored("consent.ConsentGranted", List.of(), "{\"x\":1}")))
        .isInstanceOf(EventJson.UnreadableEvent.class);
  }
}
