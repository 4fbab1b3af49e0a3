package org.genomerecord.consent.audit;

import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/// What DICOM (PS3.16, CID 400 and 401), IHE BALP and ISO 21089 call our events.
enum FhirKind {
  DECISION(Code.SECURITY_ALERT, Code.CONSENT_DECISION, AuditEventAction.E),
  TURNED_AWAY(Code.SECURITY_ALERT, null, AuditEventAction.E),
  EMERGENCY(Code.SECURITY_ALERT, Code.EMERGENCY_OVERRIDE, AuditEventAction.E),
  EMERGENCY_REVIEWED(Code.SECURITY_ALERT, Code.VERIFY, AuditEventAction.E),
  PROXY_APPOINTED(Code.SECURITY_ALERT, Code.SECURITY_ROLES, AuditEventAction.C),
  PROXY_ENDED(Code.SECURITY_ALERT, Code.SECURITY_ROLES, AuditEventAction.D),
  KEYS(Code.SECURITY_ALERT, Code.SECURITY_CONFIGURATION, AuditEventAction.U),
  KNOWLEDGE(Code.SECURITY_ALERT, Code.SOFTWARE_CONFIGURATION, AuditEventAction.U),
  PARTNER(Code.SECURITY_ALERT, Code.SECURITY_CONFIGURATION, AuditEventAction.U),
  LOOK(Code.AUDIT_LOG_USED, null, AuditEventAction.R),
  PURGE(Code.AUDIT_LOG_USED, Code.DESTROY, AuditEventAction.D),
  EXPORT(Code.EXPORT_OF_DATA, null, AuditEventAction.R),
  IMPORT(Code.IMPORT_OF_DATA, null, AuditEventAction.C),
  RECORD(Code.PATIENT_RECORD, null, AuditEventAction.C),
  RECORD_CHANGED(Code.PATIENT_RECORD, null, AuditEventAction.U),

  /// Nothing is destroyed yet.
  ERASURE_ASKED(Code.PATIENT_RECORD, null, AuditEventAction.E),
  ERASURE(Code.PATIENT_RECORD, Code.DESTROY, AuditEventAction.D),
  HOLD(Code.PATIENT_RECORD, Code.HOLD, AuditEventAction.U),
  UNHOLD(Code.PATIENT_RECORD, Code.UNHOLD, AuditEventAction.U);

  private final Code type;
  private final @Nullable Code subtype;
  private final AuditEventAction action;

  FhirKind(Code type, @Nullable Code subtype, AuditEventAction action) {
    this.type = type;
    this.subtype = subtype;
    this.action = action;
  }

