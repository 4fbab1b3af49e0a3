package org.genomerecord.interpretation.report;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/// The codes that reports use, from the Genomics Reporting implementation guide 3.0.0
/// (hl7.fhir.uv.genomics-reporting) unless they are ours.
final class Codes {
  static final String LOINC = "http://loinc.org";
  static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  static final String HGNC = "http://www.genenames.org";
  static final String TO_BE_DETERMINED =
      "http://hl7.org/fhir/uv/genomics-reporting/CodeSystem/tbd-codes-cs";
  static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
  static final String KNOWLEDGE_RELEASE = "urn:genome-record:knowledge-release";
  static final String DATA_CLASS = "urn:genome-record:data-class";
  static final String CERTAINTY = "urn:genome-record:certainty";
  static final String ACTION = "urn:genome-record:action";
  static final String STRENGTH = "urn:genome-record:recommendation-strength";
  static final String REFUSAL = "urn:genome-record:refusal";

  /// HL7 extension of R4: the report replaces the target.
  static final String REPLACES =
      "http://hl7.org/fhir/StructureDefinition/diagnosticReport-replaces";

  static final String RELATED_ARTIFACT =
      "http://hl7.org/fhir/StructureDefinition/workflow-relatedArtifact";

  private Codes() {}

  static CodeableConcept report() {
    return concept(LOINC, "51969-4", "Genetic analysis report");
  }

  static CodeableConcept genotype() {
    return concept(LOINC, "84413-4", "Genotype display name");
  }

  static CodeableConcept gene() {
    return concept(LOINC, "48018-6", "Gene studied");
  }

  static CodeableConcept medicationAssessed() {
    return concept(LOINC, "51963-7", "Medication assessed");
  }

  static CodeableConcept phenotype() {
    return concept(LOINC, "81259-4", "Associated phenotype");
  }

  static CodeableConcept therapeuticImplication() {
    return concept(TO_BE_DETERMINED, "therapeutic-implication", "Therapeutic implication");
  }

  /// Both are required of every genomic finding and implication.
  static List<CodeableConcept> categories() {
    return List.of(
        new CodeableConcept(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", null)),
        new CodeableConcept(
            new Coding("http://terminology.hl7.org/CodeSystem/v2-0074", "GE", null)));
  }

  /// A code with a text of ours: displays of the code system are not repeated.
  static CodeableConcept concept(String system, String code, String text) {
    return new CodeableConcept(new Coding().setSystem(system).setCode(code)).setText(text);
  }

  static CodeableConcept text(String text) {
    return new CodeableConcept().setText(text);
  }
}
