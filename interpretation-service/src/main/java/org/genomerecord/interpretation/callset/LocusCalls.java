package org.genomerecord.interpretation.callset;

import java.util.Map;
import java.util.Optional;

/// One sample's calls at the loci of the panels. A locus without an entry was not called.
public record LocusCalls(Map<Locus, LocusCall> calls) {

  public LocusCalls {
    calls = Map.copyOf(calls);
  }

  public Optional<LocusCall> at(Locus locus) {
    return Optional.ofNullable(calls.get(locus));
  }

  /// Prints no genotype.
  @Override
  public String toString() {
    return "LocusCalls[" + calls.size() + " loci]";
  }
}
