package org.genomerecord.ingestion.outside;

import org.jspecify.annotations.Nullable;

/// The gene that a result names.
public sealed interface NamedGene {
  /// @param symbol of HGNC
  record Named(String symbol) implements NamedGene {}

  record Missing() implements NamedGene {}

  /// The HGNC id is another gene's than the symbol.
  record Contradictory() implements NamedGene {}

  /// @param hgncId such as `HGNC:2625`; null if the result has none
  /// @param written the symbol beside it; empty if there is none
  static NamedGene of(@Nullable String hgncId, String written) {
    var byId = hgncId == null ? null : KnownGenes.symbolOf(hgncId).orElse(null);
    if (byId != null) {
      return written.isEmpty() || written.equals(byId) ? new Named(byId) : new Contradictory();
    }
    return written.isEmpty() ? new Missing() : new Named(written);
  }

  /// What is said of a gene, such as `*1/*4`: without the symbol, which laboratories write before
  /// the pair or before each allele.
  static String withoutSymbol(String words, String symbol) {
    return words.replace(symbol + "*", "*").replace(symbol + " ", "").strip();
  }
}
