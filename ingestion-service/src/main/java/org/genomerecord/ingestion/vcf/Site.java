package org.genomerecord.ingestion.vcf;

import java.util.List;

/// Where a record stands and what it calls.
///
/// @param line of the file
/// @param contig canonical name
/// @param contigBases length of the contig, 0 where unknown
/// @param position 1-based; 0 for a telomere
/// @param reference REF in upper case
/// @param alternatives ALT in upper case but for symbols, none where ALT is `.`
/// @param alleles the forms of the alternatives
record Site(
    long line,
    String contig,
    int contigBases,
    int position,
    String reference,
    List<String> alternatives,
    List<Allele> alleles) {
  Site {
    alternatives = List.copyOf(alternatives);
    alleles = List.copyOf(alleles);
  }

  int referenceEnd() {
    return position + reference.length() - 1;
  }

  boolean hasUnspecifiedAllele() {
    return alleles.stream()
        .anyMatch(allele -> allele instanceof Allele.Symbolic symbol && symbol.isUnspecified());
  }

  /// Whether all it says is that nothing differs from the reference.
  boolean callsReferenceOnly() {
    return alleles.stream()
        .allMatch(allele -> allele instanceof Allele.Symbolic symbol && symbol.isUnspecified());
  }

  boolean hasSymbol() {
    return alleles.stream().anyMatch(Allele.Symbolic.class::isInstance);
  }

  @Override
  public String toString() {
    return "Site[line=" + line + "]";
  }
}
