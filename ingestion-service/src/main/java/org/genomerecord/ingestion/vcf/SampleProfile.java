package org.genomerecord.ingestion.vcf;

import java.util.Optional;

/// What the patient's own calls add up to, which tells one person from another only roughly: no
/// single genotype follows from it. Only calls that pass their filters count.
///
/// @param autosomalHeterozygous variant calls on autosomes with two different alleles
/// @param autosomalHomozygous variant calls on autosomes with two equal alleles
/// @param xHeterozygous those on X outside the pseudoautosomal regions with two different alleles
/// @param xHomozygous those on X likewise with two equal alleles, or with one
public record SampleProfile(
    long autosomalHeterozygous, long autosomalHomozygous, long xHeterozygous, long xHomozygous) {
  /// Fewer calls tell nothing.
  static final long X_CALLS_MIN = 100;

  static final long AUTOSOMAL_CALLS_MIN = 20_000;

  /// With one X chromosome nothing is heterozygous but for errors; with two about half is.
  private static final double ONE_X_MAX = 0.15;

  private static final double TWO_X_MIN = 0.35;

  /// Below: close consanguinity, or calls were lost. Above: two persons' material.
  private static final double HETEROZYGOUS_MIN = 0.3;

  private static final double HETEROZYGOUS_MAX = 0.85;

  /// The sex that the X chromosome looks like; empty where there are too few calls or they do not
  /// tell.
  public Optional<Sex> sexOfX() {
    double part = part(xHeterozygous, xHomozygous);
    if (xHeterozygous + xHomozygous < X_CALLS_MIN || (part > ONE_X_MAX && part < TWO_X_MIN)) {
      return Optional.empty();
    }
    return Optional.of(part <= ONE_X_MAX ? Sex.MALE : Sex.FEMALE);
  }

  /// The part of autosomal variant calls that is heterozygous; empty where there are too few.
  public Optional<Double> heterozygosity() {
    return autosomalHeterozygous + autosomalHomozygous < AUTOSOMAL_CALLS_MIN
        ? Optional.empty()
        : Optional.of(part(autosomalHeterozygous, autosomalHomozygous));
  }

  /// Whether the rate of heterozygous calls is one that a person's genome hardly has.
  boolean isHeterozygosityUnusual() {
    return heterozygosity()
        .filter(part -> part < HETEROZYGOUS_MIN || part > HETEROZYGOUS_MAX)
        .isPresent();
  }

  private static double part(long heterozygous, long homozygous) {
    return heterozygous / (double) Math.max(1, heterozygous + homozygous);
  }
}
