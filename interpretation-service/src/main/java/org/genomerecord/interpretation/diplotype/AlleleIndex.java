package org.genomerecord.interpretation.diplotype;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;

/// A panel's alleles as sets of bits, made once for a panel: which alleles fit a base at a
/// position, and which positions define an allele.
final class AlleleIndex {
  private final List<NamedAllele> alleles;

  /// By position and base (0 is the reference): the alleles that a copy with it can be.
  private final BitSet[][] fitting;

  /// By allele: the positions that define it.
  private final BitSet[] defining;

  /// By allele: the positions where either of two bases will do.
  private final BitSet[] either;

  /// By allele: the positions where it differs from the reference, for certain.
  private final BitSet[] changed;

  /// By the name of an allele: how many of the gene's functions make no difference beside it.
  private final Map<String, Integer> outweighed;

  AlleleIndex(Panel panel) {
    alleles = panel.alleles();
    outweighed = outweighed(panel);
    var loci = panel.loci();
    fitting = new BitSet[loci.size()][];
    defining = new BitSet[alleles.size()];
    either = new BitSet[alleles.size()];
    changed = new BitSet[alleles.size()];
    for (var a = 0; a < alleles.size(); a++) {
      defining[a] = new BitSet(loci.size());
      either[a] = new BitSet(loci.size());
      changed[a] = new BitSet(loci.size());
    }
    for (var at = 0; at < loci.size(); at++) {
      var locus = loci.get(at);
      fitting[at] = new BitSet[locus.alternates().size() + 1];
      for (var base = 0; base < fitting[at].length; base++) {
        fitting[at][base] = new BitSet(alleles.size());
        var bases = base == 0 ? locus.reference() : locus.alternates().get(base - 1);
        for (var a = 0; a < alleles.size(); a++) {
          fitting[at][base].set(a, alleles.get(a).isCompatible(locus, bases));
        }
      }
      for (var a = 0; a < alleles.size(); a++) {
        var allele = alleles.get(a);
        defining[a].set(at, allele.isDefinedBy(locus));
        either[a].set(at, allele.bases().containsKey(locus) && !allele.isDefinedBy(locus));
        changed[a].set(at, allele.needsChangeAt(locus));
      }
    }
  }

  private static Map<String, Integer> outweighed(Panel panel) {
    var ofFunction = new HashMap<String, String>();
    panel.functions().forEach((allele, function) -> ofFunction.put(function.name(), allele));
    var outweighed = new HashMap<String, Integer>();
    ofFunction.forEach((function, allele) -> {
      var twice = panel.phenotypeOf(allele, allele);
      long others =
          ofFunction.values().stream()
              .filter(other -> panel.phenotypeOf(allele, other).equals(twice))
              .count();
      outweighed.put(function, (int) others);
    });
    var byAllele = new HashMap<String, Integer>();
    panel
        .functions()
        .forEach((allele, function) -> byAllele.put(allele, outweighed.get(function.name())));
    return Map.copyOf(byAllele);
  }

  /// How many of the gene's functions make no difference beside that of the allele: the more, the
  /// graver it is. An increased risk stays one beside an uncertain one.
  int outweighed(String allele) {
    return outweighed.getOrDefault(allele, 0);
  }

  String name(int allele) {
    return alleles.get(allele).name();
  }

  boolean isReference(int allele) {
    return alleles.get(allele).isReference();
  }

  int size() {
    return alleles.size();
  }

  /// The alleles that one of the two copies can be at each called position.
  BitSet plausible(GeneCalls calls) {
    var plausible = new BitSet(alleles.size());
    plausible.set(0, alleles.size());
    var onACopy = new BitSet(alleles.size());
    for (var at = calls.called().nextSetBit(0); at >= 0; at = calls.called().nextSetBit(at + 1)) {
      onACopy.clear();
      addFitting(onACopy, at, calls.first(at));
      if (calls.heterozygous().get(at)) {
        addFitting(onACopy, at, calls.second(at));
      }
      plausible.and(onACopy);
    }
    return plausible;
  }

  private void addFitting(BitSet to, int at, int base) {
    if (base != GeneCalls.UNDOCUMENTED) {
      to.or(fitting[at][base]);
    }
  }

  boolean fits(int allele, int at, int base) {
    return base != GeneCalls.UNDOCUMENTED && fitting[at][base].get(allele);
  }

  /// Whether anything that tells the allele from others was called.
  boolean isTested(int allele, BitSet called) {
    return isReference(allele)
        ? !called.isEmpty()
        : defining[allele].intersects(called) || either[allele].intersects(called);
  }

  /// The called positions that define an allele.
  BitSet definingOf(int allele, BitSet called) {
    var both = (BitSet) defining[allele].clone();
    both.and(called);
    return both;
  }

  /// How many positions define the allele, called or not.
  int definingAll(int allele) {
    return defining[allele].cardinality();
  }

  /// Whether the base counts for the allele where either of two will do: the reference does not.
  int counts(int allele, int at, int base) {
    return base > 0 && either[allele].get(at) ? 1 : 0;
  }

  /// What the calls with two equal bases, and the positions that define it, count for the allele on
  /// any copy.
  int scoreOnAnyCopy(int allele, GeneCalls gene) {
    var score = definingOf(allele, gene.called()).cardinality();
    var homozygous = (BitSet) either[allele].clone();
    homozygous.and(gene.called());
    homozygous.andNot(gene.heterozygous());
    for (var at = homozygous.nextSetBit(0); at >= 0; at = homozygous.nextSetBit(at + 1)) {
      score += counts(allele, at, gene.first(at));
    }
    return score;
  }

  /// Whether the allele differs from the reference at a position that was not called.
  boolean needsMissing(int allele, BitSet called) {
    var missing = (BitSet) changed[allele].clone();
    missing.andNot(called);
    return !missing.isEmpty();
  }
}
