package org.genomerecord.consent.audit;

import java.util.List;
import org.genomerecord.record.event.AccessEvent;
import org.genomerecord.record.event.AccessEvent.AccessRefused;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AuditEvent;
import org.genomerecord.record.event.AuditEvent.AuditTrailExported;
import org.genomerecord.record.event.AuditEvent.AuditTrailPurged;
import org.genomerecord.record.event.AuditEvent.AuditTrailQueried;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessReviewed;
import org.genomerecord.record.event.EmergencyEvent.EmergencyReviewClosed;
import org.genomerecord.record.event.EnrolmentEvent;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.ErasureEvent.ErasureCancelled;
import org.genomerecord.record.event.ErasureEvent.ErasureRefused;
import org.genomerecord.record.event.ErasureEvent.ErasureRequested;
import org.genomerecord.record.event.ErasureEvent.LegalHoldLifted;
import org.genomerecord.record.event.ErasureEvent.LegalHoldPlaced;
import org.genomerecord.record.event.ErasureEvent.PatientErased;
import org.genomerecord.record.event.FamilyStudyEvent;
import org.genomerecord.record.event.FamilyStudyEvent.FamilyStudyReported;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.KeyEvent;
import org.genomerecord.record.event.KeyEvent.KeyEncryptionKeyRotated;
import org.genomerecord.record.event.KeyEvent.KeyRotationBegun;
import org.genomerecord.record.event.KnowledgeEvent;
import org.genomerecord.record.event.KnowledgeEvent.KnowledgeReleaseActivated;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyEvent.ProxyEnded;
import org.genomerecord.record.event.PurgeEvent;
import org.genomerecord.record.event.PurgeEvent.FilesPurged;
import org.genomerecord.record.event.PurgeEvent.ReportsPurged;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.SubjectKeyEvent;
import org.genomerecord.record.event.SubjectKeyEvent.SubjectKeyRenewed;
import org.genomerecord.record.event.VaultEvent;
import org.genomerecord.record.event.VaultEvent.FileResealed;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.genomerecord.record.store.StoredEvent;

