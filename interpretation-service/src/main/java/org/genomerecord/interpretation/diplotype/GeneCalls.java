package org.genomerecord.interpretation.diplotype;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.callset.LocusCall;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.panel.Panel;

/// One sample's calls at the positions of one gene, by the index of the position in the panel.
final class GeneCalls {
  /// The index of bases that no allele is defined by.
  static final int UNDOCUMENTED = -1;

  private final int[] first;
  private final int[] second;
  private final BitSet called;
  private final BitSet heterozygous;
  private final List<int[]> blocks = new ArrayList<>();
  private final List<Locus> missing = new ArrayList<>();
  private final List<Locus> undocumented = new ArrayList<>();
  private final List<Locus> notInBases = new ArrayList<>();
  private final List<Locus> halfCalled = new ArrayList<>();
  private final boolean single;

  /// Reads what a gene's rules make of the calls: undocumented bases may stand for the reference.
  GeneCalls(Panel panel, LocusCalls calls) {
    var loci = panel.loci();
    first = new int[loci.size()];
    second = new int[loci.size()];
    called = new BitSet(loci.size());
    heterozygous = new BitSet(loci.size());
    var phased = new HashMap<String, List<Integer>>();
    var singles = 0;
    for (var at = 0; at < loci.size(); at++) {
      var call = calls.at(loci.get(at));
      if (call.isEmpty() || !tells(panel, loci.get(at), call.get())) {
        missing.add(loci.get(at));
        continue;
      }
      called.set(at);
      singles += call.get().isSingle() ? 1 : 0;
      take(panel, at, call.get());
      if (first[at] != second[at]) {
        heterozygous.set(at);
        group(call.get(), at, phased);
      }
    }
    phased.values().forEach(block -> blocks.add(block.stream().mapToInt(i -> i).toArray()));
    // A homozygous call beside calls of one copy is that copy, written twice.
    single = singles > 0 && heterozygous.isEmpty();
  }

  /// Whether the call can be read. What is not written in bases is unknown and no reference, also
  /// where undocumented bases are; a variant that is seen beside it, or on one copy only, is not
  /// lost.
  private boolean tells(Panel panel, Locus locus, LocusCall call) {
    if (call.isInBases() && !call.isHalf()) {
      return true;
    }
    if (!call.isInBases()) {
      notInBases.add(locus);
    }
    var isDefined = index(locus, call.first()) > 0 || index(locus, call.second()) > 0;
    if (isDefined || (call.isInBases() && !panel.rules().undocumentedIsReference())) {
      halfCalled.add(locus);
      return false;
    }
    return !panel.rules().undocumentedIsReference();
  }

  private void take(Panel panel, int at, LocusCall call) {
    var locus = panel.loci().get(at);
    first[at] = index(locus, call.first());
    second[at] = call.isSingle() ? first[at] : index(locus, call.second());
    if (first[at] == UNDOCUMENTED || second[at] == UNDOCUMENTED) {
      undocumented.add(locus);
      if (panel.rules().undocumentedIsReference()) {
        first[at] = Math.max(first[at], 0);
        second[at] = Math.max(second[at], 0);
      }
    }
  }

  /// The base on one copy, as its index among reference and alternates; of a called position.
  int first(int at) {
    return first[at];
  }

  /// The base on the other copy; that of the first where there is one copy.
  int second(int at) {
    return second[at];
  }

  BitSet called() {
    return called;
  }

  /// The called positions with two different bases.
  BitSet heterozygous() {
    return heterozygous;
  }

  /// The heterozygous positions in groups that are read the same way round.
  List<int[]> blocks() {
    return blocks;
  }

  /// Whether there is one copy only.
  boolean isSingle() {
    return single;
  }

  List<Locus> missing() {
    return missing;
  }

  List<Locus> undocumented() {
    return undocumented;
  }

  /// The positions where what is called is not written in bases.
  List<Locus> notInBases() {
    return notInBases;
  }

  /// The positions where a variant was called on one copy, and the other copy is not told.
  List<Locus> halfCalled() {
    return halfCalled;
  }

  /// Whether it is known what lies together on a copy: one group at most has two readings, and they
  /// are each other's mirror.
  boolean isEffectivelyPhased() {
    return blocks.size() <= 1;
  }

  private void group(LocusCall call, int at, Map<String, List<Integer>> phased) {
    if (call.isPhased()) {
      phased.computeIfAbsent(call.phaseBlock(), _ -> new ArrayList<>()).add(at);
    } else {
      blocks.add(new int[] {at});
    }
  }

  private static int index(Locus locus, String base) {
    if (base.equals(locus.reference())) {
      return 0;
    }
    var alternate = locus.alternates().indexOf(base);
    return alternate < 0 ? UNDOCUMENTED : alternate + 1;
  }

  /// Prints no genotype.
  @Override
  public String toString() {
    return "GeneCalls";
  }
}
