package org.genomerecord.consent.fhir;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.Pseudonym;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;

/// Reads what a Consent asks for. What it cannot say here, it is refused for. Pure.
final class AskedConsent {
  private static final String PATIENT = "Patient/";

  private AskedConsent() {}

  /// Whom it is about.
  ///
  /// @throws NotHonoured if it says so in another way than by pseudonym
  static Pseudonym patient(Consent consent) {
    if (consent.getPatient().hasIdentifier()) {
      throw new NotHonoured("Consent.patient.identifier", "a patient is named by pseudonym here");
    }
    var reference = consent.getPatient().getReference();
    if (reference != null && reference.startsWith(PATIENT)) {
      var named = Pseudonym.named(reference.substring(PATIENT.length()));
      if (named.isPresent()) {
        return named.get();
      }
    }
    throw new NotHonoured("Consent.patient", "Patient/ and the pseudonym");
  }

  /// Whether it is to be in force; if not, it is to be withdrawn.
  ///
  /// @throws NotHonoured if it is neither
  static boolean isActive(Consent consent) {
    var status = consent.getStatus();
    if (status == ConsentState.ACTIVE) {
      return true;
    }
    if (status == ConsentState.INACTIVE || status == ConsentState.ENTEREDINERROR) {
      return false;
    }
    throw new NotHonoured(
        "Consent.status", "active; to withdraw, inactive or entered-in-error: drafts are not kept");
  }

  /// The provision to be granted.
  ///
  /// @param now it begins now, unless it says when
  /// @throws NotHonoured if it says anything that would not be kept
  static Provision provision(Consent consent, Instant now) {
    HonouredElements.require(consent, Set.of());
    var provision = read(consent, now);
    requireScope(consent, provision);
    return provision;
  }

  /// Lets a withdrawal through that changes nothing besides. A wording may come back as it was
  /// read.
  ///
  /// @throws NotHonoured if it says anything else than what is on record
  static void requireUnchanged(Consent consent, Provision onRecord) {
    HonouredElements.require(consent, Set.of("source"));
    if (consent.hasProvision()) {
      var begin = onRecord.from();
      var said = read(consent, begin == null ? Instant.EPOCH : begin);
      if (!said.equals(begin == null ? begunAtEpoch(onRecord) : onRecord)) {
        throw new NotHonoured("Consent.provision", "a withdrawal changes nothing else");
      }
    }
  }

  private static Provision begunAtEpoch(Provision rule) {
    return new Provision(
        rule.type(),
        rule.actors(),
        rule.purposesOfUse(),
        rule.researchUse(),
        rule.actions(),
        rule.dataClasses(),
        Instant.EPOCH,
        rule.until(),
        rule.provisions());
  }

  private static Provision read(Consent consent, Instant begin) {
    if (!consent.hasProvision()) {
      throw new NotHonoured("Consent.provision", "a consent has a provision");
    }
    var base = base(consent);
    var provision = FhirProvisions.read(consent.getProvision(), base, begin);
    if (provision.type() != base) {
      throw new NotHonoured(
          "Consent.policyRule", "it says the opposite of the type of Consent.provision");
    }
    return provision;
  }

  private static ProvisionType base(Consent consent) {
    var rule = FhirProvisions.only(consent.getPolicyRule(), "Consent.policyRule");
    for (var type : ProvisionType.values()) {
      if (Stream.of(false, true)
          .anyMatch(exceptions ->
              FhirProvisions.isCode(rule, FhirConsents.policyRule(type, exceptions)))) {
        return type;
      }
    }
    throw new NotHonoured("Consent.policyRule", "OPTIN, OPTINR, OPTOUT or OPTOUTE of v3-ActCode");
  }

  private static void requireScope(Consent consent, Provision provision) {
    var scope = FhirProvisions.only(consent.getScope(), "Consent.scope");
    var meant = FhirConsents.scope(provision);
    if (!FhirProvisions.isCode(scope, meant)) {
      throw new NotHonoured(
          "Consent.scope",
          "patient-privacy, or research where the provision has purposes of research and no others:"
              + " here it would be "
              + meant.getCode());
    }
    if (!consent.hasCategory()) {
      throw new NotHonoured("Consent.category", "LOINC 59284-0, Patient Consent");
    }
    for (int i = 0; i < consent.getCategory().size(); i++) {
      var place = "Consent.category[" + i + "]";
      var coding = FhirProvisions.only(consent.getCategory().get(i), place);
      if (FhirConsents.categories(provision).noneMatch(known -> isCode(coding, known))) {
        throw new NotHonoured(
            place, "LOINC 59284-0, and for research also research of consentcategorycodes");
      }
    }
  }

  private static boolean isCode(Coding coding, Coding known) {
    return FhirProvisions.isCode(coding, known);
  }
}