/// From an event to its row of the audit trail. Pure.
final class AuditEntries {
  private static final String RECORDED = Meaning.RECORDED;
  private static final String PERMITTED = "permitted";
  private static final String REFUSED = "refused";

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
    entry.accession = envelope.tag("accession");
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
      return enrolment(ENROLMENT.read(type, version, payload));
    }
    if (CONSENT.knows(type)) {
      return consent(CONSENT.read(type, version, payload));
    }
    if (DISCLOSURE.knows(type)) {
      return disclosure(DISCLOSURE.read(type, version, payload));
    }
    if (EMERGENCY.knows(type)) {
      return emergency(EMERGENCY.read(type, version, payload));
    }
    if (PROXY.knows(type)) {
      return proxy(PROXY.read(type, version, payload));
    }
    if (ERASURE.knows(type)) {
      return erasure(ERASURE.read(type, version, payload));
    }
    if (KEY.knows(type)) {
      return key(KEY.read(type, version, payload));
    }
    if (SUBJECT_KEY.knows(type)) {
      return subjectKey(SUBJECT_KEY.read(type, version, payload));
    }
    if (AUDIT.knows(type)) {
      return audit(AUDIT.read(type, version, payload));
    }
    if (ACCESS.knows(type)) {
      return access(ACCESS.read(type, version, payload));
    }
    if (ACCESSION.knows(type)) {
      return accession(ACCESSION.read(type, version, payload));
    }
    if (VAULT.knows(type)) {
      return vault(VAULT.read(type, version, payload));
    }
    if (PURGE.knows(type)) {
      return purge(PURGE.read(type, version, payload));
    }
    if (FAMILY_STUDY.knows(type)) {
      return familyStudy(FAMILY_STUDY.read(type, version, payload), part);
    }
    if (KNOWLEDGE.knows(type)) {
      return knowledge(KNOWLEDGE.read(type, version, payload));
    }
    if (LABORATORY.knows(type)) {
      return LaboratoryMeanings.of(LABORATORY.read(type, version, payload));
    }
    return interpretation(INTERPRETATION.read(type, version, payload));
  }

  private static Meaning enrolment(EnrolmentEvent event) {
    return switch (event) {
      case PatientEnrolled _ -> new Meaning(RECORDED, "patient enrolled", null);
    };
  }

  private static Meaning consent(ConsentEvent event) {
    return switch (event) {
      case ConsentGranted granted ->
          new Meaning(RECORDED, grantedAs(granted), null).under(List.of(granted.consent()));
      case ConsentWithdrawn withdrawn ->
          new Meaning(RECORDED, "consent withdrawn: " + withdrawn.consent(), null)
              .under(List.of(withdrawn.consent()));
    };
  }

  private static String grantedAs(ConsentGranted granted) {
    var subject = "consent granted: " + granted.consent();
    return granted.replaces() == null ? subject : subject + ", in place of " + granted.replaces();
  }

  private static Meaning disclosure(DisclosureEvent event) {
    return switch (event) {
      case DisclosurePermitted permitted ->
          new Meaning.Asked(permitted.action().code(), permitted.resource())
              .met(PERMITTED, null)
              .of(permitted.dataClasses())
              .under(permitted.consents());
      case DisclosureRefused refused ->
          new Meaning.Asked(refused.action(), refused.resource()).met(REFUSED, refused.reason());
    };
  }

  private static Meaning emergency(EmergencyEvent event) {
    return switch (event) {
      case EmergencyAccessDeclared declared ->
          new Meaning(RECORDED, "emergency declared: " + declared.emergency(), null);
      case EmergencyAccessReviewed reviewed ->
          new Meaning(RECORDED, "emergency reviewed: " + reviewed.emergency(), null);
      case EmergencyReviewClosed closed ->
          new Meaning(RECORDED, "emergency review closed: " + closed.emergency(), "patient-erased");
    };
  }

  private static Meaning proxy(ProxyEvent event) {
    return switch (event) {
      case ProxyAppointed appointed ->
          new Meaning(RECORDED, "proxy appointed: " + appointed.proxy(), null);
      case ProxyEnded ended -> new Meaning(RECORDED, "proxy ended: " + ended.proxy(), null);
    };
  }

  private static Meaning erasure(ErasureEvent event) {
    return switch (event) {
      case ErasureRequested requested ->
          new Meaning(RECORDED, "erasure requested", requested.reason());
      case ErasureCancelled _ -> new Meaning(RECORDED, "erasure cancelled", null);
      case ErasureRefused refused -> new Meaning(REFUSED, "erasure", refused.reason());
      case LegalHoldPlaced placed ->
          new Meaning(RECORDED, "legal hold placed: " + placed.hold(), placed.reason());
      case LegalHoldLifted lifted ->
          new Meaning(RECORDED, "legal hold lifted: " + lifted.hold(), lifted.reason());
      case ErasureBegun _ -> new Meaning(RECORDED, "erasure begun", null);
      case PatientErased _ -> new Meaning(RECORDED, "patient erased", null);
    };
  }

  private static Meaning key(KeyEvent event) {
    return switch (event) {
      case KeyRotationBegun begun ->
          new Meaning(RECORDED, "key rotation begun from: " + begun.keyVersion(), null);
      case KeyEncryptionKeyRotated rotated ->
          new Meaning(RECORDED, "key-encryption key rotated to: " + rotated.keyVersion(), null);
    };
  }

  private static Meaning subjectKey(SubjectKeyEvent event) {
    return switch (event) {
      case SubjectKeyRenewed renewed ->
          new Meaning(RECORDED, "subject key renewed: generation " + renewed.keyGeneration(), null);
    };
  }

  private static Meaning vault(VaultEvent event) {
    return switch (event) {
      case FileResealed resealed ->
          new Meaning(RECORDED, "file sealed anew: " + resealed.accession(), null)
              .by(resealed.decision());
    };
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

  private static Meaning accession(AccessionEvent event) {
    return switch (event) {
      case SubmissionReceived received ->
          new Meaning(RECORDED, "submission received: " + received.accession(), null)
              .by(received.decision());
      case CallSetAccepted accepted ->
          new Meaning(RECORDED, "call set accepted: " + accepted.accession(), null);
      case AccessionEvent.OutsideCallsAccepted accepted ->
          new Meaning(RECORDED, "outside calls accepted: " + accepted.accession(), null);
      case SubmissionRefused refused ->
          new Meaning(REFUSED, "submission: " + refused.accession(), refused.code());
    };
  }

  private static Meaning familyStudy(FamilyStudyEvent event, int part) {
    return switch (event) {
      case FamilyStudyReported reported ->
          new Meaning(RECORDED, "family study reported: " + reported.study(), null)
              .of(List.of(DataClass.KINSHIP))
              .by(reported.decisions().get(part));
    };
  }

  private static Meaning knowledge(KnowledgeEvent event) {
    return switch (event) {
      case KnowledgeReleaseActivated activated ->
          new Meaning(RECORDED, "knowledge release activated: " + activated.release(), null);
    };
  }

  private static Meaning interpretation(InterpretationEvent event) {
    return switch (event) {
      case InterpretationIssued issued ->
          new Meaning(RECORDED, "interpretation issued: " + issued.accession(), null)
              .of(issued.dataClasses())
              .by(issued.decision());
      case InterpretationDeclined declined ->
          new Meaning(REFUSED, "interpretation: " + declined.accession(), declined.reason());
      case InterpretationEvent.InterpretationAmended amended ->
          new Meaning(
                  RECORDED,
                  "interpretation amended: " + amended.accession(),
                  amended.reason().code())
              .of(amended.dataClasses())
              .by(amended.decision());
      case InterpretationEvent.RecontactClosed closed ->
          new Meaning(
                  RECORDED, "recontact closed: " + closed.interpretation(), closed.outcome().code())
              .by(closed.decision());
    };
  }
}
