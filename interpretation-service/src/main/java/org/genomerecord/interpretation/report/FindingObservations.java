package org.genomerecord.interpretation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.guidance.Source;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;

/// The observations of one finding, without what they share with all others of the report.
final class FindingObservations {
  private static final String DATA_ABSENT =
      "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  private FindingObservations() {}

  /// One genotype for each best diplotype, or one that says why there is none, by what
  /// recommendations name them by.
  static Map<Basis, List<Observation>> genotypes(Finding finding) {
    var genotypes = new LinkedHashMap<Basis, List<Observation>>();
    for (var diplotype : finding.diplotypes()) {
      var value = Codes.text(finding.gene() + " " + diplotype.label());
      genotypes
          .computeIfAbsent(new Basis(finding.gene(), diplotype.phenotype()), _ -> new ArrayList<>())
          .add(genotype(finding, diplotype).setValue(value));
    }
    if (genotypes.isEmpty()) {
      genotypes.put(
          new Basis(finding.gene(), ""),
          List.of(
              genotype(finding)
                  .setDataAbsentReason(
                      Codes.concept(DATA_ABSENT, "unknown", "Could not be called"))));
    }
    return genotypes;
  }

  /// @param findings those of the genes that it rests on
  static Observation implication(Recommendation recommendation, List<Finding> findings) {
    var implication = new Observation().setStatus(ObservationStatus.FINAL);
    for (var finding : findings) {
      describe(implication, finding);
      implication.getMeta().addTag(new Coding(Codes.DATA_CLASS, finding.dataClass(), null));
    }
    implication.setCode(Codes.therapeuticImplication());
    implication.addExtension(citation(recommendation.source()));
    component(
        implication,
        Codes.medicationAssessed(),
        Codes.concept(Codes.RXNORM, recommendation.rxNorm(), recommendation.drug()));
    for (var basis : recommendation.basis()) {
      if (!basis.phenotype().isEmpty()) {
        component(
            implication, Codes.phenotype(), Codes.text(basis.gene() + " " + basis.phenotype()));
      }
    }
    component(implication, Codes.text("Context"), Codes.text(recommendation.context()));
    component(
        implication,
        Codes.therapeuticImplication(),
        Codes.concept(Codes.ACTION, code(recommendation.action()), recommendation.wording()));
    component(
        implication,
        Codes.text("Strength of recommendation"),
        Codes.concept(
            Codes.STRENGTH, code(recommendation.strength()), code(recommendation.strength())));
    for (var gene : recommendation.notAssessed()) {
      implication.addNote(new Annotation().setText(gene + " was not assessed."));
    }
    return implication;
  }

  private static Observation genotype(Finding finding, Diplotype diplotype) {
    var genotype = genotype(finding);
    component(genotype, Codes.phenotype(), Codes.text(phenotypeText(finding, diplotype)));
    return genotype;
  }

  /// A gene that could not be called is named all the same.
  private static Observation genotype(Finding finding) {
    var genotype = observation(finding).setCode(Codes.genotype());
    component(genotype, Codes.gene(), Codes.concept(Codes.HGNC, finding.hgncId(), finding.gene()));
    return genotype;
  }

  private static String phenotypeText(Finding finding, Diplotype diplotype) {
    return finding.gene() + " " + diplotype.phenotype();
  }

  private static Observation observation(Finding finding) {
    var observation = new Observation().setStatus(ObservationStatus.FINAL);
    observation.getMeta().addTag(new Coding(Codes.DATA_CLASS, finding.dataClass(), null));
    describe(observation, finding);
    return observation;
  }

  private static void describe(Observation observation, Finding finding) {
    component(
        observation,
        Codes.text("Certainty of the call"),
        Codes.concept(
            Codes.CERTAINTY,
            code(finding.certainty()),
            finding.gene() + " " + code(finding.certainty())));
    finding
        .caveats()
        .forEach(caveat ->
            observation.addNote(new Annotation().setText(finding.gene() + ": " + caveat)));
  }

  private static void component(Observation of, CodeableConcept code, CodeableConcept value) {
    of.addComponent().setCode(code).setValue(value);
  }

  private static Extension citation(Source source) {
    return new Extension(
        Codes.RELATED_ARTIFACT,
        new RelatedArtifact()
            .setType(RelatedArtifactType.CITATION)
            .setDisplay(source.guideline() + ", " + source.edition() + ", PMID " + source.pmid())
            .setUrl("https://doi.org/" + source.doi()));
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
