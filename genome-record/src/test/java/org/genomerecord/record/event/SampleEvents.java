package org.genomerecord.record.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.record.event.AccessEvent.AccessRefused;
import org.genomerecord.record.event.AccessEvent.LedgerRead;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AuditEvent.AuditTrailExported;
import org.genomerecord.record.event.AuditEvent.AuditTrailPurged;
import org.genomerecord.record.event.AuditEvent.AuditTrailQueried;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessReviewed;
import org.genomerecord.record.event.EmergencyEvent.EmergencyReviewClosed;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.ErasureEvent.ErasureCancelled;
import org.genomerecord.record.event.ErasureEvent.ErasureRefused;
import org.genomerecord.record.event.ErasureEvent.ErasureRequested;
import org.genomerecord.record.event.ErasureEvent.LegalHoldLifted;
import org.genomerecord.record.event.ErasureEvent.LegalHoldPlaced;
import org.genomerecord.record.event.ErasureEvent.PatientErased;
import org.genomerecord.record.event.FamilyStudyEvent.FamilyStudyReported;
import org.genomerecord.record.event.KeyEvent.KeyEncryptionKeyRotated;
import org.genomerecord.record.event.KeyEvent.KeyRotationBegun;
import org.genomerecord.record.event.KnowledgeEvent.KnowledgeReleaseActivated;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyEvent.ProxyEnded;
import org.genomerecord.record.event.PurgeEvent.FilesPurged;
import org.genomerecord.record.event.PurgeEvent.ReportsPurged;
import org.genomerecord.record.event.SubjectKeyEvent.SubjectKeyRenewed;
import org.genomerecord.record.event.VaultEvent.FileResealed;

/// One sample of each event with every field set, as its approved JSON has it, and the tags that it
/// is found by.
public final class SampleEvents {
  static final Instant WHEN = Instant.parse("2026-01-01T12:00:00.123456Z");
  static final UUID EVENT = UUID.fromString("0197e4c0-0000-7000-8000-000000000001");
  public static final String CIPHERTEXT = "c2VhbGVkIGJ5dGVz";
  static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  static final Pseudonym RELATIVE = new Pseudonym("RELATIVE000000000000000001");
  static final ConsentId CONSENT = new ConsentId("00000000-0000-4000-8000-000000000002");
  static final DecisionId DECISION = new DecisionId("00000000-0000-4000-8000-000000000003");
  static final AccessionId ACCESSION = new AccessionId("accession-4");
  static final CallSetId CALL_SET = new CallSetId("00000000-0000-4000-8000-000000000005");
  static final InterpretationId INTERPRETATION =
      new InterpretationId("00000000-0000-4000-8000-000000000006");
  static final EmergencyAccessId EMERGENCY =
      new EmergencyAccessId("00000000-0000-4000-8000-000000000007");
  static final ProxyId PROXY = new ProxyId("00000000-0000-4000-8000-000000000008");
  static final String POLICY = "fedcba9876543210".repeat(4);
  static final Asked ASKED =
      new Asked(
          List.of("pharmacogenomic", "htt"),
          List.of("DUO:0000007", "MONDO:0004992", "DUO:0000022=DE"),
          List.of("north-tumour-board"),
          "genome-cli",
          "index-of-account");
  static final Ground GROUND =
      new Ground(CONSENT, "/0", ProvisionType.DENY, List.of(DataClass.HTT));
  static final LegalHoldId HOLD = new LegalHoldId("00000000-0000-4000-8000-000000000007");
  static final Sealed SEALED = new Sealed(EVENT, 1, CIPHERTEXT);
  static final VaultFile FILE = new VaultFile("0123456789abcdef".repeat(4), 1234, 1, "accession-4");
  static final Provision EXCEPTION =
      new Provision(
          ProvisionType.DENY,
          Set.of(),
          Set.of(),
          null,
          Set.of(),
          Set.of(DataClass.HTT),
          null,
          null,
          List.of());
  static final ResearchUse RESEARCH_USE =
      new ResearchUse(
          DuoPermission.DS,
          Set.of("MONDO:0005148", "MONDO:0004992"),
          Stream.of(DuoModifier.values())
              .collect(Collectors.toMap(Function.identity(), SampleEvents::values)));
  static final Provision RESEARCH =
      new Provision(
          ProvisionType.PERMIT,
          Set.of(),
          Set.of("HRESCH"),
          RESEARCH_USE,
          Set.of(),
          Set.of(),
          null,
          null,
          List.of());
  static final Provision PROVISION =
      new Provision(
          ProvisionType.PERMIT,
          Set.of(
              Party.organisation("south-hospital"),
              Party.organisation("north-hospital"),
              new Party(Party.Kind.ROLE, "counsellor"),
              new Party(Party.Kind.CARE_TEAM, "north-tumour-board"),
              new Party(Party.Kind.APPLICATION, "genome-cli"),
              new Party(Party.Kind.PERSON, "dr-grey")),
          Set.of("TREAT", "HRESCH"),
          null,
          Set.of(Action.values()),
          Set.of(DataClass.values()),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2027-12-31T00:00:00Z"),
          List.of(EXCEPTION, RESEARCH));

