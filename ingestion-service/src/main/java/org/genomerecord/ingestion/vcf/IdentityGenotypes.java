package org.genomerecord.ingestion.vcf;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The patient's genotypes at the identity sites, in bands of eight sites from eight or so
/// chromosomes: patient data, never kept as it is.
///
/// @param bands by their number, from 0, the genotypes of one band: for each site how many of its
///   two bases are strong. A band with a site that is not told is left out
public record IdentityGenotypes(SortedMap<Integer, String> bands) {
  /// Of the sites in the order of their table each in turn is of the next band.
  public static final int BANDS = 12;

  /// So many equal bands are one genome's (docs/validation.md has the computation).
  public static final int EQUAL_BANDS_MIN = 4;

  /// A genome or an exome has a variant at two of three sites; no panel has at half of them.
  static final int VARIANTS_MIN = 48;

  public IdentityGenotypes {
    bands = Collections.unmodifiableSortedMap(new TreeMap<>(bands));
  }

  @Override
  public String toString() {
    return "IdentityGenotypes[…]";
  }
}
