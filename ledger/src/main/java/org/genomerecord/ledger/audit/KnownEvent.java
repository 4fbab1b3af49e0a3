package org.genomerecord.ledger.audit;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the audit knows of one kind of event (docs/events.md).
///
/// @param type namespace and name
/// @param version of its wire form
/// @param fields that are read at all; nothing else leaves the payload
/// @param tags which tags the event has, each repeating a field; a field of several values has a
///   tag for each
/// @param joins what it shares with other events that it has to agree with, such as a decision
record KnownEvent(
    String type, String version, List<Field> fields, List<Named> tags, List<Named> joins) {
  static final String PERMITTED = "consent.DisclosurePermitted";
  static final String REFUSED = "consent.DisclosureRefused";
  static final String GRANTED = "consent.ConsentGranted";
  static final String WITHDRAWN = "consent.ConsentWithdrawn";
  static final String APPOINTED = "consent.ProxyAppointed";
  static final String ENDED = "consent.ProxyEnded";
  static final String DECLARED = "consent.EmergencyAccessDeclared";
  static final String REVIEWED = "consent.EmergencyAccessReviewed";
  static final String CLOSED = "consent.EmergencyReviewClosed";
  static final String ERASURE_BEGUN = "consent.ErasureBegun";
  static final String ERASED = "consent.PatientErased";
  static final String RENEWED = "consent.SubjectKeyRenewed";
  static final String RESEALED = "ingestion.FileResealed";
  static final String RECEIVED = "ingestion.SubmissionReceived";
  static final String ACCEPTED = "ingestion.CallSetAccepted";
  static final String OUTSIDE_ACCEPTED = "ingestion.OutsideCallsAccepted";
  static final String PANEL_ACCEPTED = "ingestion.ExpressionPanelAccepted";

  /// What makes a file count.
  static final Set<String> ACCEPTANCES = Set.of(ACCEPTED, OUTSIDE_ACCEPTED, PANEL_ACCEPTED);

  static final String NOT_ACCEPTED = "ingestion.SubmissionRefused";
  static final String MOVED_IN = "ingestion.SubmissionMovedIn";
  static final String SUPERSEDED = "ingestion.SubmissionSuperseded";
  static final String TAKEN_BACK = "ingestion.SubmissionWithdrawn";
  static final String QUARANTINED = "ingestion.SubmissionQuarantined";
  static final String LET_OUT = "ingestion.QuarantineReleased";
  static final String STUDIED = "ingestion.FamilyStudyReported";
  static final String ISSUED = "interpretation.InterpretationIssued";
  static final String DECLINED = "interpretation.InterpretationDeclined";
  static final String AMENDED = "interpretation.InterpretationAmended";
  static final String NO_LONGER = "interpretation.InterpretationWithdrawn";
  static final String RECONTACTED = "interpretation.RecontactClosed";

  /// The id of the event that sealed bytes are bound to.
  static final String SEALED_EVENT = "sealed.event";

  /// Of decisions; the period of a consent is measured against it.
  static final String DECIDED_AT = "decidedAt";

  /// Of a consent: its one rule in version 1, the tree of its rules since.
  static final String PROVISION = "provision";

  private static final Map<Key, KnownEvent> ALL =
      Stream.of(
              of("consent.PatientEnrolled")
                  .tags("patient=patient", "consents-of=patient", "identifier=identifierIndex")
                  .optionalTags("account=accountIndex")
                  .fields(SEALED_EVENT),
              granted("1")
                  .fields("provision.purposeOfUse", "provision.actions", "provision.dataClasses")
                  .fields("provision.from", "provision.until")
                  .optionalFields("provision.organisations"),
              granted("2").tree(PROVISION),
              granted("3").tree(PROVISION),
              of(WITHDRAWN)
                  .tags("patient=patient", "consents-of=patient", "consent=consent")
                  .joins("consent=consent", "consents-of=patient"),
              permitted("1"),
              permitted("2"),
              permitted("3"),
              refused("1"),
              refused("2"),
              refused("3"),
              of(APPOINTED)
                  .tags("patient=patient", "consents-of=patient")
                  .tags("proxy=proxy", "proxy-account=accountIndex")
                  .fields("kind", "appointedAt", "until")
                  .joins("proxy=proxy"),
              of(ENDED)
                  .tags("patient=patient", "consents-of=patient", "proxy=proxy")
                  .joins("proxy=proxy"),
              of(DECLARED)
                  .tags("patient=patient", "consents-of=patient")
                  .tags("emergency=emergency", "review-of=emergency")
                  .fields("person", "declaredAt", "until", SEALED_EVENT)
                  .joins("emergency=emergency"),
              of(REVIEWED)
                  .tags("patient=patient", "emergency=emergency", "review-of=emergency")
                  .fields(SEALED_EVENT)
                  .joins("emergency=emergency"),
              of(CLOSED)
                  .tags("patient=patient", "emergency=emergency", "review-of=emergency")
                  .joins("emergency=emergency", "consents-of=patient"),
              ofPatient("consent.ErasureRequested"),
              ofPatient("consent.ErasureCancelled"),
              ofPatient("consent.ErasureRefused"),
              ofPatient("consent.LegalHoldPlaced"),
              ofPatient("consent.LegalHoldLifted"),
              ofPatient(ERASURE_BEGUN).fields("keyGenerations").joins("consents-of=patient"),
              ofPatient(ERASED).fields("keyGenerations").joins("consents-of=patient"),
              ofPatient(RENEWED).fields("keyGeneration").joins("consents-of=patient"),
              of("consent.KeyRotationBegun"),
              of("consent.KeyEncryptionKeyRotated"),
              of("consent.AuditTrailQueried").tags("patient=patient"),
              known("consent.AuditTrailQueried", "2").optionalTags("patient=patient"),
              of("consent.AuditTrailExported").optionalTags("patient=patient"),
              of("consent.AuditTrailPurged"),
              of("access.LedgerRead").fields("log", "size", "readAt"),
              of("access.AccessRefused").optionalTags("patient=patient"),
              of(RECEIVED)
                  .tags("patient=patient", "accession=accession", "lab=lab")
                  .fields("decision", "file.digest", "receivedAt", SEALED_EVENT)
                  .optionalFields("dataClass")
                  .joins("accession=accession", "decision=decision", "quarantined=accession"),
              accepted(ACCEPTED),
              accepted(OUTSIDE_ACCEPTED),
              accepted(PANEL_ACCEPTED),
              of(NOT_ACCEPTED)
                  .tags("patient=patient", "accession=accession", "lab=lab")
                  .joins("accession=accession"),
              of(MOVED_IN)
                  .tags("patient=patient", "accession=accession", "lab=lab")
                  .joins("accession=accession"),
              of(SUPERSEDED)
                  .tags("patient=patient", "accession=accession", "lab=lab", "call-set=callSet")
                  .joins("accession=accession", "call-set=callSet"),
              of(TAKEN_BACK)
                  .tags("patient=patient", "accession=accession", "lab=lab", "call-set=callSet")
                  .joins("accession=accession", "call-set=callSet"),
              of(RESEALED)
                  .tags("patient=patient")
                  .fields("accession", "decision", "resealedAt")
                  .joins("decision=decision"),
              of("ingestion.FilesPurged").tags("patient=patient"),
              of("interpretation.ReportsPurged").tags("patient=patient"),
              of("interpretation.KnowledgeReleaseActivated").tags("knowledge=knowledge"),
              ofLaboratory("ingestion.LaboratoryOnboarded"),
              ofLaboratory("ingestion.LaboratoryTermsChanged"),
              ofLaboratory("ingestion.LaboratorySuspended"),
              ofLaboratory("ingestion.LaboratoryReinstated"),
              ofLaboratory("ingestion.WebhookSubscribed"),
              ofLaboratory("ingestion.WebhookUnsubscribed"),
              ofLaboratory("ingestion.WebhookSecretRotated"),
              quarantined(QUARANTINED).fields(SEALED_EVENT).joins("decision=decision"),
              quarantined(LET_OUT).tags("patient=patient").fields("permit"),
              quarantined("ingestion.QuarantineDiscarded"),
              quarantined("ingestion.QuarantineExpired"),
              of("consent.QuarantineKeyMade").tags("decision=decision"),
              of("consent.QuarantineKeyReleased").tags("decision=decision"),
              of("consent.QuarantineKeyDestroyed").tags("decision=decision"),
              of(STUDIED)
                  .tags("study=study", "lab=lab", "patient=patients")
                  .fields("decisions", "reportedAt", SEALED_EVENT)
                  .joins("decision=decisions", "study=study"),
              of(ISSUED)
                  .tags("patient=patient", "accession=accession", "call-set=callSet")
                  .tags("interpretation=interpretation")
                  .fields("decision", "dataClasses", "issuedAt", SEALED_EVENT)
                  .joins("call-set=callSet", "decision=decision"),
              of(DECLINED)
                  .tags("patient=patient", "accession=accession", "call-set=callSet")
                  .joins("call-set=callSet"),
              of(AMENDED)
                  .tags("patient=patient", "accession=accession", "call-set=callSet")
                  .tags("interpretation=interpretation")
                  .fields("amends", "decision", "dataClasses", "reason", "amendedAt", SEALED_EVENT)
                  .joins("call-set=callSet", "decision=decision"),
              of(NO_LONGER)
                  .tags("patient=patient", "accession=accession", "call-set=callSet")
                  .tags("interpretation=interpretation")
                  .fields("reason")
                  .joins("call-set=callSet"),
              of(RECONTACTED)
                  .tags("patient=patient", "call-set=callSet", "interpretation=interpretation")
                  .fields("decision", "closedAt")
                  .joins("call-set=callSet", "decision=decision"))
          .collect(toUnmodifiableMap(KnownEvent::key, Function.identity()));

  KnownEvent {
    fields = List.copyOf(fields);
    tags = List.copyOf(tags);
    joins = List.copyOf(joins);
  }

  private record Key(String type, String version) {}

  /// A field of the payload.
  ///
  /// @param parent the field that it is inside of, or empty
  /// @param required whether each event of the kind has it
  /// @param tree whether its one value is the JSON text of all that is inside of it
  record Field(String parent, String name, boolean required, boolean tree) {
    static Field at(String path, boolean required) {
      int dot = path.indexOf('.');
      return dot < 0
          ? new Field("", path, required, false)
          : new Field(path.substring(0, dot), path.substring(dot + 1), required, false);
    }

    boolean isAt(String otherParent, String otherName) {
      return name.equals(otherName) && parent.equals(otherParent);
    }

    String path() {
      return parent.isEmpty() ? name : parent + "." + name;
    }
  }

  /// A name for the values of a field.
  ///
  /// @param field its place among the fields
  record Named(String name, int field) {}

  /// The kind of event of this type and version, if the audit knows it.
  static Optional<KnownEvent> of(String type, String version) {
    return Optional.ofNullable(ALL.get(new Key(type, version)));
  }

  private Key key() {
    return new Key(type, version);
  }

  /// The place of a field among the fields, or -1.
  int indexOf(String parent, String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).isAt(parent, name)) {
        return i;
      }
    }
    return -1;
  }

  /// Whether any of the fields is inside of this one.
  boolean isParent(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).parent().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static KnownEvent accepted(String type) {
    return of(type)
        .tags("patient=patient", "accession=accession", "lab=lab", "call-set=callSet")
        .fields("file.digest", SEALED_EVENT)
        .joins("accession=accession", "call-set=callSet");
  }

  private static KnownEvent of(String type) {
    return known(type, "1");
  }

  private static KnownEvent known(String type, String version) {
    return new KnownEvent(type, version, List.of(), List.of(), List.of());
  }

  private static KnownEvent ofPatient(String type) {
    return of(type).tags("patient=patient", "consents-of=patient");
  }

  private static KnownEvent ofLaboratory(String type) {
    return of(type).tags("laboratory=laboratory");
  }

  private static KnownEvent quarantined(String type) {
    return of(type)
        .tags("quarantine=quarantine", "quarantined=quarantined")
        .fields("decision")
        .joins("quarantined=quarantined");
  }

  private static KnownEvent granted(String version) {
    return known(GRANTED, version)
        .tags("patient=patient", "consents-of=patient", "consent=consent")
        .joins("consent=consent", "consents-of=patient");
  }

  /// Version 1 had no emergencies, care teams and applications, version 2 no use in research: the
  /// fields of later versions are absent.
  private static KnownEvent permitted(String version) {
    return new KnownEvent(PERMITTED, version, List.of(), List.of(), List.of())
        .tags("patient=patient", "decision=decision")
        .optionalTags("consent=consents", "emergency=emergency", "proxy=proxy")
        .fields("action", "dataClasses", "resource", "requester", "keyGeneration", DECIDED_AT)
        .optionalFields("asked.careTeams", "asked.application")
        .optionalFields("asked.researchUse", "obligations")
        .joins(
            "decision=decision", "consent=consents", "emergency=emergency", "consents-of=patient");
  }

  private static KnownEvent refused(String version) {
    return new KnownEvent(REFUSED, version, List.of(), List.of(), List.of())
        .tags("decision=decision")
        .optionalTags("patient=patient")
        .fields("action", "resource", "requester", "reason")
        .joins("decision=decision");
  }

  private KnownEvent tags(String... pairs) {
    return named(true, tags, pairs);
  }

  private KnownEvent optionalTags(String... pairs) {
    return named(false, tags, pairs);
  }

  private KnownEvent named(boolean required, List<Named> before, String... pairs) {
    var more = new ArrayList<>(before);
    var with = this;
    for (var pair : pairs) {
      var path = pair.substring(pair.indexOf('=') + 1);
      with = with.with(path, required);
      more.add(new Named(pair.substring(0, pair.indexOf('=')), with.place(path)));
    }
    return new KnownEvent(type, version, with.fields, more, joins);
  }

  private KnownEvent fields(String... paths) {
    var with = this;
    for (var path : paths) {
      with = with.with(path, true);
    }
    return with;
  }

  private KnownEvent optionalFields(String... paths) {
    var with = this;
    for (var path : paths) {
      with = with.with(path, false);
    }
    return with;
  }

  private KnownEvent joins(String... pairs) {
    var named = new ArrayList<>(joins);
    for (var pair : pairs) {
      named.add(
          new Named(
              pair.substring(0, pair.indexOf('=')), place(pair.substring(pair.indexOf('=') + 1))));
    }
    return new KnownEvent(type, version, fields, tags, named);
  }

  private KnownEvent with(String path, boolean required) {
    return place(path) >= 0 ? this : with(Field.at(path, required));
  }

  private KnownEvent tree(String name) {
    return with(new Field("", name, true, true));
  }

  private KnownEvent with(Field field) {
    var more = new ArrayList<>(fields);
    more.add(field);
    return new KnownEvent(type, version, more, tags, joins);
  }

  /// The place of a field by its path, such as `file.digest`, or -1.
  int place(String path) {
    var field = Field.at(path, true);
    return indexOf(field.parent(), field.name());
  }
}
