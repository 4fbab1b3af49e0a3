package org.genomerecord.ingestion.vcf;

/// Counts the calls of the patient's sample.
final class SampleCalls {
  private static final String X = "X";

  private final Assembly assembly;
  private long autosomalHeterozygous;
  private long autosomalHomozygous;
  private long xHeterozygous;
  private long xHomozygous;

  SampleCalls(Assembly assembly) {
    this.assembly = assembly;
  }

  /// One whole genotype.
  ///
  /// @param first index of its first allele, -1 where it is not called
  /// @param second likewise; equal to the first where there is only one
  void count(Site site, int first, int second) {
    if (!site.passed || first < 0 || second < 0 || (first == 0 && second == 0)) {
      return;
    }
    if (ContigNames.isAutosome(site.contig)) {
      if (first == second) {
        autosomalHomozygous++;
      } else {
        autosomalHeterozygous++;
      }
    } else if (site.contig.equals(X) && !isPseudoautosomal(site.position)) {
      if (first == second) {
        xHomozygous++;
      } else {
        xHeterozygous++;
      }
    }
  }

  SampleProfile profile() {
    return new SampleProfile(
        autosomalHeterozygous, autosomalHomozygous, xHeterozygous, xHomozygous);
  }

  /// The regions that X shares with Y, from the assembly's own report (Genome Reference
  /// Consortium).
  private boolean isPseudoautosomal(int position) {
    return switch (assembly) {
      case GRCH37 ->
          isWithin(position, 60_001, 2_699_520) || isWithin(position, 154_931_044, 155_260_560);
      case GRCH38 ->
          isWithin(position, 10_001, 2_781_479) || isWithin(position, 155_701_383, 156_030_895);
    };
  }

  private static boolean isWithin(int position, int from, int to) {
    return from <= position && position <= to;
  }
}
