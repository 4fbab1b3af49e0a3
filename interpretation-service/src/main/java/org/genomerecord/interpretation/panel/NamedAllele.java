package org.genomerecord.interpretation.panel;

import java.util.Map;
import org.genomerecord.interpretation.callset.Locus;

/// A named (star) allele by one of its definitions.
///
/// @param name as reported, such as `*3A`
/// @param definition names this definition among several of the same allele
/// @param isReference the reference allele carries the reference bases everywhere
/// @param bases the bases it requires; elsewhere it carries the reference bases. One IUPAC letter
///   means that either base is compatible
public record NamedAllele(
    String name, String definition, boolean isReference, Map<Locus, String> bases) {

  /// The ambiguity letters of IUPAC nucleic acid notation (NC-IUB 1984) and what they stand for.
  private static final Map<String, String> COMPATIBLE =
      Map.ofEntries(
          Map.entry("R", "AG"),
          Map.entry("Y", "CT"),
          Map.entry("S", "CG"),
          Map.entry("W", "AT"),
          Map.entry("K", "GT"),
          Map.entry("M", "AC"),
          Map.entry("B", "CGT"),
          Map.entry("D", "AGT"),
          Map.entry("H", "ACT"),
          Map.entry("V", "ACG"),
          Map.entry("N", "ACGT"));

  public NamedAllele {
    bases = Map.copyOf(bases);
  }

  static boolean isAmbiguous(String base) {
    return COMPATIBLE.containsKey(base);
  }

  /// Whether a copy with this base at the locus can be this allele.
  public boolean isCompatible(Locus locus, String base) {
    var required = bases.getOrDefault(locus, locus.reference());
    var either = COMPATIBLE.get(required);
    return either == null ? required.equals(base) : base.length() == 1 && either.contains(base);
  }

  /// Whether the locus is one of those that define the allele.
  public boolean isDefinedBy(Locus locus) {
    var required = bases.get(locus);
    return isReference || (required != null && !isAmbiguous(required));
  }

  /// Whether the allele differs from the reference at the locus, for certain.
  public boolean needsChangeAt(Locus locus) {
    var required = bases.get(locus);
    return required != null && !isAmbiguous(required) && !required.equals(locus.reference());
  }
}
