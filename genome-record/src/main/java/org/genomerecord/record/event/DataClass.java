package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/// A class of genomic data that a patient can permit or refuse as a whole.
///
/// A new class is a new constant with a stored code; a stored code never changes its meaning.
public enum DataClass {
  /// How the patient responds to drugs.
  @JsonProperty("pharmacogenomic")
  PHARMACOGENOMIC,
  /// Inherited risk of cancer, such as variants of BRCA1 and the mismatch repair genes.
  @JsonProperty("hereditary-cancer")
  HEREDITARY_CANCER,
  /// Inherited disease of heart and vessels, familial hypercholesterolaemia included.
  @JsonProperty("cardiac")
  CARDIAC,
  /// Inherited neurodegenerative disease, but for what has a class of its own: APOE and HTT.
  @JsonProperty("neurodegenerative")
  NEURODEGENERATIVE,
  /// Alleles of APOE, which bear on Alzheimer's disease.
  @JsonProperty("apoe")
  APOE,
  /// The repeat of HTT, which is that of Huntington's disease.
  @JsonProperty("htt")
  HTT,
  /// What the ACMG lists as secondary findings, where nobody asked for it.
  @JsonProperty("secondary-findings")
  SECONDARY_FINDINGS,
  /// Whether the patient carries a recessive disease without having it.
  @JsonProperty("carrier-status")
  CARRIER_STATUS,
  /// Risk scores over many variants.
  @JsonProperty("polygenic-risk")
  POLYGENIC_RISK,
  /// Variants of a tumour.
  @JsonProperty("tumour")
  TUMOUR,
  /// Gene expression of a specimen, and scores of it.
  @JsonProperty("expression")
  EXPRESSION,
  /// Who is related to whom, and identity by genotype.
  @JsonProperty("kinship")
  KINSHIP,
  /// The calls as the laboratory sent them, before any interpretation.
  @JsonProperty("raw-calls")
  RAW_CALLS;

  /// Empty if it is no code of a class.
  public static Optional<DataClass> ofCode(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }

  /// The stored code, such as `pharmacogenomic`.
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
