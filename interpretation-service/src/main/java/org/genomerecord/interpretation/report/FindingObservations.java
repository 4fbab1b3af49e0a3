package org.genomerecord.interpretation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Position;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Type;

/// The haplotypes and genotypes of one finding, without what they share with all others of the
/// report.
///
/// @param haplotypes one for each allele of a pair that is beyond doubt: everything was called, and
///   nothing else explains it as well; otherwise none
/// @param genotypes one for each best diplotype, or one that says why there is none
record FindingObservations(List<Observation> haplotypes, List<Genotype> genotypes) {
  private static final String DATA_ABSENT =
      "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  FindingObservations {
    haplotypes = List.copyOf(haplotypes);
    genotypes = List.copyOf(genotypes);
  }

  /// @param phenotypes that follow from it: of HLA one for each allele asked for; an empty one if
  ///   the gene was not called
  record Genotype(String gene, List<String> phenotypes, Observation observation) {
    Genotype {
      phenotypes = List.copyOf(phenotypes);
    }

    /// Of HLA an allele may be asked for that the typing does not tell of.
    boolean isMeantBy(Basis basis) {
      return basis.symbol().equals(gene)
          && (basis.phenotype().isEmpty() || phenotypes.contains(basis.phenotype()));
    }
  }

  static FindingObservations of(Finding finding) {
    return new FindingObservations(haplotypes(finding), genotypes(finding));
  }

  private static List<Observation> haplotypes(Finding finding) {
    if (finding.certainty() != Certainty.DEFINITE || !finding.positionsUndocumented().isEmpty()) {
      return List.of();
    }
    return finding.diplotypes().stream()
        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
        .filter(allele -> !allele.isEmpty())
        .distinct()
        .map(allele -> {
          var haplotype = observation(finding, Codes.haplotype(), "haplotype");
          return haplotype.setValue(Codes.text(finding.gene() + " " + allele));
        })
        .toList();
  }

  private static List<Genotype> genotypes(Finding finding) {
    if (finding.diplotypes().isEmpty()) {
      // The guide's profile wants a value, so that this one cannot claim it.
      var none = described(finding, observation(finding, Codes.genotype(), ""));
      none.setDataAbsentReason(Codes.concept(DATA_ABSENT, "unknown", "Could not be called"));
      return List.of(new Genotype(finding.gene(), List.of(""), none));
    }
    var genotypes = new ArrayList<Genotype>();
    for (var label : finding.diplotypes().stream().map(Diplotype::label).distinct().toList()) {
      var meant =
          finding.diplotypes().stream()
              .filter(diplotype -> diplotype.label().equals(label))
              .toList();
      var phenotypes = meant.stream().map(Diplotype::phenotype).toList();
      var genotype = observation(finding, Codes.genotype(), "genotype");
      genotype.setValue(Codes.text(finding.gene() + " " + label));
      phenotypes.forEach(phenotype ->
          component(
              genotype,
              Codes.associatedPhenotype("Phenotype"),
              Codes.phenotype(finding.gene(), phenotype)));
      var scored = meant.stream().filter(diplotype -> diplotype.activityScore() != null).toList();
      note(
          described(finding, genotype),
          finding,
          "Activity score",
          scored,
          diplotype -> diplotype.activityScore() + " (" + diplotype.phenotype() + ")");
      genotypes.add(new Genotype(finding.gene(), phenotypes, genotype));
    }
    return genotypes;
  }

  /// A finding without HGNC identifier is a variant that lies in no gene: no gene was studied then,
  /// which the guide leaves free, and the variant is said as it says variants' codes.
  ///
  /// @param profile of the guide; empty if it meets none
  private static Observation observation(Finding finding, CodeableConcept code, String profile) {
    var observation = new Observation().setStatus(ObservationStatus.FINAL).setCode(code);
    if (!profile.isEmpty()) {
      observation.getMeta().addProfile(Codes.profile(profile));
    }
    observation.getMeta().addTag(new Coding(Codes.DATA_CLASS, finding.dataClass(), null));
    if (finding.hgncId().isEmpty()) {
      component(
          observation, Codes.variant(), Codes.concept(Codes.DBSNP, finding.gene(), finding.gene()));
    } else {
      component(
          observation, Codes.gene(), Codes.concept(Codes.HGNC, finding.hgncId(), finding.gene()));
    }
    return observation;
  }

  private static Observation described(Finding finding, Observation genotype) {
    describe(genotype, finding);
    note(genotype, finding, "Not called", finding.positionsMissing(), Position::label);
    note(genotype, finding, "Alleles not excluded", finding.allelesNotExcluded(), name -> name);
    return genotype;
  }

  /// How far an observation can be relied on that rests on a finding.
  static void describe(Observation observation, Finding finding) {
    component(
        observation,
        Codes.ours("certainty", "Certainty of the call"),
        Codes.concept(
            Codes.CERTAINTY,
            code(finding.certainty()),
            finding.gene() + " " + code(finding.certainty())));
    finding
        .caveats()
        .forEach(caveat ->
            observation.addNote(new Annotation().setText(finding.gene() + ": " + caveat)));
  }

  private static <T> void note(
      Observation of, Finding finding, String what, List<T> which, Function<T, String> name) {
    if (!which.isEmpty()) {
      var names = which.stream().map(name).collect(Collectors.joining(", "));
      of.addNote(new Annotation().setText(finding.gene() + ": " + what + ": " + names + "."));
    }
  }

  static void component(Observation of, CodeableConcept code, Type value) {
    of.addComponent().setCode(code).setValue(value);
  }

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
