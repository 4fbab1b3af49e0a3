package org.genomerecord.consent.fhir;

/// Code systems and identifier systems of consents. Ours are those that exported AuditEvents have.
final class Codes {
  static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
  static final String PRIVACY = "patient-privacy";
  static final String RESEARCH = "research";

  static final String LOINC = "http://loinc.org";

  /// LOINC: Patient Consent.
  static final String PATIENT_CONSENT = "59284-0";

  static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/consentcategorycodes";
  static final String POLICY = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  static final String ROLE_IN_CONSENT =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

  /// v3 ParticipationType: information recipient.
  static final String RECIPIENT = "IRCP";

  /// v3 ParticipationType: primary information recipient; here the same.
  static final String PRIMARY_RECIPIENT = "PRCP";

  static final String ACTION = "http://terminology.hl7.org/CodeSystem/consentaction";
  static final String PURPOSE = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private static final String OURS = "urn:genome-record:";
  static final String OUR_ACTION = OURS + "action";
  static final String DATA_CLASS = OURS + "data-class";
  static final String PERSON = OURS + "actor";
  static final String ROLE = OURS + "role";
  static final String ORGANISATION = OURS + "organisation";
  static final String CARE_TEAM = OURS + "care-team";
  static final String APPLICATION = OURS + "application";

  private Codes() {}
}