  static final ConsentId REPLACED = new ConsentId("00000000-0000-4000-8000-000000000009");
  static final Wording WORDING =
      new Wording(
          "care-organisation",
          1,
          "en",
          "0123456789abcdef".repeat(4),
          "My hospital may use my results to treat me.");

  static final AuditFilter FILTER =
      new AuditFilter(
          "dr-grey",
          "north-hospital",
          "clinician",
          "ETREAT",
          "permitted",
          true,
          "use",
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-02-01T00:00:00Z"),
          "accession-4",
          "consent.events",
          "request-1");

  private static final Map<Object, Set<String>> TAGS = new LinkedHashMap<>();

  static {
    var patient = "patient:" + PATIENT;
    var consentsOf = "consents-of:" + PATIENT;
    var decision = "decision:" + DECISION;
    var consent = "consent:" + CONSENT;

    TAGS.put(new AccessRefused(PATIENT, "GET /audit/events", "wrong-role", WHEN), Set.of(patient));

    TAGS.put(
        new PatientEnrolled(PATIENT, "index-of-identifier", "index-of-account", 1, SEALED),
        Set.of(patient, consentsOf, "identifier:index-of-identifier", "account:index-of-account"));
    TAGS.put(
        new ConsentGranted(CONSENT, PATIENT, PROVISION, WORDING, REPLACED, WHEN),
        Set.of(consent, patient, consentsOf));
    TAGS.put(new ConsentWithdrawn(CONSENT, PATIENT, WHEN), Set.of(consent, patient, consentsOf));
    TAGS.put(
        new DisclosurePermitted(
            DECISION,
            PATIENT,
            Action.USE,
            List.of(DataClass.PHARMACOGENOMIC),
            "DiagnosticReport",
            "interpretation-service",
            List.of(CONSENT),
            EMERGENCY,
            PROXY,
            List.of(Obligation.values()),
            ASKED,
            List.of(GROUND),
            POLICY,
            1,
            WHEN),
        Set.of(decision, patient, consent, "emergency:" + EMERGENCY, "proxy:" + PROXY));
    TAGS.put(
        new DisclosureRefused(
            DECISION,
            PATIENT,
            "use",
            "DiagnosticReport",
            "interpretation-service",
            "denied-by-patient",
            ASKED,
            List.of(GROUND),
            POLICY,
            WHEN),
        Set.of(decision, patient));
    TAGS.put(
        new EmergencyAccessDeclared(
            EMERGENCY,
            PATIENT,
            "dr-grey",
            EmergencyEvent.Reason.UNABLE_TO_CONSENT,
            WHEN,
            WHEN.plusSeconds(3_600),
            SEALED),
        Set.of("emergency:" + EMERGENCY, "review-of:" + EMERGENCY, patient, consentsOf));
    TAGS.put(
        new EmergencyAccessReviewed(
            EMERGENCY, PATIENT, EmergencyEvent.Outcome.JUSTIFIED, WHEN, SEALED),
        Set.of("emergency:" + EMERGENCY, "review-of:" + EMERGENCY, patient));
    TAGS.put(
        new EmergencyReviewClosed(EMERGENCY, PATIENT, EmergencyEvent.Outcome.PATIENT_ERASED, WHEN),
        Set.of("emergency:" + EMERGENCY, "review-of:" + EMERGENCY, patient));
    TAGS.put(
        new ErasureRequested(PATIENT, "written-request", "case-7", WHEN, WHEN),
        Set.of(patient, consentsOf));
    TAGS.put(new ErasureCancelled(PATIENT, WHEN), Set.of(patient, consentsOf));
    TAGS.put(new ErasureRefused(PATIENT, "legal-hold", WHEN), Set.of(patient, consentsOf));
    TAGS.put(
        new LegalHoldPlaced(HOLD, PATIENT, "litigation", "case-7", WHEN),
        Set.of(patient, consentsOf));
    TAGS.put(
        new LegalHoldLifted(HOLD, PATIENT, "case-closed", "case-7", WHEN),
        Set.of(patient, consentsOf));
    TAGS.put(new ErasureBegun(PATIENT, List.of(1, 2), WHEN), Set.of(patient, consentsOf));
    TAGS.put(new PatientErased(PATIENT, List.of(1, 2), WHEN, WHEN), Set.of(patient, consentsOf));
    TAGS.put(new SubjectKeyRenewed(PATIENT, 2, WHEN), Set.of(patient, consentsOf));
    TAGS.put(new KeyRotationBegun("vault:1", WHEN), Set.of());
    TAGS.put(new KeyEncryptionKeyRotated("vault:2", 42, 1, WHEN), Set.of());
    TAGS.put(
        new ProxyAppointed(
            PROXY,
            PATIENT,
            ProxyEvent.Kind.GUARDIAN,
            "index-of-guardian",
            WHEN.plusSeconds(1),
            WHEN.plusSeconds(2),
            WHEN),
        Set.of("proxy:" + PROXY, patient, consentsOf, "proxy-account:index-of-guardian"));
    TAGS.put(new ProxyEnded(PROXY, PATIENT, WHEN), Set.of("proxy:" + PROXY, patient, consentsOf));
    TAGS.put(new AuditTrailQueried(PATIENT, "events", FILTER, WHEN), Set.of(patient));
    TAGS.put(
        new AuditTrailExported(PATIENT, "ndjson", FILTER, "MTcvY29uc2VudC5ldmVudHMvNA", WHEN),
        Set.of(patient));
    TAGS.put(new AuditTrailPurged(WHEN.minusSeconds(60), 42, WHEN), Set.of());
    TAGS.put(new LedgerRead("consent", 1_024, WHEN), Set.of());

    SampleAccessions.addTo(TAGS);
    TAGS.put(
        new FileResealed(ACCESSION, PATIENT, "0".repeat(64), FILE, DECISION, WHEN),
        Set.of(patient));
    TAGS.put(new FilesPurged(PATIENT, List.of(ACCESSION), WHEN), Set.of(patient));

    TAGS.put(
        new FamilyStudyReported(
            new FamilyStudyId("study-9"),
            "north-lab",
            List.of(PATIENT, RELATIVE),
            "keyed-digest",
            List.of(DECISION, new DecisionId("00000000-0000-4000-8000-000000000010")),
            List.of(SEALED, SEALED),
            SEALED,
            WHEN),
        Set.of("study:study-9", "lab:north-lab", patient, "patient:" + RELATIVE));

    SampleInterpretations.addTo(TAGS);
    SampleLaboratories.addTo(TAGS);
    SampleQuarantines.addTo(TAGS);
    TAGS.put(new ReportsPurged(PATIENT, WHEN), Set.of(patient));
    TAGS.put(
        new KnowledgeReleaseActivated(
            KnowledgeEvent.PANELS,
            "2026-01-01-fedcba987654",
            "fedcba9876543210".repeat(4),
            "2025-12-01-0123456789ab",
            WHEN),
        Set.of("knowledge:panels"));
  }

