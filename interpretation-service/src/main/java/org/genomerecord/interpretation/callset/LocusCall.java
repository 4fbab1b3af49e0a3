package org.genomerecord.interpretation.callset;

/// What one sample carries at one locus: the bases on its two copies.
///
/// @param first the bases on one copy, spelled as the locus spells them; [#UNDOCUMENTED] for a
///   change that no spelling of the locus covers
/// @param second the bases on the other copy; [#NO_COPY] where the sample has one copy;
///   [#NOT_CALLED] where `first` differs from the reference and nothing is known of the other copy
/// @param phaseBlock calls of one block are phased against each other, first with first; empty if
///   this call is not phased
public record LocusCall(String first, String second, String phaseBlock) {

  /// Stands for a change at the locus that is neither its reference nor a substitution.
  public static final String UNDOCUMENTED = "*";

  /// Stands for an allele that is called and not written in bases: a structural variant, or one
  /// that a deletion takes away which another record writes.
  public static final String NOT_IN_BASES = "<>";

  /// Stands for a copy that was not called beside one that was.
  public static final String NOT_CALLED = ".";

  /// Stands for a copy that is not there, as of a man's X chromosome.
  public static final String NO_COPY = "-";

  /// Whether the sample has one copy here.
  public boolean isSingle() {
    return second.equals(NO_COPY);
  }

  /// Whether one copy was called, and the other was not.
  public boolean isHalf() {
    return second.equals(NOT_CALLED);
  }

  /// Whether what is called is written in bases, on both copies.
  public boolean isInBases() {
    return !first.equals(NOT_IN_BASES) && !second.equals(NOT_IN_BASES);
  }

  public boolean isPhased() {
    return !phaseBlock.isEmpty();
  }

  /// Prints no genotype.
  @Override
  public String toString() {
    return "LocusCall";
  }
}
