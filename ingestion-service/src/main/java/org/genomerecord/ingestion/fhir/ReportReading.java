package org.genomerecord.ingestion.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.ingestion.fhir.Codes.Kind;
import org.genomerecord.ingestion.outside.CallCheck;
import org.genomerecord.ingestion.outside.CallCheck.Place;
import org.genomerecord.ingestion.outside.NamedGene;
import org.genomerecord.ingestion.outside.OutsideCall;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.permit.PatientIdentifier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/// Checks what is asked of a report here, and reads the genes that it calls: one report, final, of
/// this patient, with coded observations.
final class ReportReading {
  private static final Set<BundleType> BUNDLES =
      Set.of(BundleType.TRANSACTION, BundleType.COLLECTION);
  private static final Set<DiagnosticReportStatus> FINAL_REPORTS =
      Set.of(
          DiagnosticReportStatus.FINAL,
          DiagnosticReportStatus.AMENDED,
          DiagnosticReportStatus.CORRECTED,
          DiagnosticReportStatus.APPENDED);
  private static final Set<ObservationStatus> FINAL_OBSERVATIONS =
      Set.of(ObservationStatus.FINAL, ObservationStatus.AMENDED, ObservationStatus.CORRECTED);
  private static final String PDF = "application/pdf";
  private static final int COPIES = 2;

  private final SubmittedJson text;
  private final Findings findings;
  private final CallCheck check;
  private final SourceReading source;
  private final Predicate<PatientIdentifier> isPatient;
  private final List<Located> all = new ArrayList<>();
  private final Map<String, Located> byName = new HashMap<>();
  private final Map<String, List<Haplotype>> haplotypes = new LinkedHashMap<>();
  private final Set<String> genotyped = new HashSet<>();

  /// @param isPatient whether an identifier is one of the patient that the submission names
  ReportReading(
      SubmittedJson text,
      Findings findings,
      SourceReading source,
      Predicate<PatientIdentifier> isPatient) {
    this.text = text;
    this.findings = findings;
    this.check = new CallCheck(findings);
    this.source = source;
    this.isPatient = isPatient;
  }

  /// A resource and where it is.
  ///
  /// @param within FHIRPath of the resource that references to what is contained are resolved in
  private record Located(Resource resource, Place place, String within) {}

  private record Haplotype(String name, Place place) {}

  /// @return the sound calls
  List<OutsideCall> read(Resource root) {
    collect(root);
    var reports = all.stream().filter(it -> it.resource() instanceof DiagnosticReport).toList();
    if (reports.size() != 1) {
      refuse(new Place(1L, text.resourceType()), ProblemCode.REPORT_COUNT);
      return List.of();
    }
    report(reports.getFirst(), (DiagnosticReport) reports.getFirst().resource());
    subjects(reports.getFirst());
    for (var located : all) {
      if (located.resource() instanceof Observation observation) {
        observation(located.place(), observation);
      }
    }
    haplotypes.forEach(this::haplotypes);
    return check.calls();
  }