  private SampleEvents() {}

  private static Set<String> values(DuoModifier modifier) {
    return switch (modifier) {
      case GS -> Set.of("DE", "CH");
      case US -> Set.of("dr-grey");
      case PS -> Set.of("project-7");
      case IS -> Set.of("north-hospital");
      case MOR -> Set.of("2027-12-31");
      case TS -> Set.of("12");
      case GSO, NMDS, NPU, NCU, NPUNCU, IRB, PUB, COL, RTN -> Set.of();
    };
  }

  /// One sample of each event, every field set.
  public static List<Object> all() {
    return List.copyOf(TAGS.keySet());
  }

  /// The tags, as `key:value`, that a sample is to be found by.
  static Set<String> tags(Object sample) {
    return TAGS.getOrDefault(sample, Set.of());
  }

  /// Samples without what may be absent, and the tags that remain.
  static Map<Object, Set<String>> withoutOptionalFields() {
    return Map.of(
        new ConsentGranted(CONSENT, PATIENT, PROVISION, WHEN),
        Set.of("consent:" + CONSENT, "patient:" + PATIENT, "consents-of:" + PATIENT),
        new ErasureRequested(PATIENT, null, null, WHEN, WHEN),
        Set.of("patient:" + PATIENT, "consents-of:" + PATIENT),
        new AccessRefused(null, "GET /accessions", "wrong-role", WHEN),
        Set.of(),
        new KnowledgeReleaseActivated(
            KnowledgeEvent.PANELS,
            "2026-01-01-fedcba987654",
            "fedcba9876543210".repeat(4),
            null,
            WHEN),
        Set.of("knowledge:panels"),
        new PatientEnrolled(PATIENT, "index-of-identifier", null, 1, SEALED),
        Set.of("patient:" + PATIENT, "consents-of:" + PATIENT, "identifier:index-of-identifier"),
        new DisclosureRefused(
            DECISION, null, "?", "r", "s", "unknown-patient", null, List.of(), null, WHEN),
        Set.of("decision:" + DECISION),
        new DisclosurePermitted(
            DECISION,
            PATIENT,
            Action.USE,
            List.of(DataClass.HTT),
            "r",
            "s",
            List.of(),
            null,
            null,
            List.of(),
            new Asked(List.of("htt"), List.of(), List.of(), null, null),
            List.of(),
            POLICY,
            1,
            WHEN),
        Set.of("decision:" + DECISION, "patient:" + PATIENT),
        new AuditTrailQueried(null, "most-read-patients", AuditFilter.NONE, WHEN),
        Set.of(),
        new AuditTrailExported(null, "csv", AuditFilter.NONE, null, WHEN),
        Set.of(),
        new SubmissionRefused(ACCESSION, "north-lab", PATIENT, "too-large", null, "r", WHEN),
        Set.of("accession:" + ACCESSION, "lab:north-lab", "patient:" + PATIENT));
  }
}
