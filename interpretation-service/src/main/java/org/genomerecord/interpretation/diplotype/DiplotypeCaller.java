package org.genomerecord.interpretation.diplotype;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.callset.LocusCall;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;

/// Finds the pairs of named alleles that explain a sample's calls at one gene.
///
/// A pair explains the calls if its two alleles can be laid on the two copies so that every called
/// position fits; calls of one phase block must fit the same way round. Its score is the number of
/// called positions that define its alleles, the reference allele being defined by all of them; all
/// pairs of the highest score are the call (the scoring of PharmCAT's named allele matcher,
/// Sangkuhl et al. 2020, doi:10.1002/cpt.1568).
///
/// Positions that were not called constrain nothing. An allele of which no defining position was
/// called cannot be called; whether it can be excluded is told by [DiplotypeCall#notExcluded].
public final class DiplotypeCaller {
  private final Map<Locus, LocusCall> called;
  private final List<Map<Locus, LocusCall>> blocks;
  private final List<Locus> missing;

  private DiplotypeCaller(Map<Locus, LocusCall> called, List<Locus> missing) {
    this.called = called;
    this.missing = missing;
    this.blocks = blocks(called);
  }

  public static DiplotypeCall call(Panel panel, LocusCalls calls) {
    var called = new HashMap<Locus, LocusCall>();
    var missing = new ArrayList<Locus>();
    var undocumented = new ArrayList<Locus>();
    for (var locus : panel.loci()) {
      var call = calls.at(locus);
      if (call.isEmpty()) {
        missing.add(locus);
        continue;
      }
      called.put(locus, call.get());
      if (!isDocumented(locus, call.get().first()) || !isDocumented(locus, call.get().second())) {
        undocumented.add(locus);
      }
    }
    var caller = new DiplotypeCaller(called, missing);
    // Most alleles fit neither copy: dropping them first keeps the number of pairs small.
    var plausible = panel.alleles().stream().filter(caller::fitsOneCopy).toList();
    return caller.call(plausible, undocumented);
  }

  private DiplotypeCall call(List<NamedAllele> alleles, List<Locus> undocumented) {
    var best = new TreeSet<AllelePair>();
    var notExcluded = new TreeSet<AllelePair>();
    var bestScore = 0;
    for (var i = 0; i < alleles.size(); i++) {
      for (var j = i; j < alleles.size(); j++) {
        var one = alleles.get(i);
        var other = alleles.get(j);
        if (!explains(one, other)) {
          continue;
        }
        var pair = new AllelePair(one.name(), other.name());
        if (needsMissing(one) || needsMissing(other)) {
          notExcluded.add(pair);
        }
        var score = score(one);
        var otherScore = score(other);
        if (score == 0 || otherScore == 0 || score + otherScore < bestScore) {
          continue;
        }
        if (score + otherScore > bestScore) {
          best.clear();
          bestScore = score + otherScore;
        }
        best.add(pair);
      }
    }
    return new DiplotypeCall(List.copyOf(best), List.copyOf(notExcluded), missing, undocumented);
  }

  private boolean fitsOneCopy(NamedAllele allele) {
    return called.entrySet().stream()
        .allMatch(entry ->
            allele.isCompatible(entry.getKey(), entry.getValue().first())
                || allele.isCompatible(entry.getKey(), entry.getValue().second()));
  }

  private boolean explains(NamedAllele one, NamedAllele other) {
    return blocks.stream().allMatch(block -> fits(block, one, other) || fits(block, other, one));
  }

  private static boolean fits(Map<Locus, LocusCall> block, NamedAllele first, NamedAllele second) {
    for (var entry : block.entrySet()) {
      if (!first.isCompatible(entry.getKey(), entry.getValue().first())
          || !second.isCompatible(entry.getKey(), entry.getValue().second())) {
        return false;
      }
    }
    return true;
  }

  private int score(NamedAllele allele) {
    return Math.toIntExact(called.keySet().stream().filter(allele::isDefinedBy).count());
  }

  private boolean needsMissing(NamedAllele allele) {
    return missing.stream().anyMatch(allele::needsChangeAt);
  }

  private static boolean isDocumented(Locus locus, String base) {
    return base.equals(locus.reference()) || locus.alternates().contains(base);
  }

  /// Calls that must be read the same way round. A call without phase stands alone, and so does one
  /// with equal bases, which reads the same either way.
  private static List<Map<Locus, LocusCall>> blocks(Map<Locus, LocusCall> called) {
    var phased = new HashMap<String, Map<Locus, LocusCall>>();
    var blocks = new ArrayList<Map<Locus, LocusCall>>();
    called.forEach((locus, call) -> {
      if (call.isPhased() && !call.first().equals(call.second())) {
        phased.computeIfAbsent(call.phaseBlock(), _ -> new HashMap<>()).put(locus, call);
      } else {
        blocks.add(Map.of(locus, call));
      }
    });
    blocks.addAll(phased.values());
    return blocks;
  }
}
