package org.genomerecord.consent.audit;

import org.genomerecord.record.event.AccessEvent;
import org.genomerecord.record.event.AccessEvent.AccessRefused;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AuditEvent;
import org.genomerecord.record.event.AuditEvent.AuditTrailExported;
import org.genomerecord.record.event.AuditEvent.AuditTrailPurged;
import org.genomerecord.record.event.AuditEvent.AuditTrailQueried;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.EnrolmentEvent;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.FamilyStudyEvent;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.KeyEvent;
import org.genomerecord.record.event.KnowledgeEvent;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.PurgeEvent;
import org.genomerecord.record.event.PurgeEvent.FilesPurged;
import org.genomerecord.record.event.PurgeEvent.ReportsPurged;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineKeyEvent;
import org.genomerecord.record.event.SubjectKeyEvent;
import org.genomerecord.record.event.VaultEvent;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.genomerecord.record.store.StoredEvent;

/// From an event to its row of the audit trail. Pure.
final class AuditEntries {
  private static final String RECORDED = Meaning.RECORDED;
  private static final String REFUSED = Meaning.REFUSED;

  private static final EventTypes<EnrolmentEvent> ENROLMENT = EventTypes.of(EnrolmentEvent.class);
  private static final EventTypes<ConsentEvent> CONSENT = EventTypes.of(ConsentEvent.class);
  private static final EventTypes<DisclosureEvent> DISCLOSURE =
      EventTypes.of(DisclosureEvent.class);
  private static final EventTypes<EmergencyEvent> EMERGENCY = EventTypes.of(EmergencyEvent.class);
  private static final EventTypes<ProxyEvent> PROXY = EventTypes.of(ProxyEvent.class);
  private static final EventTypes<ErasureEvent> ERASURE = EventTypes.of(ErasureEvent.class);
  private static final EventTypes<KeyEvent> KEY = EventTypes.of(KeyEvent.class);
  private static final EventTypes<SubjectKeyEvent> SUBJECT_KEY =
      EventTypes.of(SubjectKeyEvent.class);
  private static final EventTypes<AuditEvent> AUDIT = EventTypes.of(AuditEvent.class);
  private static final EventTypes<AccessEvent> ACCESS = EventTypes.of(AccessEvent.class);
  private static final EventTypes<AccessionEvent> ACCESSION = EventTypes.of(AccessionEvent.class);
  private static final EventTypes<VaultEvent> VAULT = EventTypes.of(VaultEvent.class);
  private static final EventTypes<PurgeEvent> PURGE = EventTypes.of(PurgeEvent.class);
  private static final EventTypes<FamilyStudyEvent> FAMILY_STUDY =
      EventTypes.of(FamilyStudyEvent.class);
  private static final EventTypes<KnowledgeEvent> KNOWLEDGE = EventTypes.of(KnowledgeEvent.class);
  private static final EventTypes<LaboratoryEvent> LABORATORY =
      EventTypes.of(LaboratoryEvent.class);
  private static final EventTypes<QuarantineEvent> QUARANTINE =
      EventTypes.of(QuarantineEvent.class);
  private static final EventTypes<QuarantineKeyEvent> QUARANTINE_KEY =
      EventTypes.of(QuarantineKeyEvent.class);
  private static final EventTypes<InterpretationEvent> INTERPRETATION =
      EventTypes.of(InterpretationEvent.class);

  /// What names an accession in the resource of a decision.
  private static final String ACCESSION_RESOURCE = "accession/";

  private AuditEntries() {}

  /// An event about two patients has an entry for each of them, in which the other does not appear.
  ///
  /// @param log topic of the log that the event stands in
  /// @param patient one of those that the event is about; empty for an event about nobody
  /// @throws UnknownEvent if no family knows the event: the trail stops rather than have a hole
  /// @throws IllegalArgumentException if the event is about others
  static AuditEntry of(String log, String patient, StoredEvent stored) {
    var envelope = stored.envelope();
    var attribution = envelope.attribution();
    var patients = envelope.tags("patient");
    int part = patient.isEmpty() && patients.isEmpty() ? 0 : patients.indexOf(patient);
    if (part < 0) {
      throw new IllegalArgumentException("the event was sent as another patient's");
    }
    var meaning = meaning(envelope.type(), envelope.version(), envelope.payload(), part);
    var entry = new AuditEntry();
    entry.part = part;
    entry.log = log;
    entry.position = stored.position();
    entry.event = envelope.id().toString();
    entry.type = envelope.type();
    entry.patient = patients.isEmpty() ? null : patient;
    entry.recordedAt = attribution.at();
    entry.actor = attribution.actor().id();
    entry.role = attribution.actor().role();
    entry.organisation = attribution.actor().organisation();
    entry.purposeOfUse = attribution.purposeOfUse();
    entry.outcome = meaning.outcome();
    entry.subject = meaning.subject();
    entry.reason = meaning.reason();
    entry.correlation = attribution.correlation();
    entry.emergency = PurposeOfUse.EMERGENCY_TREATMENT.equals(entry.purposeOfUse);
    var accession = envelope.tag("accession");
    entry.accession = accession == null ? envelope.tag("quarantined") : accession;
    entry.decision = envelope.tag("decision");
    entry.emergencyAccess = envelope.tag("emergency");
    complete(entry, meaning);
    return entry;
  }

