package org.genomerecord.consent.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.Wording;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;

/// Consents as FHIR R4 `Consent`. Pure.
final class FhirConsents {
  private FhirConsents() {}

  static Consent of(Pseudonym patient, ConsentHistory.Version version) {
    var kept = version.consent();
    var provision = kept.provision();
    var consent = new Consent();
    consent.setId(version.id().value());
    consent.setMeta(
        new Meta()
            .setVersionId(String.valueOf(version.number()))
            .setLastUpdatedElement(instant(version.at())));
    consent.setStatus(version.isActive() ? ConsentState.ACTIVE : ConsentState.INACTIVE);
    consent.setScope(new CodeableConcept(scope(provision)));
    categories(provision).forEach(coding -> consent.addCategory(new CodeableConcept(coding)));
    consent.setPatient(new Reference("Patient/" + patient));
    consent.setDateTimeElement(new DateTimeType(kept.grantedAt().toString()));
    consent.setPolicyRule(
        new CodeableConcept(policyRule(provision.type(), !provision.provisions().isEmpty())));
    if (kept.wording() != null) {
      consent.setSource(wording(kept.wording()));
    }
    return consent.setProvision(FhirProvisions.of(provision));
  }

  static Coding scope(Provision provision) {
    return new Coding(Codes.SCOPE, isResearch(provision) ? Codes.RESEARCH : Codes.PRIVACY, null);
  }

  static Stream<Coding> categories(Provision provision) {
    var consent = new Coding(Codes.LOINC, Codes.PATIENT_CONSENT, null);
    return isResearch(provision)
        ? Stream.of(consent, new Coding(Codes.CATEGORY, Codes.RESEARCH, null))
        : Stream.of(consent);
  }

  private static boolean isResearch(Provision provision) {
    return !provision.purposesOfUse().isEmpty()
        && PurposeOfUse.RESEARCH.containsAll(provision.purposesOfUse());
  }

  /// The base that the provision's exceptions are exceptions to.
  static Coding policyRule(ProvisionType type, boolean hasExceptions) {
    return new Coding(
        Codes.POLICY,
        switch (type) {
          case PERMIT -> hasExceptions ? "OPTINR" : "OPTIN";
          case DENY -> hasExceptions ? "OPTOUTE" : "OPTOUT";
        },
        null);
  }

  private static Attachment wording(Wording wording) {
    return new Attachment()
        .setContentType("text/plain; charset=utf-8")
        .setLanguage(wording.language())
        .setData(wording.text().getBytes(StandardCharsets.UTF_8))
        .setTitle(wording.template() + ", version " + wording.version());
  }

  static InstantType instant(Instant at) {
    var instant = new InstantType();
    instant.setTimeZoneZulu(true);
    instant.setValue(Date.from(at));
    return instant;
  }
}
