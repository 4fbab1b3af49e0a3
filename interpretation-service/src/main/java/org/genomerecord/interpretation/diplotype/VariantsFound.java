package org.genomerecord.interpretation.diplotype;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.genomerecord.interpretation.panel.Panel;

/// The call at a gene whose variants are named one by one and may lie on a copy together.
///
/// Where it is known what lies together, each copy is named by its variants. Where it is not, no
/// pair is named: the variants are listed, and the two of the lowest function are taken to lie on
/// different copies, as CPIC's guideline for fluoropyrimidines does (Amstutz et al. 2018,
/// doi:10.1002/cpt.911).
///
/// A variant that is a part of another one found on the same copy is not named beside it. What a
/// variant and a haplotype that it is a part of have in common tells the variant; what the
/// haplotype alone has tells the haplotype, also where nothing else of it was called.
final class VariantsFound {
  private final Panel panel;
  private final AlleleIndex index;
  private final GeneCalls gene;
  private final String reference;

  VariantsFound(Panel panel, AlleleIndex index, GeneCalls gene) {
    this.panel = panel;
    this.index = index;
    this.gene = gene;
    this.reference =
        panel.alleles().stream()
            .filter(allele -> allele.isReference())
            .findFirst()
            .orElseThrow()
            .name();
  }

  DiplotypeCall call() {
    if (!gene.isEffectivelyPhased()) {
      var variants = unphased();
      return result(List.of(), variants, twoLowest(variants));
    }
    var first = onCopy(gene::first);
    var second = onCopy(gene::second);
    var pair =
        gene.isSingle()
            ? AllelePair.single(AlleleName.combined(first))
            : new AllelePair(AlleleName.combined(first), AlleleName.combined(second));
    return result(List.of(pair), List.of(), new AllelePair(lowest(first), lowest(second)));
  }

  private DiplotypeCall result(List<AllelePair> best, List<String> variants, AllelePair meaning) {
    var notExcluded = notExcluded();
    var phenotypes = new TreeSet<String>();
    for (var allele : notExcluded) {
      for (var worse :
          List.of(
              twoLowest(List.of(meaning.first(), meaning.second(), allele)),
              twoLowest(List.of(meaning.first(), meaning.second(), allele, allele)))) {
        phenotypes.add(panel.phenotypeOf(worse.first(), worse.second()).name());
      }
    }
    return new DiplotypeCall(
        best,
        variants,
        List.of(meaning),
        "",
        notExcluded,
        List.copyOf(phenotypes),
        gene.missing(),
        gene.undocumented(),
        gene.notInBases(),
        gene.halfCalled());
  }

  private AllelePair twoLowest(List<String> variants) {
    var byFunction = variants.stream().sorted(byFunction(panel, index)).toList();
    return new AllelePair(
        byFunction.isEmpty() ? reference : byFunction.getFirst(),
        byFunction.size() < 2 ? reference : byFunction.get(1));
  }

  /// The variants on one copy, sorted; the reference if there is none.
  private List<String> onCopy(IntUnaryOperator bases) {
    var found = new ArrayList<Integer>();
    for (var allele = 0; allele < index.size(); allele++) {
      if (!index.isReference(allele) && carries(allele, bases)) {
        found.add(allele);
      }
    }
    var names =
        found.stream()
            .filter(allele -> found.stream().noneMatch(other -> isPartOf(allele, other)))
            .map(index::name)
            .sorted(AlleleName.ORDER)
            .toList();
    return names.isEmpty() ? List.of(reference) : names;
  }

  private List<String> unphased() {
    var copies = new int[index.size()];
    for (var allele = 0; allele < copies.length; allele++) {
      if (!index.isReference(allele)) {
        copies[allele] = copies(allele);
      }
    }
    var names = new ArrayList<String>();
    for (var allele = 0; allele < copies.length; allele++) {
      var left = copies[allele];
      for (var other = 0; other < copies.length; other++) {
        if (copies[other] > 0 && isPartOf(allele, other)) {
          left -= copies[other];
        }
      }
      for (var copy = 0; copy < left; copy++) {
        names.add(index.name(allele));
      }
    }
    if (names.size() < 2) {
      // One copy at least has none of them.
      names.add(reference);
    }
    names.sort(AlleleName.ORDER);
    return List.copyOf(names);
  }

  /// On how many copies the variant can be.
  private int copies(int allele) {
    var defining = index.definingOf(allele, gene.called());
    var copies = defining.isEmpty() ? 0 : 2;
    for (var at = defining.nextSetBit(0); at >= 0; at = defining.nextSetBit(at + 1)) {
      var here =
          (index.fits(allele, at, gene.first(at)) ? 1 : 0)
              + (index.fits(allele, at, gene.second(at)) ? 1 : 0);
      copies = Math.min(copies, here);
    }
    return copies;
  }

  private boolean carries(int allele, IntUnaryOperator bases) {
    var defining = index.definingOf(allele, gene.called());
    return !defining.isEmpty()
        && defining.stream().allMatch(at -> index.fits(allele, at, bases.applyAsInt(at)));
  }

  /// Whether what was called of one variant is a part of what was called of the other; of two that
  /// the called positions do not tell apart, the one that would need more than was called.
  private boolean isPartOf(int allele, int other) {
    if (allele == other) {
      return false;
    }
    var part = index.definingOf(allele, gene.called());
    var whole = index.definingOf(other, gene.called());
    if (part.equals(whole)) {
      return index.definingAll(allele) > index.definingAll(other);
    }
    var outside = (BitSet) part.clone();
    outside.andNot(whole);
    return outside.isEmpty();
  }

  private String lowest(List<String> names) {
    return names.stream().min(byFunction(panel, index)).orElse(reference);
  }

  /// The least active first, what has no activity value no sooner than what is normal; of two that
  /// are as active, or have no such value, the one that decides the phenotype beside most others.
  static Comparator<String> byFunction(Panel panel, AlleleIndex index) {
    return Comparator.<String>comparingDouble(allele -> activity(panel, allele))
        .thenComparing(Comparator.<String>comparingInt(index::outweighed).reversed())
        .thenComparing(AlleleName.ORDER);
  }

  private static double activity(Panel panel, String allele) {
    var function = panel.functions().get(allele);
    return function == null || function.activity() == null ? 1.0 : function.activity();
  }

  /// Variants at positions that were not called.
  private List<String> notExcluded() {
    var names = new ArrayList<String>();
    for (var allele = 0; allele < index.size(); allele++) {
      if (!index.isReference(allele) && index.needsMissing(allele, gene.called())) {
        names.add(index.name(allele));
      }
    }
    names.sort(AlleleName.ORDER);
    return List.copyOf(names.stream().distinct().toList());
  }
}
