package org.genomerecord.interpretation.fhir;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.genomerecord.interpretation.report.FhirJson;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/// What the FHIR endpoints can do. Anybody may ask: clients read it before they sign in.
@Path("/fhir/metadata")
@PermitAll
public class CapabilityResource {
  private static final String STATEMENT = FhirJson.write(statement());

  @GET
  @Produces({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public String metadata() {
    return STATEMENT;
  }

  private static CapabilityStatement statement() {
    var statement = new CapabilityStatement();
    statement
        .setStatus(PublicationStatus.ACTIVE)
        .setDateElement(new DateTimeType("2026-11-28"))
        .setKind(CapabilityStatementKind.INSTANCE)
        .setFhirVersion(FHIRVersion._4_0_1)
        .addFormat(FhirJson.MEDIA_TYPE);
    statement.getSoftware().setName("Genome Record");
    statement.getImplementation().setDescription("Reports and consents of a patient genome record");
    var rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
    rest.getSecurity()
        .setDescription(
            "OAuth 2 bearer tokens. Every read is decided by the patient's consents and recorded; state"
                + " the purpose of use in the header Purpose-Of-Use, and of research its use in Research-Use.");
    var report = rest.addResource().setType("DiagnosticReport");
    report.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
    report
        .addSearchParam()
        .setName("subject")
        .setType(SearchParamType.REFERENCE)
        .setDocumentation("Patient/ and the pseudonym; several are separated by commas");
    report
        .addSearchParam()
        .setName("asOf")
        .setType(SearchParamType.DATE)
        .setDocumentation("The reports as they were at this moment: of no standard");
    consents(rest.addResource().setType("Consent"));
    return statement;
  }

  /// Of consent-service: the gateway has one statement for both.
  private static void consents(CapabilityStatementRestResourceComponent consent) {
    Stream.of(
            TypeRestfulInteraction.CREATE,
            TypeRestfulInteraction.READ,
            TypeRestfulInteraction.VREAD,
            TypeRestfulInteraction.UPDATE,
            TypeRestfulInteraction.HISTORYINSTANCE,
            TypeRestfulInteraction.SEARCHTYPE)
        .forEach(code -> consent.addInteraction().setCode(code));
    consent
        .setVersioning(ResourceVersionPolicy.VERSIONEDUPDATE)
        .setReadHistory(true)
        .setUpdateCreate(false)
        .setDocumentation(
            "For the patient. What cannot be honoured is refused by its FHIRPath expression; an update"
                + " to inactive withdraws.");
    consent.addSearchParam().setName("patient").setType(SearchParamType.REFERENCE);
    consent.addSearchParam().setName("status").setType(SearchParamType.TOKEN);
    consent.addSearchParam().setName("date").setType(SearchParamType.DATE);
    consent.addSearchParam().setName("period").setType(SearchParamType.DATE);
  }
}
