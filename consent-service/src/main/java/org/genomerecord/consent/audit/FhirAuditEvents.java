package org.genomerecord.consent.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import java.util.List;
import org.genomerecord.record.event.PurposeOfUse;
import org.hl7.fhir.r4.formats.JsonParser;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/// Entries as FHIR R4 `AuditEvent`, after the patterns of IHE BALP: a decision as its consent
/// authorization decision (`IHE.BasicAudit.AuthZconsent`), the others with the same agents and
/// entities.
///
/// No profile is claimed: the trail has neither the network address of a client nor its token,
/// which the profiles ask for. Patients are named by pseudonym, people and organisations by the ids
/// of their tokens.
final class FhirAuditEvents {
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String IHE = "https://profiles.ihe.net/ITI/BALP/CodeSystem/";
  private static final String OURS = "urn:genome-record:";

  private static final JsonFactory LINES =
      new JsonFactoryBuilder()
          .rootValueSeparator((String) null)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private FhirAuditEvents() {}

  /// One line of JSON for each, by the writer generated from R4's definitions: it writes several
  /// times as many in a second as the one of HAPI that looks at classes, and an export writes
  /// millions.
  ///
  /// @param to is neither flushed nor closed
  static void write(List<AuditEntry> entries, OutputStream to) throws IOException {
    var json = LINES.createGenerator(to);
    var creator = new JacksonCreator(json);
    for (var entry : entries) {
      creator.beginObject();
      new JsonParser().compose(creator, of(entry));
      creator.endObject();
      json.writeRaw('\n');
    }
    json.flush(); // into the stream, which is not flushed
  }

  static AuditEvent of(AuditEntry entry) {
    var kind = FhirKind.of(entry.type);
    var event = new AuditEvent();
    event.setId(entry.log + "." + entry.position + (entry.part == 0 ? "" : "." + entry.part));
    event.getMeta().addTag(OURS + "audit-cursor", entry.place().cursor(), null);
    event.setType(kind.type());
    kind.subtype().ifPresent(event::addSubtype);
    event.addSubtype(new Coding(OURS + "event", entry.type, null));
    event.setAction(kind.action());
    var recorded = new InstantType();
    recorded.setTimeZoneZulu(true);
    recorded.setValue(Date.from(entry.recordedAt));
    event.setRecordedElement(recorded);
    outcome(event, kind, entry);
    if (entry.purposeOfUse != null) {
      event.addPurposeOfEvent(purpose(entry.purposeOfUse));
    }
    agents(event, entry);
    source(event, entry);
    entities(event, entry);
    return event;
  }

  private static void outcome(AuditEvent event, FhirKind kind, AuditEntry entry) {
    if (!entry.outcome.equals("refused")) {
      event.setOutcome(AuditEventOutcome._0);
      return;
    }
    boolean isAccess = kind == FhirKind.DECISION || kind == FhirKind.TURNED_AWAY;
    event.setOutcome(isAccess ? AuditEventOutcome._8 : AuditEventOutcome._4);
    event.setOutcomeDesc(entry.reason);
  }

  private static CodeableConcept purpose(String code) {
    return PurposeOfUse.isKnown(code)
        ? new CodeableConcept(new Coding(TERMINOLOGY + "v3-ActReason", code, null))
        : new CodeableConcept(new Coding(OURS + "stated-purpose", code, null));
  }

  private static void agents(AuditEvent event, AuditEntry entry) {
    var user =
        event
            .addAgent()
            .setType(concept(TERMINOLOGY + "v3-ParticipationType", "IRCP"))
            .setWho(named("actor", entry.actor))
            .setRequestor(true);
    user.addRole(concept(OURS + "role", entry.role));
    entry.consents.forEach(consent -> user.addPolicy(OURS + "consent:" + consent));
    if (entry.purposeOfUse != null) {
      user.addPurposeOfUse(purpose(entry.purposeOfUse));
    }
    if (entry.organisation != null) {
      event
          .addAgent()
          .setType(concept(TERMINOLOGY + "v3-RoleClass", "PROV"))
          .setWho(named("organisation", entry.organisation))
          .setRequestor(false);
    }
    event
        .addAgent()
        .setType(concept(TERMINOLOGY + "extra-security-role-type", "authserver"))
        .setWho(named("service", service(entry)))
        .setRequestor(false);
  }

  private static void source(AuditEvent event, AuditEntry entry) {
    boolean isSecurity = entry.log.equals("consent.events");
    event
        .getSource()
        .setObserver(named("service", service(entry)))
        .addType(new Coding(TERMINOLOGY + "security-source-type", isSecurity ? "6" : "4", null));
  }

  private static String service(AuditEntry entry) {
    return entry.log.replace(".events", "-service");
  }

  private static void entities(AuditEvent event, AuditEntry entry) {
    if (entry.patient != null) {
      event
          .addEntity()
          .setWhat(new Reference("Patient/" + entry.patient))
          .setType(new Coding(TERMINOLOGY + "audit-entity-type", "1", "Person"))
          .setRole(new Coding(TERMINOLOGY + "object-role", "1", "Patient"));
    }
    entry.consents.forEach(consent ->
        event
            .addEntity()
            .setWhat(new Reference("Consent/" + consent))
            .setType(new Coding("http://hl7.org/fhir/resource-types", "Consent", "Consent")));
    if (entry.decision != null) {
      other(event, "decision", entry.decision);
    }
    if (entry.accession != null) {
      other(event, "accession", entry.accession);
    }
    if (entry.emergencyAccess != null) {
      other(event, "emergency-access", entry.emergencyAccess);
    }
    if (!entry.dataClasses.isEmpty()) {
      other(event, "resource", entry.resource == null ? entry.type : entry.resource)
          .addDetail()
          .setType("data-classes")
          .setValue(new org.hl7.fhir.r4.model.StringType(String.join(" ", entry.dataClasses)));
    }
    event
        .addEntity()
        .setWhat(new Reference().setIdentifier(new Identifier().setValue(entry.correlation)))
        .setType(new Coding(IHE + "BasicAuditEntityType", "XrequestId", null));
  }

  private static AuditEvent.AuditEventEntityComponent other(
      AuditEvent event, String system, String value) {
    return event
        .addEntity()
        .setWhat(named(system, value))
        .setType(new Coding(TERMINOLOGY + "audit-entity-type", "4", "Other"));
  }

  private static Reference named(String system, String value) {
    return new Reference().setIdentifier(new Identifier().setSystem(OURS + system).setValue(value));
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }
}
