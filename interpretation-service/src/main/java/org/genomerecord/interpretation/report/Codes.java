package org.genomerecord.interpretation.report;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/// The codes that reports use, from the Genomics Reporting implementation guide 3.0.0
/// (hl7.fhir.uv.genomics-reporting) unless they are ours.
final class Codes {
  static final String LOINC = "http://loinc.org";
  static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  static final String HGNC = "http://www.genenames.org";
  static final String DBSNP = "http://www.ncbi.nlm.nih.gov/projects/SNP";
  static final String GUIDE = "http://hl7.org/fhir/uv/genomics-reporting/";
  static final String TO_BE_DETERMINED = GUIDE + "CodeSystem/tbd-codes-cs";
  static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
  static final String KNOWLEDGE_RELEASE = "urn:genome-record:knowledge-release";

  /// What insertions and deletions were compared with: a SHA-256 of bases, or `none`.
  static final String REFERENCE = "urn:genome-record:reference";

  /// Why a laboratory withdrew a result.
  static final String WITHDRAWAL = "urn:genome-record:withdrawal";

  static final String DATA_CLASS = "urn:genome-record:data-class";
  static final String COMPONENT = "urn:genome-record:component";
  static final String CERTAINTY = "urn:genome-record:certainty";
  static final String ACTION = "urn:genome-record:recommended-action";
  static final String STRENGTH = "urn:genome-record:recommendation-strength";
  static final String REFUSAL = "urn:genome-record:refusal";

  /// HL7 extension of R4: the report replaces the target.
  static final String REPLACES =
      "http://hl7.org/fhir/StructureDefinition/diagnosticReport-replaces";

  static final String RELATED_ARTIFACT =
      "http://hl7.org/fhir/StructureDefinition/workflow-relatedArtifact";
  static final String RECOMMENDED_ACTION = profile("recommended-action");

  /// LOINC answers of the guide's value set of therapeutic implications, by CPIC's term. What has
  /// none there is said in words.
  private static final Map<String, String> PHENOTYPES =
      Map.of(
          "Ultrarapid Metabolizer", "LA10315-2",
          "Rapid Metabolizer", "LA25390-8",
          "Normal Metabolizer", "LA25391-6",
          "Intermediate Metabolizer", "LA10317-8",
          "Poor Metabolizer", "LA9657-3",
          "Increased Function", "LA25392-4",
          "Normal Function", "LA25393-2",
          "Decreased Function", "LA25395-7",
          "Poor Function", "LA25394-0");

  private Codes() {}

  /// The canonical address of one of the guide's definitions.
  static String profile(String name) {
    return GUIDE + "StructureDefinition/" + name;
  }

  static CodeableConcept report() {
    return concept(LOINC, "51969-4", "Genetic analysis report");
  }

  static CodeableConcept genotype() {
    return concept(LOINC, "84413-4", "Genotype display name");
  }

  static CodeableConcept haplotype() {
    return concept(LOINC, "84414-2", "Haplotype name");
  }

  static CodeableConcept variant() {
    return concept(LOINC, "81252-9", "Discrete genetic variant");
  }

  static CodeableConcept gene() {
    return concept(LOINC, "48018-6", "Gene studied");
  }

  static CodeableConcept medicationAssessed() {
    return concept(LOINC, "51963-7", "Medication assessed");
  }

  /// Of a genotype, what it makes of the patient; of an implication, what is treated.
  static CodeableConcept associatedPhenotype(String text) {
    return concept(LOINC, "81259-4", text);
  }

  static CodeableConcept evidenceLevel() {
    return concept(LOINC, "93044-6", "Level of evidence");
  }

  static CodeableConcept therapeuticImplication() {
    return concept(TO_BE_DETERMINED, "therapeutic-implication", "Therapeutic implication");
  }

  static CodeableConcept conclusion() {
    return concept(TO_BE_DETERMINED, "conclusion-string", "What to do");
  }

  /// A component that the guide has no code for.
  static CodeableConcept ours(String code, String text) {
    return concept(COMPONENT, code, text);
  }

  static CodeableConcept phenotype(String gene, String phenotype) {
    var code = PHENOTYPES.get(phenotype);
    var text = gene + " " + phenotype;
    return code == null ? text(text) : concept(LOINC, code, text);
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
