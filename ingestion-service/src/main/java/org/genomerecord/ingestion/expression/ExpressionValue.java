package org.genomerecord.ingestion.expression;

import java.math.BigDecimal;

/// How much a gene was expressed, on its assay's scale. Sensitive: it travels sealed only.
///
/// @param gene the HGNC symbol
/// @param value with the decimals that the laboratory wrote
public record ExpressionValue(String gene, BigDecimal value) {
  /// Prints the gene only.
  @Override
  public String toString() {
    return "ExpressionValue[" + gene + "]";
  }
}
