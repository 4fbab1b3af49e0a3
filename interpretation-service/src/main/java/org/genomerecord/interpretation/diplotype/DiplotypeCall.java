package org.genomerecord.interpretation.diplotype;

import java.util.List;
import org.genomerecord.interpretation.callset.Locus;

/// What explains the calls at a gene.
///
/// @param best all pairs of the highest score, sorted; empty if nothing explains the calls
/// @param notExcluded pairs that a missing position keeps possible, sorted; some may be in `best`
/// @param missing defining positions that were not called
/// @param undocumented defining positions with bases that no allele is defined by
public record DiplotypeCall(
    List<AllelePair> best,
    List<AllelePair> notExcluded,
    List<Locus> missing,
    List<Locus> undocumented) {

  public DiplotypeCall {
    best = List.copyOf(best);
    notExcluded = List.copyOf(notExcluded);
    missing = List.copyOf(missing);
    undocumented = List.copyOf(undocumented);
  }

  /// Prints no genotype.
  @Override
  public String toString() {
    return "DiplotypeCall";
  }
}
