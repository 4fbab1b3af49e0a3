package org.genomerecord.consent.disclosure;

import java.util.Locale;

/// Why a request is denied. The codes are stored and never change their meaning.
enum DenialReason {
  PATIENT_UNKNOWN,
  /// The patient's keys are destroyed or about to be.
  ERASED,
  PURPOSE_MISSING,
  PURPOSE_UNKNOWN,
  ACTION_UNKNOWN,
  DATA_CLASS_UNKNOWN,
  /// The stated use in research is not known, or the purpose is none of research.
  RESEARCH_USE_UNKNOWN,
  ROLE_NOT_PERMITTED,
  ANOTHER_PATIENT,
  /// A guardian asks for what is private to an adolescent.
  PRIVATE_TO_PATIENT,
  /// The purpose is an emergency, and this person has declared none that lasts. Whether one would
  /// help, it does not say.
  EMERGENCY_NOT_DECLARED,
  /// A provision denies it, whatever others permit.
  DENIED_BY_PATIENT,
  NO_CONSENT,
  CONSENT_WITHDRAWN,
  CONSENT_EXPIRED,
  NOT_COVERED;

  /// Stored code, such as `consent-withdrawn`.
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
