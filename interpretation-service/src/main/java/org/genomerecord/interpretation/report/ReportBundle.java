package org.genomerecord.interpretation.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.interpret.Finding;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/// Writes issued interpretations as a searchset of one `DiagnosticReport` each, with its
/// `Observation`s and a `Patient` that holds nothing but the pseudonym.
///
/// References are `urn:uuid:` names of entries of the same Bundle, derived from the
/// interpretation's identifier: the same interpretation gives the same Bundle, byte for byte.
public final class ReportBundle {
  private static final String PURPOSE =
      "Informs clinicians; it does not replace their judgement or a confirmatory test.";

  private final Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);

  private ReportBundle() {}

  public static Bundle of(List<IssuedInterpretation> interpretations) {
    var report = new ReportBundle();
    var patients = new LinkedHashSet<String>();
    for (var interpretation : interpretations) {
      report.add(interpretation);
      patients.add(interpretation.patient());
    }
    for (var patient : patients) {
      var resource = new Patient();
      resource.setId(patient);
      report.add(resource, SearchEntryMode.INCLUDE);
    }
    return report.bundle.setTotal(interpretations.size());
  }

  private void add(IssuedInterpretation issued) {
    var observations = new ArrayList<Observation>();
    var genotypes = new HashMap<Basis, List<Observation>>();
    var findings = new HashMap<String, Finding>();
    for (var finding : issued.interpreted().findings()) {
      findings.put(finding.gene(), finding);
      FindingObservations.genotypes(finding)
          .forEach((basis, found) -> {
            found.forEach(
                genotype -> observations.add(named(issued, genotype, observations.size())));
            genotypes.put(basis, found);
          });
    }
    for (var recommendation : issued.interpreted().recommendations()) {
      var implication =
          named(
              issued,
              FindingObservations.implication(
                  recommendation,
                  recommendation.basis().stream()
                      .map(basis -> findings.get(basis.gene()))
                      .filter(Objects::nonNull)
                      .toList()),
              observations.size());
      recommendation.basis().stream()
          .flatMap(basis -> genotypes.getOrDefault(basis, List.of()).stream())
          .forEach(genotype -> implication.addDerivedFrom(new Reference(fullUrl(genotype))));
      observations.add(implication);
    }
    add(report(issued, observations), SearchEntryMode.MATCH);
    observations.forEach(observation -> add(observation, SearchEntryMode.INCLUDE));
  }

  private void add(Resource resource, SearchEntryMode mode) {
    var entry = bundle.addEntry().setFullUrl(fullUrl(resource)).setResource(resource);
    entry.getSearch().setMode(mode);
  }

  private static DiagnosticReport report(
      IssuedInterpretation issued, List<Observation> observations) {
    var report = new DiagnosticReport();
    report.setId(issued.interpretation());
    tag(report, issued);
    report
        .addIdentifier()
        .setType(Codes.concept(Codes.IDENTIFIER_TYPE, "ACSN", "Accession"))
        .setValue(issued.accession());
    report.setStatus(
        issued.amends() == null ? DiagnosticReportStatus.FINAL : DiagnosticReportStatus.AMENDED);
    if (issued.amends() != null) {
      report.addExtension(Codes.REPLACES, reference(issued.amends()));
    }
    Codes.categories().forEach(report::addCategory);
    report.setCode(Codes.report());
    report.setSubject(subject(issued));
    report.setIssued(Date.from(issued.issuedAt()));
    observations.forEach(observation -> report.addResult(new Reference(fullUrl(observation))));
    report.setConclusion(
        PURPOSE
            + " Knowledge release "
            + issued.knowledgeRelease()
            + "."
            + (issued.amends() == null
                ? ""
                : " Amended after this release was published: it says something else than the report before."));
    return report;
  }

  /// Gives an observation what all of the report share.
  private static Observation named(
      IssuedInterpretation issued, Observation observation, int before) {
    observation.setId(issued.interpretation() + "-" + (before + 1));
    tag(observation, issued);
    Codes.categories().forEach(observation::addCategory);
    observation.setSubject(subject(issued));
    observation.setIssued(Date.from(issued.issuedAt()));
    return observation;
  }

  private static void tag(Resource resource, IssuedInterpretation issued) {
    resource.getMeta().addTag(new Coding(Codes.KNOWLEDGE_RELEASE, issued.knowledgeRelease(), null));
  }

  /// To a report that is not in this Bundle.
  private static Reference reference(String interpretation) {
    var report = new DiagnosticReport();
    report.setId(interpretation);
    return new Reference(fullUrl(report)).setType("DiagnosticReport");
  }

  private static Reference subject(IssuedInterpretation issued) {
    var patient = new Patient();
    patient.setId(issued.patient());
    return new Reference(fullUrl(patient)).setType("Patient");
  }

  private static String fullUrl(Resource resource) {
    var name = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
