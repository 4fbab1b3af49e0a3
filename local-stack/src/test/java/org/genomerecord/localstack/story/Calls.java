package org.genomerecord.localstack.story;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One call of every operation of the gateway that is not open to all, by its operation id.
///
/// @param patient whose things are asked for
/// @param named which things
record Calls(SyntheticPatient patient, Named named) {
  private static final String GRANT =
      """
      {"provision":{"type":"permit","purposesOfUse":["HRESCH"],"actions":["use"],"dataClasses":["pharmacogenomic"],
      "until":"2999-01-01T00:00:00Z"}}
      """;

  /// What calls name besides a patient.
  ///
  /// @param number the laboratory's own, of its accession
  record Named(
      String number,
      String accession,
      String upload,
      String delivery,
      String consent,
      String decision,
      String proxy) {
    /// An accession; nothing else is there: who may ask is told so.
    static Named accession(String number, String accession) {
      var none = UUID.randomUUID().toString();
      return new Named(number, accession, none, none, none, none, none);
    }
  }

  /// @param headers besides those that every call has
  /// @param roles who may, as far as roles go
  record Call(
      String method, String path, String body, Map<String, String> headers, Set<String> roles) {
    Call(String method, String path, String body, Set<String> roles) {
      this(method, path, body, Map.of(), roles);
    }

    /// The same with another patient in the address.
    Call about(SyntheticPatient one, SyntheticPatient another) {
      return new Call(
          method, path.replace(one.pseudonym(), another.pseudonym()), body, headers, roles);
    }

    boolean names(SyntheticPatient patient) {
      return path.contains(patient.pseudonym());
    }

    /// For treatment.
    ///
    /// @param requestId by which it is found on record
    Door.Answer by(@Nullable String token, Door door, String requestId) {
      var all = new HashMap<>(Map.of("Purpose-Of-Use", "TREAT", "X-Request-Id", requestId));
      if (!body.isEmpty()) {
        all.put("Content-Type", "application/json");
      }
      all.putAll(headers);
      return door.send(
          method,
          path,
          token,
          all,
          body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    Door.Answer by(@Nullable String token, Door door) {
      return by(token, door, UUID.randomUUID().toString());
    }
  }

  Map<String, Call> all() {
    var calls = new LinkedHashMap<String, Call>();
    calls.put("enrolPatient", new Call("POST", "/patients", "{}", Set.of("clinician")));
    calls.put("readOwnPseudonym", new Call("GET", "/patients/me", "", Set.of("patient")));
    calls.put("grantConsent", new Call("POST", patient.consentsPath(), GRANT, Set.of("patient")));
    calls.put("listConsents", new Call("GET", patient.consentsPath(), "", Set.of("patient")));
    calls.put(
        "withdrawConsent",
        new Call("DELETE", patient.consentsPath() + "/" + named.consent(), "", Set.of("patient")));
    calls.put(
        "withdrawTier",
        new Call("POST", patient.path() + "/withdrawals", "{\"tier\":\"all\"}", Set.of("patient")));
    calls.put(
        "listConsentTemplates",
        new Call(
            "GET",
            "/consent-templates",
            "",
            Set.of("patient", "clinician", "counsellor", "compliance-officer", "lab", "operator")));
    calls.putAll(callsOfFhirConsents());
    calls.putAll(callsOfErasure());
    calls.put("submitCallSet", new Call("POST", "/submissions", "", Set.of("lab")));
    calls.put("sendHl7v2Message", new Call("POST", "/submissions/hl7v2", "", Set.of("lab")));
    calls.putAll(callsOfUploads());
    calls.putAll(callsAboutAccessions());
    calls.putAll(callsAboutLaboratories());
    calls.putAll(callsAboutQuarantine());
    calls.put(
        "listFamilyStudies",
        new Call(
            "GET",
            patient.path() + "/family-studies",
            "",
            Set.of("clinician", "counsellor", "patient")));
    calls.put(
        "searchReports",
        new Call(
            "GET",
            "/fhir/DiagnosticReport?subject=Patient/" + patient.pseudonym(),
            "",
            Set.of("clinician", "counsellor", "patient")));
    calls.put(
        "askAboutDrugs",
        new Call(
            "POST",
            patient.path() + "/drugs",
            "{\"drugs\":[\"clopidogrel\"]}",
            Set.of("clinician", "counsellor", "patient")));
    calls.put(
        "readAuditTrail",
        new Call(
            "GET",
            "/audit/events?patient=" + patient.pseudonym(),
            "",
            Set.of("compliance-officer")));
    calls.put(
        "listAccesses",
        new Call("GET", "/patients/" + patient.pseudonym() + "/accesses", "", Set.of("patient")));
    Map.of(
            "listAuditReports", "/audit/reports",
            "readAuditReport",
                "/audit/reports/accounting-of-disclosures?patient=" + patient.pseudonym(),
            "exportAuditTrail", "/audit/export?patient=" + patient.pseudonym())
        .forEach((operation, path) ->
            calls.put(operation, new Call("GET", path, "", Set.of("compliance-officer"))));
    calls.put("listRecontacts", new Call("GET", "/recontacts", "", Set.of("counsellor")));
    calls.put(
        "closeRecontact",
        new Call(
            "POST", "/recontacts/" + UUID.randomUUID() + "/close", "{}", Set.of("counsellor")));
    calls.putAll(callsOfOperators());
    calls.putAll(callsAboutDecisions());
    calls.putAll(callsAboutProxies());
    var ledger =
        Map.of(
            "readCheckpoint", "consent/checkpoint",
            "listCheckpoints", "ingestion/checkpoints?after=0",
            "readLedgerKeys", "interpretation/keys",
            "readLedgerEntries", "consent/tile/entries/000.p/1",
            "readLedgerTile", "consent/tile/0/000.p/1");
    ledger.forEach((operation, path) ->
        calls.put(operation, new Call("GET", "/ledger/" + path, "", Set.of("compliance-officer"))));
    return calls;
  }

  /// The study is of one accession twice, which whose it is is told.
  private Map<String, Call> callsAboutAccessions() {
    var roles = Set.of("lab");
    var accession = "/accessions/" + named.accession();
    var study =
        """
        {"number":"1","members":[{"accession":"%1$s"},{"accession":"%1$s"}],"relationship":"NSIB","confirmed":true}\
        """
            .formatted(named.number());
    return Map.of(
        "listAccessions", new Call("GET", "/accessions", "", roles),
        "findAccession",
            new Call(
                "GET", "/accessions/by-number", "", Map.of("Accession", named.number()), roles),
        "readAccession", new Call("GET", accession, "", roles),
        "readAccessionReport", new Call("GET", accession + "/report", "", roles),
        "withdrawAccession", new Call("POST", accession + "/withdrawal", "{}", roles),
        "moveAccession", new Call("POST", accession + "/move", "", roles),
        "reportFamilyStudy", new Call("POST", "/family-studies", study, roles));
  }

  /// None is begun, as that call does not name the version of tus.
  private Map<String, Call> callsOfUploads() {
    var uploads = "/submissions/uploads";
    var one = uploads + "/" + named.upload();
    var roles = Set.of("lab");
    var tus = ResumableUpload.headers();
    var append = ResumableUpload.headers();
    append.put("Upload-Offset", "0");
    append.put("Content-Type", "application/offset+octet-stream");
    return Map.of(
        "readUploadOptions", new Call("OPTIONS", uploads, "", roles),
        "createUpload", new Call("POST", uploads, "", roles),
        "readUpload", new Call("HEAD", one, "", tus, roles),
        "appendToUpload", new Call("PATCH", one, "", append, roles),
        "appendToUploadByPost", new Call("POST", one, "", append, roles),
        "terminateUpload", new Call("DELETE", one, "", tus, roles));
  }

  /// What is created is no whole consent: who may ask is told so.
  private Map<String, Call> callsOfFhirConsents() {
    var consents = "/fhir/Consent";
    var one = consents + "/" + named.consent();
    var roles = Set.of("patient");
    var whose =
        "{\"resourceType\":\"Consent\",\"patient\":{\"reference\":\"Patient/%s\"}}"
            .formatted(patient.pseudonym());
    return Map.of(
        "createFhirConsent",
        new Call("POST", consents, whose, roles),
        "searchFhirConsents",
        new Call("GET", consents + "?patient=Patient/" + patient.pseudonym(), "", roles),
        "searchFhirConsentsByForm",
        new Call("POST", consents + "/_search?patient=" + patient.pseudonym(), "", roles),
        "readFhirConsent",
        new Call("GET", one, "", roles),
        "updateFhirConsent",
        new Call("PUT", one, "{}", roles),
        "readFhirConsentHistory",
        new Call("GET", one + "/_history", "", roles),
        "readFhirConsentVersion",
        new Call("GET", one + "/_history/1", "", roles));
  }

  private Map<String, Call> callsAboutProxies() {
    var proxies = "/patients/" + patient.pseudonym() + "/proxies";
    var roles = Set.of("clinician", "patient");
    return Map.of(
        "appointProxy",
        new Call("POST", proxies, "{}", roles),
        "listProxies",
        new Call("GET", proxies, "", roles),
        "endProxy",
        new Call("DELETE", proxies + "/" + named.proxy(), "", roles),
        "listRepresentedPatients",
        new Call("GET", "/represented-patients", "", Set.of("patient")));
  }

  /// None of the emergencies is there: who may ask is told so.
  private Map<String, Call> callsAboutDecisions() {
    var officer = Set.of("compliance-officer");
    var own = "/patients/" + patient.pseudonym();
    var id = UUID.randomUUID();
    return Map.of(
        "explainOwnDecision",
        new Call("GET", own + "/decisions/" + named.decision(), "", Set.of("patient")),
        "listOwnEmergencies",
        new Call("GET", own + "/emergency-accesses", "", Set.of("patient")),
        "declareEmergency",
        new Call("POST", "/emergency-accesses", "{}", Set.of("clinician")),
        "explainDecision",
        new Call("GET", "/audit/decisions/" + named.decision(), "", officer),
        "readEmergency",
        new Call("GET", "/audit/emergency-accesses/" + id, "", officer),
        "reviewEmergency",
        new Call("POST", "/audit/emergency-accesses/" + id + "/review", "{}", officer));
  }

  /// With bodies that nothing comes of: the patient is needed by the others.
  private Map<String, Call> callsOfErasure() {
    var erasure = patient.path() + "/erasure";
    var holds = patient.path() + "/legal-holds";
    var officer = Set.of("compliance-officer");
    var both = Set.of("compliance-officer", "patient");
    var unknownReason = "{\"reason\":\"none\"}";
    var key = patient.path() + "/subject-key";
    return Map.of(
        "readSubjectKey", new Call("GET", key, "", officer),
        "renewSubjectKey", new Call("POST", key, "", officer),
        "requestErasure", new Call("POST", erasure, unknownReason, both),
        "readErasure", new Call("GET", erasure, "", both),
        "cancelErasure", new Call("DELETE", erasure, "", Set.of("patient")),
        "placeLegalHold", new Call("POST", holds, unknownReason, officer),
        "listLegalHolds", new Call("GET", holds, "", officer),
        "liftLegalHold",
            new Call("POST", holds + "/" + UUID.randomUUID() + "/lift", unknownReason, officer));
  }

  /// Of a laboratory that is not there: the others are needed as they are.
  private Map<String, Call> callsAboutLaboratories() {
    var operator = Set.of("operator");
    var all = "/services/ingestion-service/laboratories";
    var none = all + "/none";
    var told = Set.of("lab", "operator");
    return Map.of(
        "listLaboratories", new Call("GET", all, "", operator),
        "readLaboratory", new Call("GET", none, "", operator),
        "keepLaboratory", new Call("PUT", none, "{}", operator),
        "suspendLaboratory",
            new Call("POST", none + "/suspension", "{\"reason\":\"test\"}", operator),
        "reinstateLaboratory", new Call("DELETE", none + "/suspension", "", operator),
        "subscribeWebhook",
            new Call("PUT", none + "/webhook", "{\"url\":\"https://lab.example.org/\"}", operator),
        "unsubscribeWebhook", new Call("DELETE", none + "/webhook", "", operator),
        "rotateWebhookSecret", new Call("POST", none + "/webhook/secret", "{}", operator),
        "listWebhookDeliveries", new Call("GET", "/webhook-deliveries", "", told),
        "redeliverWebhook",
            new Call("POST", "/webhook-deliveries/" + named.delivery() + "/redelivery", "", told));
  }

  /// Of what does not wait.
  private static Map<String, Call> callsAboutQuarantine() {
    var counsellor = Set.of("counsellor");
    var none = "/quarantine/none";
    return Map.of(
        "listQuarantine", new Call("GET", "/quarantine", "", counsellor),
        "releaseQuarantined",
            new Call(
                "POST",
                none + "/release",
                "{\"patient\":\"urn:oid:2.999.1|0\",\"reason\":\"registered\"}",
                counsellor),
        "discardQuarantined",
            new Call("POST", none + "/discard", "{\"reason\":\"test\"}", counsellor));
  }

  private static Map<String, Call> callsOfOperators() {
    var operator = Set.of("operator");
    var calls = new LinkedHashMap<String, Call>();
    var rotation = "/services/consent-service/key-rotation";
    calls.put("readKeyRotation", new Call("GET", rotation, "", operator));
    calls.put("rotateKeyEncryptionKey", new Call("POST", rotation, "", operator));
    var knowledge = "/services/interpretation-service/knowledge-releases";
    calls.put("listKnowledgeReleases", new Call("GET", knowledge, "", operator));
    calls.put("uploadKnowledgeRelease", new Call("POST", knowledge, "{}", operator));
    calls.put(
        "readKnowledgeDifferences", new Call("GET", knowledge + "/none/differences", "", operator));
    calls.put(
        "activateKnowledgeRelease",
        new Call("POST", knowledge + "/none/activation", "{\"inPlaceOf\":\"none\"}", operator));
    calls.put(
        "readReinterpretation",
        new Call("GET", "/services/interpretation-service/reinterpretation", "", operator));
    Map.of(
            "Consent", "audit-trail",
            "Ingestion", "accessions",
            "Interpretation", "reports")
        .forEach((context, readModel) -> {
          var service = "/services/" + context.toLowerCase(Locale.ROOT) + "-service";
          calls.put(
              "list" + context + "ParkedEvents",
              new Call("GET", service + "/parked-events", "", operator));
          calls.put(
              "retry" + context + "ParkedEvents",
              new Call("POST", service + "/parked-events/retry", "", operator));
          calls.put(
              "list" + context + "ReadModels",
              new Call("GET", service + "/read-models", "", operator));
          calls.put(
              "rebuild" + context + "ReadModel",
              new Call("POST", service + "/read-models/" + readModel + "/rebuild", "", operator));
        });
    return calls;
  }
}
