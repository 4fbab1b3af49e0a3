package org.genomerecord.ingestion.fhir;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.genomerecord.ingestion.outside.NamedGene;
import org.genomerecord.ingestion.outside.SourceClass;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/// The codes of the Genomics Reporting guide that are read (hl7.fhir.uv.genomics-reporting 3.0.0).
final class Codes {
  private static final String LOINC = "http://loinc.org";
  private static final List<String> HGNC =
      List.of("http://www.genenames.org", "http://www.genenames.org/geneId");
  private static final String GENE_STUDIED = "48018-6";
  private static final String ASSOCIATED_PHENOTYPE = "81259-4";

  private Codes() {}

  /// What an observation is about.
  enum Kind {
    GENOTYPE,
    HAPLOTYPE,
    VARIANT,
    /// The genomic source class, and nothing else.
    SOURCE,
    /// Implications and whatever else: kept, and not read.
    OTHER
  }

  static Kind kind(CodeableConcept code) {
    if (isLoinc(code, "84413-4")) {
      return Kind.GENOTYPE;
    }
    if (isLoinc(code, "84414-2")) {
      return Kind.HAPLOTYPE;
    }
    if (isLoinc(code, "69548-6")) {
      return Kind.VARIANT;
    }
    return asksSource(code) ? Kind.SOURCE : Kind.OTHER;
  }

  /// Whether it asks for the genomic source class. The code decides, whatever its system is called:
  /// not read, what is somatic would be taken for what is inherited.
  static boolean asksSource(CodeableConcept code) {
    return code.getCoding().stream().anyMatch(coding -> SourceClass.LOINC.equals(coding.getCode()));
  }

  static boolean hasLoinc(CodeableConcept code) {
    return code.getCoding().stream()
        .anyMatch(coding -> LOINC.equals(coding.getSystem()) && coding.hasCode());
  }

  static boolean isLoinc(CodeableConcept code, String loinc) {
    return code.getCoding().stream()
        .anyMatch(coding -> LOINC.equals(coding.getSystem()) && loinc.equals(coding.getCode()));
  }

  static Stream<ObservationComponentComponent> components(Observation observation, String loinc) {
    return observation.getComponent().stream()
        .filter(component -> isLoinc(component.getCode(), loinc));
  }

  static NamedGene gene(Observation observation) {
    var studied =
        components(observation, GENE_STUDIED)
            .map(ObservationComponentComponent::getValue)
            .filter(CodeableConcept.class::isInstance)
            .map(CodeableConcept.class::cast)
            .findFirst();
    if (studied.isEmpty()) {
      return new NamedGene.Missing();
    }
    var coding =
        studied.get().getCoding().stream()
            .filter(one -> one.hasSystem() && HGNC.contains(one.getSystem()))
            .findFirst();
    var written =
        coding
            .map(Coding::getDisplay)
            .or(() -> Optional.ofNullable(studied.get().getText()))
            .map(String::strip)
            .orElse("");
    return NamedGene.of(coding.map(Coding::getCode).orElse(null), written);
  }

  /// What an observation says of a gene, such as `*1/*4`: without the symbol, which laboratories
  /// write before the pair or before each allele. Empty if it says nothing.
  static String value(Observation observation, String symbol) {
    return NamedGene.withoutSymbol(words(observation.getValue()), symbol);
  }

  /// The phenotype that a genotype comes with; empty if it comes with none.
  static String phenotype(Observation observation, String symbol) {
    return components(observation, ASSOCIATED_PHENOTYPE)
        .map(component -> NamedGene.withoutSymbol(words(component.getValue()), symbol))
        .filter(phenotype -> !phenotype.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String words(Type value) {
    return switch (value) {
      case CodeableConcept concept ->
          Stream.concat(
                  Stream.ofNullable(concept.getText()),
                  concept.getCoding().stream()
                      .flatMap(coding -> Stream.of(coding.getDisplay(), coding.getCode())))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse("");
      case StringType string -> Objects.requireNonNullElse(string.getValue(), "");
      case null, default -> "";
    };
  }
}