  private void collect(Resource root) {
    if (!(root instanceof Bundle bundle)) {
      add(root, text.resources().getFirst(), "");
      return;
    }
    if (!isOf(BUNDLES, bundle.getType())) {
      refuse(new Place(1L, "Bundle.type"), ProblemCode.BUNDLE_TYPE);
    }
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      var entry = bundle.getEntry().get(i);
      var expression = "Bundle.entry[%d]".formatted(i);
      var part =
          text.resources().stream()
              .filter(one -> one.expression().equals(expression + ".resource"))
              .findFirst();
      if (entry.getResource() == null || part.isEmpty()) {
        continue; // Said before.
      }
      var method = entry.getRequest().getMethod();
      if (bundle.getType() == BundleType.TRANSACTION
          && method != HTTPVerb.POST
          && method != HTTPVerb.PUT) {
        refuse(new Place(part.get().line(), expression), ProblemCode.ENTRY_INCOMPLETE);
      }
      if (entry.hasResponse()) {
        refuse(new Place(part.get().line(), expression), ProblemCode.FHIR_RESOURCE_UNEXPECTED);
      }
      add(entry.getResource(), part.get(), entry.getFullUrl());
    }
  }

  private void add(Resource resource, SubmittedJson.Part part, @Nullable String fullUrl) {
    var located =
        new Located(resource, new Place(part.line(), part.expression()), part.expression());
    all.add(located);
    refuseToHold(located);
    if (fullUrl != null && !fullUrl.isEmpty()) {
      byName.put(fullUrl, located);
    }
    if (resource.getIdElement().hasIdPart()) {
      byName.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), located);
    }
    if (resource instanceof DomainResource domain) {
      for (int i = 0; i < domain.getContained().size(); i++) {
        var contained = domain.getContained().get(i);
        var within =
            new Located(
                contained,
                new Place(part.line(), "%s.contained[%d]".formatted(part.expression(), i)),
                part.expression());
        all.add(within);
        refuseToHold(within);
        if (contained.getIdElement().hasIdPart()) {
          byName.put(
              part.expression() + "#" + contained.getIdElement().getIdPart().replace("#", ""),
              within);
        }
      }
    }
  }

  /// What holds resources is not looked into: a somatic one would be taken for inherited.
  private void refuseToHold(Located located) {
    if (located.resource() instanceof Bundle || located.resource() instanceof Parameters) {
      refuse(located.place(), ProblemCode.FHIR_RESOURCE_UNEXPECTED);
    }
  }

  private void report(Located located, DiagnosticReport report) {
    var place = located.place();
    if (!isOf(FINAL_REPORTS, report.getStatus())) {
      refuse(place, ProblemCode.NOT_FINAL);
    }
    if (!Codes.hasLoinc(report.getCode())) {
      refuse(place, ProblemCode.LOINC_MISSING);
    }
    for (var form : report.getPresentedForm()) {
      if (form.hasUrl()) {
        refuse(place, ProblemCode.ATTACHMENT_ELSEWHERE);
      } else if (!PDF.equals(form.getContentType())) {
        refuse(place, ProblemCode.ATTACHMENT_TYPE);
      }
    }
  }

  /// Everything is of one patient, and of the one that the submission names. Asked of the report
  /// and of each resource that has a `subject` or a `patient`, contained ones included;
  /// observations have to have one.
  private void subjects(Located report) {
    var subject = subject(((DiagnosticReport) report.resource()).getSubject(), report);
    if (subject.all().isEmpty()) {
      refuse(report.place(), ProblemCode.SUBJECT_MISSING);
      return;
    }
    if (!subject.isOf(isPatient)) {
      refuse(report.place(), ProblemCode.SUBJECT_MISMATCH);
    }
    for (var located : all) {
      var references = located.equals(report) ? List.<Reference>of() : references(located);
      if (references.isEmpty() && located.resource() instanceof Observation) {
        refuse(located.place(), ProblemCode.SUBJECT_MISSING);
      } else if (!references.stream()
          .allMatch(reference -> subject(reference, located).isSameAs(subject))) {
        refuse(located.place(), ProblemCode.SUBJECT_MISMATCH);
      } else if (located.resource() instanceof Patient
          && !subject.referenced().map(located::equals).orElse(false)) {
        refuse(located.place(), ProblemCode.SUBJECT_MISMATCH);
      }
    }
  }

  /// Whom a reference means. What it says by itself and what the resource says that it refers to
  /// are held apart: one does not answer for the other.
  ///
  /// @param referenced the resource, if it is here
  /// @param named identifiers of the reference itself
  /// @param owned identifiers of the resource
  private record Subject(
      Optional<Located> referenced, Set<PatientIdentifier> named, Set<PatientIdentifier> owned) {

    Set<PatientIdentifier> all() {
      return Stream.concat(named.stream(), owned.stream()).collect(Collectors.toSet());
    }

    boolean isOf(Predicate<PatientIdentifier> isPatient) {
      return owned.isEmpty()
          ? named.stream().anyMatch(isPatient)
          : owned.stream().anyMatch(isPatient)
              && (named.isEmpty() || named.stream().anyMatch(isPatient.or(owned::contains)));
    }

    boolean isSameAs(Subject other) {
      return referenced.isPresent()
          ? referenced.equals(other.referenced)
              && (named.isEmpty() || named.stream().anyMatch(other.all()::contains))
          : named.stream().anyMatch(other.all()::contains);
    }
  }

  private Subject subject(Reference reference, Located from) {
    var referenced = resolved(reference, from);
    return new Subject(
        referenced,
        identifiers(
            reference.hasIdentifier() ? Stream.of(reference.getIdentifier()) : Stream.empty()),
        identifiers(
            referenced.stream()
                .map(Located::resource)
                .filter(Patient.class::isInstance)
                .flatMap(resource -> ((Patient) resource).getIdentifier().stream())));
  }

  private static List<Reference> references(Located located) {
    return Stream.of("subject", "patient")
        .map(located.resource()::getChildByName)
        .filter(Objects::nonNull)
        .flatMap(child -> child.getValues().stream())
        .filter(Reference.class::isInstance)
        .map(Reference.class::cast)
        .filter(reference -> !reference.isEmpty())
        .toList();
  }

  private Optional<Located> resolved(Reference reference, Located from) {
    var name = reference.getReference();
    if (name == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(byName.get(name.startsWith("#") ? from.within() + name : name));
  }

  private static Set<PatientIdentifier> identifiers(Stream<Identifier> identifiers) {
    return identifiers
        .flatMap(identifier -> identifier(identifier).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<PatientIdentifier> identifier(Identifier identifier) {
    try {
      return identifier.hasSystem() && identifier.hasValue()
          ? Optional.of(new PatientIdentifier(identifier.getSystem(), identifier.getValue()))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // Nobody here is known by one so long.
    }
  }

  private void observation(Place place, Observation observation) {
    if (!isOf(FINAL_OBSERVATIONS, observation.getStatus())) {
      refuse(place, ProblemCode.NOT_FINAL);
    }
    for (var wrong : Quantities.problems(observation)) {
      refuse(place, wrong);
    }
    source.read(place, observation);
    switch (Codes.kind(observation.getCode())) {
      case GENOTYPE -> called(place, observation, Kind.GENOTYPE);
      case HAPLOTYPE -> called(place, observation, Kind.HAPLOTYPE);
      case VARIANT -> warn(place, ProblemCode.VARIANT_NOT_READ, "");
      case SOURCE -> {} // Read above.
      case OTHER ->
          warn(place, ProblemCode.OBSERVATION_NOT_READ, String.valueOf(place.expression()));
    }
  }

  private void called(Place place, Observation observation, Kind kind) {
    if (observation.hasDataAbsentReason()) {
      return; // The laboratory says that it could not call the gene.
    }
    switch (Codes.gene(observation)) {
      case NamedGene.Missing() -> refuse(place, ProblemCode.GENE_MISSING);
      case NamedGene.Contradictory() -> refuse(place, ProblemCode.GENE_CONTRADICTION);
      case NamedGene.Named(var symbol) -> {
        var value = Codes.value(observation, symbol);
        if (kind == Kind.GENOTYPE) {
          genotyped.add(symbol);
          check.add(
              new OutsideCall(
                  symbol,
                  value,
                  Codes.phenotype(observation, symbol),
                  null,
                  Quantities.copyNumber(observation).orElse(null)),
              place);
        } else if (value.isEmpty()) {
          refuse(place, ProblemCode.CALL_EMPTY);
        } else {
          haplotypes
              .computeIfAbsent(symbol, _ -> new ArrayList<>())
              .add(new Haplotype(value, place));
        }
      }
    }
  }

  /// Of a gene without a genotype, two haplotypes are its diplotype. One may be on both copies or
  /// not: that is not guessed.
  private void haplotypes(String gene, List<Haplotype> found) {
    if (genotyped.contains(gene)) {
      return;
    }
    var place = found.getFirst().place();
    if (found.size() == COPIES) {
      check.add(
          new OutsideCall(
              gene, found.getFirst().name() + "/" + found.getLast().name(), "", null, null),
          place);
    } else if (found.size() > COPIES) {
      refuse(place, ProblemCode.GENE_REPEATED);
    } else {
      warn(place, ProblemCode.HAPLOTYPE_ALONE, gene);
    }
  }

  private static <T> boolean isOf(Set<T> codes, @Nullable T code) {
    return code != null && codes.contains(code);
  }

  private void refuse(Place place, ProblemCode code) {
    findings.add(new VcfProblem(place.line(), null, place.expression(), Severity.ERROR, code));
  }

  private void warn(Place place, ProblemCode code, String subject) {
    findings.warn(
        new VcfProblem(place.line(), null, place.expression(), Severity.WARNING, code), subject);
  }
}