  /// @param type stored name of an event, such as `consent.ConsentGranted`
  static FhirKind of(String type) {
    return switch (type) {
      case "consent.DisclosurePermitted", "consent.DisclosureRefused" -> DECISION;
      case "access.AccessRefused" -> TURNED_AWAY;
      case "consent.EmergencyAccessDeclared" -> EMERGENCY;
      case "consent.EmergencyAccessReviewed", "consent.EmergencyReviewClosed" -> EMERGENCY_REVIEWED;
      case "consent.ProxyAppointed" -> PROXY_APPOINTED;
      case "consent.ProxyEnded" -> PROXY_ENDED;
      case "consent.KeyRotationBegun",
          "consent.KeyEncryptionKeyRotated",
          "consent.SubjectKeyRenewed",
          "consent.QuarantineKeyMade",
          "consent.QuarantineKeyReleased",
          "consent.QuarantineKeyDestroyed",
          "ingestion.WebhookSecretRotated" ->
          KEYS;
      case "ingestion.LaboratoryOnboarded",
          "ingestion.LaboratoryTermsChanged",
          "ingestion.LaboratorySuspended",
          "ingestion.LaboratoryReinstated",
          "ingestion.WebhookSubscribed",
          "ingestion.WebhookUnsubscribed" ->
          PARTNER;
      case "interpretation.KnowledgeReleaseActivated" -> KNOWLEDGE;
      case "consent.AuditTrailQueried", "access.LedgerRead" -> LOOK;
      case "consent.AuditTrailExported" -> EXPORT;
      case "consent.AuditTrailPurged",
          "ingestion.FilesPurged",
          "ingestion.QuarantineDiscarded",
          "ingestion.QuarantineExpired",
          "interpretation.ReportsPurged" ->
          PURGE;
      case "ingestion.SubmissionReceived",
          "ingestion.CallSetAccepted",
          "ingestion.OutsideCallsAccepted",
          "ingestion.ExpressionPanelAccepted",
          "ingestion.SubmissionRefused",
          "ingestion.SubmissionMovedIn",
          "ingestion.SubmissionQuarantined",
          "ingestion.QuarantineReleased",
          "ingestion.FamilyStudyReported" ->
          IMPORT;
      case "consent.PatientEnrolled",
          "consent.ConsentGranted",
          "interpretation.InterpretationIssued",
          "interpretation.InterpretationDeclined" ->
          RECORD;
      case "consent.ConsentWithdrawn",
          "ingestion.FileResealed",
          "ingestion.SubmissionSuperseded",
          "ingestion.SubmissionWithdrawn",
          "interpretation.InterpretationWithdrawn",
          "interpretation.InterpretationAmended",
          "interpretation.RecontactClosed" ->
          RECORD_CHANGED;
      case "consent.ErasureRequested", "consent.ErasureCancelled" -> ERASURE_ASKED;
      // One that was refused is an erasure that failed: the outcome says so.
      case "consent.ErasureRefused", "consent.ErasureBegun", "consent.PatientErased" -> ERASURE;
      case "consent.LegalHoldPlaced" -> HOLD;
      case "consent.LegalHoldLifted" -> UNHOLD;
      default -> throw new IllegalArgumentException("no kind of audit event for " + type);
    };
  }

  Coding type() {
    return type.coding();
  }

  Optional<Coding> subtype() {
    return Optional.ofNullable(subtype).map(Code::coding);
  }

  AuditEventAction action() {
    return action;
  }

  private enum Code {
    SECURITY_ALERT(CodeSystem.DICOM, "110113", "Security Alert"),
    AUDIT_LOG_USED(CodeSystem.DICOM, "110101", "Audit Log Used"),
    EXPORT_OF_DATA(CodeSystem.DICOM, "110106", "Export"),
    IMPORT_OF_DATA(CodeSystem.DICOM, "110107", "Import"),
    PATIENT_RECORD(CodeSystem.DICOM, "110110", "Patient Record"),
    EMERGENCY_OVERRIDE(CodeSystem.DICOM, "110127", "Emergency Override Started"),
    SECURITY_CONFIGURATION(CodeSystem.DICOM, "110129", "Security Configuration"),
    SOFTWARE_CONFIGURATION(CodeSystem.DICOM, "110131", "Software Configuration"),
    SECURITY_ROLES(CodeSystem.DICOM, "110136", "Security Roles Changed"),
    CONSENT_DECISION(CodeSystem.BALP, "AuthZ-Consent", null),
    DESTROY(CodeSystem.LIFECYCLE, "destroy", null),
    HOLD(CodeSystem.LIFECYCLE, "hold", null),
    UNHOLD(CodeSystem.LIFECYCLE, "unhold", null),
    VERIFY(CodeSystem.LIFECYCLE, "verify", null);

    private final String system;
    private final String code;
    private final @Nullable String display;

    Code(String system, String code, @Nullable String display) {
      this.system = system;
      this.code = code;
      this.display = display;
    }

    Coding coding() {
      return new Coding(system, code, display);
    }
  }

  /// URIs of code systems.
  private static final class CodeSystem {
    static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    static final String LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
    static final String BALP = "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType";
  }
}
