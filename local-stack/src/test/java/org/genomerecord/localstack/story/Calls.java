package org.genomerecord.localstack.story;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// One call of every operation of the gateway that is not open to all, by its operation id.
///
/// @param patient whose things are asked for
/// @param accession of a laboratory
record Calls(SyntheticPatient patient, String accession) {
  private static final String GRANT =
      """
      {"provision":{"type":"permit","purposesOfUse":["HRESCH"],"actions":["use"],"dataClasses":["pharmacogenomic"],
      "until":"2999-01-01T00:00:00Z"}}
      """;

  /// @param roles who may, as far as roles go
  record Call(String method, String path, String body, Set<String> roles) {}

  Map<String, Call> all() {
    var consent = UUID.randomUUID();
    var calls = new LinkedHashMap<String, Call>();
    calls.put("enrolPatient", new Call("POST", "/patients", "{}", Set.of("clinician")));
    calls.put("readOwnPseudonym", new Call("GET", "/patients/me", "", Set.of("patient")));
    calls.put("grantConsent", new Call("POST", patient.consentsPath(), GRANT, Set.of("patient")));
    calls.put("listConsents", new Call("GET", patient.consentsPath(), "", Set.of("patient")));
    calls.put(
        "withdrawConsent",
        new Call("DELETE", patient.consentsPath() + "/" + consent, "", Set.of("patient")));
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
    calls.put("listAccessions", new Call("GET", "/accessions", "", Set.of("lab")));
    calls.put("findAccession", new Call("GET", "/accessions/by-number", "", Set.of("lab")));
    calls.put("readAccession", new Call("GET", "/accessions/" + accession, "", Set.of("lab")));
    calls.put(
        "readAccessionReport",
        new Call("GET", "/accessions/" + accession + "/report", "", Set.of("lab")));
    calls.put(
        "withdrawAccession",
        new Call("POST", "/accessions/" + accession + "/withdrawal", "{}", Set.of("lab")));
    calls.put(
        "moveAccession", new Call("POST", "/accessions/" + accession + "/move", "", Set.of("lab")));
    calls.putAll(callsAboutLaboratories());
    calls.putAll(callsAboutQuarantine());
    calls.put("reportFamilyStudy", new Call("POST", "/family-studies", "{}", Set.of("lab")));
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

  /// Without the header that names the version of tus: who may ask is told so.
  private static Map<String, Call> callsOfUploads() {
    var uploads = "/submissions/uploads";
    var one = uploads + "/" + UUID.randomUUID();
    var roles = Set.of("lab");
    return Map.of(
        "readUploadOptions", new Call("OPTIONS", uploads, "", roles),
        "createUpload", new Call("POST", uploads, "", roles),
        "readUpload", new Call("HEAD", one, "", roles),
        "appendToUpload", new Call("PATCH", one, "", roles),
        "appendToUploadByPost", new Call("POST", one, "", roles),
        "terminateUpload", new Call("DELETE", one, "", roles));
  }

  /// None of the consents is there: who may ask is told so.
  private Map<String, Call> callsOfFhirConsents() {
    var consents = "/fhir/Consent";
    var one = consents + "/" + UUID.randomUUID();
    var roles = Set.of("patient");
    return Map.of(
        "createFhirConsent",
        new Call("POST", consents, "{}", roles),
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
        new Call("DELETE", proxies + "/" + UUID.randomUUID(), "", roles),
        "listRepresentedPatients",
        new Call("GET", "/represented-patients", "", Set.of("patient")));
  }

  /// None of the decisions and emergencies is there: who may ask is told so.
  private Map<String, Call> callsAboutDecisions() {
    var officer = Set.of("compliance-officer");
    var own = "/patients/" + patient.pseudonym();
    var id = UUID.randomUUID();
    return Map.of(
        "explainOwnDecision",
        new Call("GET", own + "/decisions/" + id, "", Set.of("patient")),
        "listOwnEmergencies",
        new Call("GET", own + "/emergency-accesses", "", Set.of("patient")),
        "declareEmergency",
        new Call("POST", "/emergency-accesses", "{}", Set.of("clinician")),
        "explainDecision",
        new Call("GET", "/audit/decisions/" + id, "", officer),
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
  private static Map<String, Call> callsAboutLaboratories() {
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
            new Call("POST", "/webhook-deliveries/" + UUID.randomUUID() + "/redelivery", "", told));
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
