package org.genomerecord.interpretation.diplotype;

import java.util.List;
import org.genomerecord.interpretation.callset.Locus;

/// What explains the calls at a gene.
///
/// @param best all best explanations, sorted; empty if nothing explains the calls, or if they are
///   of several variants that are not phased
/// @param variants the variants found where they are not phased and each stands by itself, sorted;
///   one that both copies carry is there twice
/// @param meaning the pairs that the phenotype follows from: those of `best`, in their order, or
///   the one of the lowest function where several variants lie on a copy or are not phased
/// @param byOnePosition the name of the position that alone tells the meaning, as no pair explains
///   the calls; empty otherwise
/// @param notExcluded alleles that a missing position keeps possible, sorted; some may be in `best`
/// @param phenotypesNotExcluded the phenotypes of pairs with such alleles, sorted
/// @param missing defining positions that were not called
/// @param undocumented defining positions with bases that no allele is defined by
/// @param notInBases defining positions with a called allele that is not written in bases; they are
///   missing or undocumented too, as the gene's rules are
/// @param halfCalled defining positions with a variant on one copy and nothing told of the other,
///   on account of which no pair is named; they are missing too
public record DiplotypeCall(
    List<AllelePair> best,
    List<String> variants,
    List<AllelePair> meaning,
    String byOnePosition,
    List<String> notExcluded,
    List<String> phenotypesNotExcluded,
    List<Locus> missing,
    List<Locus> undocumented,
    List<Locus> notInBases,
    List<Locus> halfCalled) {

  public DiplotypeCall {
    best = List.copyOf(best);
    variants = List.copyOf(variants);
    meaning = List.copyOf(meaning);
    notExcluded = List.copyOf(notExcluded);
    phenotypesNotExcluded = List.copyOf(phenotypesNotExcluded);
    missing = List.copyOf(missing);
    undocumented = List.copyOf(undocumented);
    notInBases = List.copyOf(notInBases);
    halfCalled = List.copyOf(halfCalled);
  }

  /// Prints no genotype.
  @Override
  public String toString() {
    return "DiplotypeCall";
  }
}
