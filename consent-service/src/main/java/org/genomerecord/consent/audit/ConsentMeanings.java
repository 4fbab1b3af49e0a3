package org.genomerecord.consent.audit;

import java.util.List;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
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
import org.genomerecord.record.event.KeyEvent;
import org.genomerecord.record.event.KeyEvent.KeyEncryptionKeyRotated;
import org.genomerecord.record.event.KeyEvent.KeyRotationBegun;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyEvent.ProxyEnded;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.event.SubjectKeyEvent;
import org.genomerecord.record.event.SubjectKeyEvent.SubjectKeyRenewed;

/// What the events of consent-service about patients and keys mean in the audit trail. Pure.
final class ConsentMeanings {
  private ConsentMeanings() {}

  static Meaning of(EnrolmentEvent event) {
    return switch (event) {
      case PatientEnrolled _ -> new Meaning(Meaning.RECORDED, "patient enrolled", null);
    };
  }

  static Meaning of(ConsentEvent event) {
    return switch (event) {
      case ConsentGranted granted ->
          new Meaning(Meaning.RECORDED, grantedAs(granted), null).under(List.of(granted.consent()));
      case ConsentWithdrawn withdrawn ->
          new Meaning(Meaning.RECORDED, "consent withdrawn: " + withdrawn.consent(), null)
              .under(List.of(withdrawn.consent()));
    };
  }

  static Meaning of(DisclosureEvent event) {
    return switch (event) {
      case DisclosurePermitted permitted ->
          new Meaning.Asked(permitted.action().code(), permitted.resource())
              .met(Meaning.PERMITTED, null)
              .of(permitted.dataClasses())
              .under(permitted.consents());
      case DisclosureRefused refused ->
          new Meaning.Asked(refused.action(), refused.resource())
              .met(Meaning.REFUSED, refused.reason());
    };
  }

  static Meaning of(EmergencyEvent event) {
    return switch (event) {
      case EmergencyAccessDeclared declared ->
          new Meaning(Meaning.RECORDED, "emergency declared: " + declared.emergency(), null);
      case EmergencyAccessReviewed reviewed ->
          new Meaning(Meaning.RECORDED, "emergency reviewed: " + reviewed.emergency(), null);
      case EmergencyReviewClosed closed ->
          new Meaning(
              Meaning.RECORDED, "emergency review closed: " + closed.emergency(), "patient-erased");
    };
  }

  static Meaning of(ProxyEvent event) {
    return switch (event) {
      case ProxyAppointed appointed ->
          new Meaning(Meaning.RECORDED, appointed(appointed.proxy()), null);
      case ProxyEnded ended -> new Meaning(Meaning.RECORDED, "proxy ended: " + ended.proxy(), null);
    };
  }

  /// The subject of an appointment, by which it is found.
  static String appointed(ProxyId proxy) {
    return "proxy appointed: " + proxy;
  }

  static Meaning of(ErasureEvent event) {
    return switch (event) {
      case ErasureRequested requested ->
          new Meaning(Meaning.RECORDED, "erasure requested", requested.reason());
      case ErasureCancelled _ -> new Meaning(Meaning.RECORDED, "erasure cancelled", null);
      case ErasureRefused refused -> new Meaning(Meaning.REFUSED, "erasure", refused.reason());
      case LegalHoldPlaced placed ->
          new Meaning(Meaning.RECORDED, "legal hold placed: " + placed.hold(), placed.reason());
      case LegalHoldLifted lifted ->
          new Meaning(Meaning.RECORDED, "legal hold lifted: " + lifted.hold(), lifted.reason());
      case ErasureBegun _ -> new Meaning(Meaning.RECORDED, "erasure begun", null);
      case PatientErased _ -> new Meaning(Meaning.RECORDED, "patient erased", null);
    };
  }

  static Meaning of(KeyEvent event) {
    return switch (event) {
      case KeyRotationBegun begun ->
          new Meaning(Meaning.RECORDED, "key rotation begun from: " + begun.keyVersion(), null);
      case KeyEncryptionKeyRotated rotated ->
          new Meaning(
              Meaning.RECORDED, "key-encryption key rotated to: " + rotated.keyVersion(), null);
    };
  }

  static Meaning of(SubjectKeyEvent event) {
    return switch (event) {
      case SubjectKeyRenewed renewed ->
          new Meaning(
              Meaning.RECORDED, "subject key renewed: generation " + renewed.keyGeneration(), null);
    };
  }

  private static String grantedAs(ConsentGranted granted) {
    var subject = "consent granted: " + granted.consent();
    return granted.replaces() == null ? subject : subject + ", in place of " + granted.replaces();
  }
}