  private static void complete(AuditEntry entry, Meaning meaning) {
    if (meaning.asked() != null) {
      entry.action = meaning.asked().action();
      entry.resource = meaning.asked().resource();
      if (entry.resource.startsWith(ACCESSION_RESOURCE)) {
        entry.accession = entry.resource.substring(ACCESSION_RESOURCE.length());
      }
    }
    if (meaning.decision() != null) {
      entry.decision = meaning.decision().value();
    }
    entry.dataClasses = meaning.dataClasses().stream().map(DataClass::code).toList();
    entry.consents = meaning.consents().stream().map(ConsentId::value).distinct().toList();
  }

  private static Meaning meaning(String type, String version, String payload, int part) {
    if (ENROLMENT.knows(type)) {
      return ConsentMeanings.of(ENROLMENT.read(type, version, payload));
    }
    if (CONSENT.knows(type)) {
      return ConsentMeanings.of(CONSENT.read(type, version, payload));
    }
    if (DISCLOSURE.knows(type)) {
      return ConsentMeanings.of(DISCLOSURE.read(type, version, payload));
    }
    if (EMERGENCY.knows(type)) {
      return ConsentMeanings.of(EMERGENCY.read(type, version, payload));
    }
    if (PROXY.knows(type)) {
      return ConsentMeanings.of(PROXY.read(type, version, payload));
    }
    if (ERASURE.knows(type)) {
      return ConsentMeanings.of(ERASURE.read(type, version, payload));
    }
    if (KEY.knows(type)) {
      return ConsentMeanings.of(KEY.read(type, version, payload));
    }
    if (SUBJECT_KEY.knows(type)) {
      return ConsentMeanings.of(SUBJECT_KEY.read(type, version, payload));
    }
    if (AUDIT.knows(type)) {
      return audit(AUDIT.read(type, version, payload));
    }
    if (ACCESS.knows(type)) {
      return access(ACCESS.read(type, version, payload));
    }
    if (ACCESSION.knows(type)) {
      return SubmissionMeanings.of(ACCESSION.read(type, version, payload));
    }
    if (VAULT.knows(type)) {
      return SubmissionMeanings.of(VAULT.read(type, version, payload));
    }
    if (PURGE.knows(type)) {
      return purge(PURGE.read(type, version, payload));
    }
    if (FAMILY_STUDY.knows(type)) {
      return SubmissionMeanings.of(FAMILY_STUDY.read(type, version, payload), part);
    }
    if (KNOWLEDGE.knows(type)) {
      return InterpretationMeanings.of(KNOWLEDGE.read(type, version, payload));
    }
    if (LABORATORY.knows(type)) {
      return LaboratoryMeanings.of(LABORATORY.read(type, version, payload));
    }
    if (QUARANTINE.knows(type)) {
      return QuarantineMeanings.of(QUARANTINE.read(type, version, payload));
    }
    if (QUARANTINE_KEY.knows(type)) {
      return QuarantineMeanings.of(QUARANTINE_KEY.read(type, version, payload));
    }
    return InterpretationMeanings.of(INTERPRETATION.read(type, version, payload));
  }

  private static Meaning purge(PurgeEvent event) {
    return switch (event) {
      case FilesPurged purged ->
          new Meaning(RECORDED, "files purged: " + purged.accessions().size(), null);
      case ReportsPurged _ -> new Meaning(RECORDED, "reports purged", null);
    };
  }

  private static Meaning audit(AuditEvent event) {
    return switch (event) {
      case AuditTrailQueried queried ->
          new Meaning(RECORDED, "audit trail queried: " + queried.question(), null);
      case AuditTrailExported exported ->
          new Meaning(RECORDED, "audit trail exported: " + exported.format(), null);
      case AuditTrailPurged purged ->
          new Meaning(RECORDED, "audit trail purged before: " + purged.before(), null);
    };
  }

  private static Meaning access(AccessEvent event) {
    return switch (event) {
      case AccessRefused refused -> new Meaning(REFUSED, refused.operation(), refused.reason());
      case AccessEvent.LedgerRead read -> new Meaning(RECORDED, "ledger read: " + read.log(), null);
    };
  }
}
