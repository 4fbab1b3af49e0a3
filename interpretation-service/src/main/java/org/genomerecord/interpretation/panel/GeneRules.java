package org.genomerecord.interpretation.panel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.interpretation.callset.Locus;

/// How calls at one gene are read, where genes differ.
///
/// @param method what is named on a copy
/// @param undocumentedIsReference whether bases that no allele is defined by are read as the
///   reference, as for genes whose defined variants are about toxicity; otherwise they are no call
/// @param required defining positions without which the gene is not called
/// @param priorities which of several explanations is taken where nothing is phased
/// @param fallback what one position tells by itself where no pair of alleles explains the calls:
///   by position and base, the allele that stands for it
/// @param compared how far tables of calls, which are compared with those of other callers, name
///   the gene
public record GeneRules(
    Method method,
    boolean undocumentedIsReference,
    Set<Locus> required,
    List<Priority> priorities,
    Map<Locus, Map<String, String>> fallback,
    Compared compared) {

  public GeneRules {
    required = Set.copyOf(required);
    priorities = List.copyOf(priorities);
    fallback = Map.copyOf(fallback);
  }

  /// What is named on a copy of the gene.
  public enum Method {
    /// One allele that fits all of the gene's positions.
    PAIR,
    /// Each variant by itself, as many as there are; the two of the lowest function decide.
    VARIANTS
  }

  /// How far other callers' tables name a gene.
  public enum Compared {
    /// Alleles and phenotype.
    ALL,
    /// Alleles only.
    CALLS,
    /// Not at all: it is listed where something of it was called.
    NONE
  }

  /// Of pairs that explain the same calls, the one that populations carry most.
  ///
  /// @param preferred as `*1/*6`
  /// @param over the others, all of which must explain the calls too
  public record Priority(String preferred, Set<String> over) {
    public Priority {
      over = Set.copyOf(over);
    }
  }
}
