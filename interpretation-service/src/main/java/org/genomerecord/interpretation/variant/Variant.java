package org.genomerecord.interpretation.variant;

/// One alternate allele of a record, in its normal form.
///
/// @param contig its canonical name
/// @param position 1-based, of the first reference base
/// @param reference at least one base
/// @param alternate at least one base; or a symbol, a breakend or `*` as it was written
public record Variant(
    String contig, int position, String reference, String alternate, Alignment alignment) {

  /// Prints no bases.
  @Override
  public String toString() {
    return "Variant[" + alignment + "]";
  }
}
