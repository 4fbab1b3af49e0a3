package org.genomerecord.interpretation.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.report.FindingObservations.Genotype;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;

/// Writes issued interpretations as a searchset of one `DiagnosticReport` each, with its
/// `Observation`s, a `Task` for each drug or dose to reconsider, and a `Patient` that holds nothing
/// but the pseudonym. They claim the profiles of the Genomics Reporting guide 3.0.0.
///
/// References are `urn:uuid:` names of entries of the same Bundle, derived from the
/// interpretation's identifier: the same interpretation gives the same Bundle, byte for byte.
///
/// Of one that was withdrawn there is its `DiagnosticReport`, `entered-in-error`, and nothing of
/// what it said.
public final class ReportBundle {
  private static final String PURPOSE =
      "Informs clinicians; it does not replace their judgement or a confirmatory test.";

  private static final String CORRECTED = "result-corrected";

  private final Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);

  private ReportBundle() {}

  public static Bundle of(List<IssuedInterpretation> interpretations) {
    return of(interpretations, List.of());
  }

  public static Bundle of(
      List<IssuedInterpretation> interpretations, List<WithdrawnInterpretation> withdrawn) {
    var report = new ReportBundle();
    var patients = new LinkedHashSet<String>();
    for (var interpretation : interpretations) {
      report.add(interpretation);
      patients.add(interpretation.patient());
    }
    for (var interpretation : withdrawn) {
      report.add(report(interpretation), SearchEntryMode.MATCH);
      patients.add(interpretation.patient());
    }
    for (var patient : patients) {
      var resource = new Patient();
      resource.setId(patient);
      report.add(resource, SearchEntryMode.INCLUDE);
    }
    return report.bundle.setTotal(interpretations.size() + withdrawn.size());
  }

  private void add(IssuedInterpretation issued) {
    var observations = new ArrayList<Observation>();
    var genotypes = new ArrayList<Genotype>();
    for (var finding : issued.interpreted().findings()) {
      var found = FindingObservations.of(finding);
      found.haplotypes().forEach(haplotype -> add(issued, observations, haplotype));
      for (var genotype : found.genotypes()) {
        found.haplotypes().forEach(haplotype -> derive(genotype.observation(), haplotype));
        add(issued, observations, genotype.observation());
      }
      genotypes.addAll(found.genotypes());
    }
    var tasks = new ArrayList<Task>();
    for (var recommendation : issued.interpreted().recommendations()) {
      var findings = findings(issued, recommendation);
      var implication = Advice.implication(recommendation, findings);
      genotypes.stream()
          .filter(genotype -> recommendation.basis().stream().anyMatch(genotype::isMeantBy))
          .forEach(genotype -> derive(implication, genotype.observation()));
      add(issued, observations, implication);
      Advice.task(recommendation, findings)
          .ifPresent(task -> {
            name(issued, task, tasks.size());
            task.setReasonReference(new Reference(fullUrl(implication)));
            task.setFor(subject(issued));
            task.setAuthoredOn(Date.from(issued.issuedAt()));
            tasks.add(task);
          });
    }
    add(report(issued, observations, tasks), SearchEntryMode.MATCH);
    observations.forEach(observation -> add(observation, SearchEntryMode.INCLUDE));
    tasks.forEach(task -> add(task, SearchEntryMode.INCLUDE));
  }

  private static List<Finding> findings(
      IssuedInterpretation issued, Recommendation recommendation) {
    var genes = recommendation.basis().stream().map(Basis::symbol).collect(Collectors.toSet());
    return issued.interpreted().findings().stream()
        .filter(finding -> genes.contains(finding.gene()))
        .toList();
  }

  private static void derive(Observation observation, Observation from) {
    observation.addDerivedFrom(new Reference(fullUrl(from)));
  }

  private void add(Resource resource, SearchEntryMode mode) {
    var entry = bundle.addEntry().setFullUrl(fullUrl(resource)).setResource(resource);
    entry.getSearch().setMode(mode);
  }

  private static DiagnosticReport report(
      IssuedInterpretation issued, List<Observation> observations, List<Task> tasks) {
    var report = named(issued.interpretation(), issued.accession(), issued.patient());
    tag(report, issued);
    if (issued.interpreted().reference() != null) {
      report.getMeta().addTag(new Coding(Codes.REFERENCE, issued.interpreted().reference(), null));
    }
    report.setStatus(
        issued.amends() == null
            ? DiagnosticReportStatus.FINAL
            : CORRECTED.equals(issued.amendedFor())
                ? DiagnosticReportStatus.CORRECTED
                : DiagnosticReportStatus.AMENDED);
    if (issued.amends() != null) {
      report.addExtension(Codes.REPLACES, reference(issued.amends()));
    }
    report.setIssued(Date.from(issued.issuedAt()));
    observations.forEach(observation -> report.addResult(new Reference(fullUrl(observation))));
    tasks.forEach(task ->
        report.addExtension(new Extension(Codes.RECOMMENDED_ACTION, new Reference(fullUrl(task)))));
    report.setConclusion(
        PURPOSE
            + " Knowledge release "
            + issued.knowledgeRelease()
            + "."
            + (issued.comparison().isEmpty() ? "" : " " + issued.comparison())
            + (issued.amends() == null ? "" : " Amended: " + because(issued.amendedFor())));
    return report;
  }

  private static String because(@Nullable String amendedFor) {
    return switch (amendedFor) {
      case "result-withdrawn" -> "a laboratory withdrew calls that the report before rested on.";
      case CORRECTED -> "a laboratory corrected a result that the report before rested on.";
      case null, default ->
          "newer knowledge, or calls that a laboratory made itself, say something else than the"
              + " report before.";
    };
  }

  private static DiagnosticReport report(WithdrawnInterpretation withdrawn) {
    var report =
        named(withdrawn.interpretation(), withdrawn.accession(), withdrawn.patient())
            .setStatus(DiagnosticReportStatus.ENTEREDINERROR)
            .setIssued(Date.from(withdrawn.withdrawnAt()))
            .setConclusion(
                "Withdrawn by the laboratory ("
                    + withdrawn.reason()
                    + "): do not rely on what this report said.");
    report.getMeta().addTag(new Coding(Codes.WITHDRAWAL, withdrawn.reason(), null));
    return report;
  }

  /// What every report says of itself.
  private static DiagnosticReport named(String interpretation, String accession, String patient) {
    var report = new DiagnosticReport();
    report.setId(interpretation);
    report.getMeta().addProfile(Codes.profile("genomic-report"));
    report
        .addIdentifier()
        .setType(Codes.concept(Codes.IDENTIFIER_TYPE, "ACSN", "Accession"))
        .setValue(accession);
    Codes.categories().forEach(report::addCategory);
    report.setCode(Codes.report());
    report.setSubject(subject(patient));
    return report;
  }

  /// Gives an observation what all of the report share.
  private static void add(
      IssuedInterpretation issued, List<Observation> observations, Observation observation) {
    name(issued, observation, observations.size());
    Codes.categories().forEach(observation::addCategory);
    observation.setSubject(subject(issued));
    observation.setIssued(Date.from(issued.issuedAt()));
    observations.add(observation);
  }

  private static void name(IssuedInterpretation issued, Resource resource, int before) {
    resource.setId(issued.interpretation() + "-" + (before + 1));
    tag(resource, issued);
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
    return subject(issued.patient());
  }

  private static Reference subject(String pseudonym) {
    var patient = new Patient();
    patient.setId(pseudonym);
    return new Reference(fullUrl(patient)).setType("Patient");
  }

  private static String fullUrl(Resource resource) {
    var name = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
