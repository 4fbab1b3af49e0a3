package org.genomerecord.interpretation.diplotype;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.genomerecord.interpretation.callset.LocusCall;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.panel.GeneRules.Method;
import org.genomerecord.interpretation.panel.GeneRules.Priority;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;
import org.genomerecord.interpretation.panel.Phenotypes;

/// Finds the pairs of named alleles that explain a sample's calls at one gene.
///
/// A pair explains the calls if its two alleles can be laid on the two copies so that every called
/// position fits; calls of one phase block must fit the same way round. Its score is the number of
/// called positions that define its alleles, the reference allele being defined by all of them;
/// where either of two bases will do, the one that is not the reference counts. All pairs of the
/// highest score are the call (the scoring of PharmCAT's named allele matcher, Sangkuhl et al.
/// 2020, doi:10.1002/cpt.1568).
///
/// Positions that were not called constrain nothing. An allele of which no defining position was
/// called cannot be called; whether it can be excluded is told by [DiplotypeCall#notExcluded].
///
/// Work grows with the square of the number of alleles that fit a copy, and with the number of
/// heterozygous positions; phasings are never enumerated, so that no call set is out of bounds.
public final class DiplotypeCaller {
  private final Panel panel;
  private final AlleleIndex index;

  public DiplotypeCaller(Panel panel) {
    this.panel = panel;
    this.index = new AlleleIndex(panel);
  }

  public DiplotypeCall call(LocusCalls calls) {
    var gene = new GeneCalls(panel, calls);
    if (gene.called().isEmpty()) {
      return notCalled(
          gene,
          panel.alleles().stream().map(NamedAllele::name).toList(),
          panel.phenotypes().all().stream().map(Phenotypes.Phenotype::name).toList());
    }
    if (!gene.halfCalled().isEmpty()
        || (!gene.undocumented().isEmpty() && !panel.rules().undocumentedIsReference())) {
      return byOnePosition(calls, gene).orElseGet(() -> notCalled(gene, List.of(), List.of()));
    }
    if (gene.missing().stream().anyMatch(panel.rules().required()::contains)) {
      var possible = pairs(gene);
      var alleles = new ArrayList<>(possible.notExcluded());
      var phenotypes = new ArrayList<>(possible.phenotypesNotExcluded());
      for (var pair : possible.meaning()) {
        alleles.add(pair.first());
        alleles.add(pair.second());
        phenotypes.add(panel.phenotypeOf(pair.first(), pair.second()).name());
      }
      return notCalled(gene, alleles, phenotypes);
    }
    if (panel.rules().method() == Method.VARIANTS) {
      return new VariantsFound(panel, index, gene).call();
    }
    var pairs = pairs(gene);
    return pairs.best().isEmpty() ? byOnePosition(calls, gene).orElse(pairs) : pairs;
  }

  /// The allele that decides what a copy means which is named so: of several variants on it, such
  /// as `[c.61C>T + c.2846A>T]`, the one of the lowest function. Empty if one is not known, or no
  /// several can lie on a copy of this gene.
  public Optional<String> deciding(String copy) {
    var parts = AlleleName.parts(copy);
    return panel.functions().keySet().containsAll(parts)
            && (parts.size() == 1 || panel.rules().method() == Method.VARIANTS)
        ? parts.stream().min(VariantsFound.byFunction(panel, index))
        : Optional.empty();
  }

  /// What one position tells by itself; empty if the gene has none, or it was not called.
  private Optional<DiplotypeCall> byOnePosition(LocusCalls calls, GeneCalls gene) {
    for (var position : panel.rules().fallback().entrySet()) {
      var call = calls.at(position.getKey());
      var first = call.map(LocusCall::first).map(position.getValue()::get);
      var second = call.map(LocusCall::second).map(position.getValue()::get);
      if (first.isPresent() && second.isPresent()) {
        return Optional.of(
            new DiplotypeCall(
                List.of(),
                List.of(),
                List.of(new AllelePair(first.get(), second.get())),
                position.getKey().rsId(),
                List.of(),
                List.of(),
                gene.missing(),
                gene.undocumented(),
                gene.notInBases(),
                gene.halfCalled()));
      }
    }
    return Optional.empty();
  }

  private static DiplotypeCall notCalled(
      GeneCalls gene, List<String> notExcluded, List<String> phenotypes) {
    return new DiplotypeCall(
        List.of(),
        List.of(),
        List.of(),
        "",
        notExcluded.stream().distinct().sorted(AlleleName.ORDER).toList(),
        phenotypes.stream().distinct().sorted().toList(),
        gene.missing(),
        gene.undocumented(),
        gene.notInBases(),
        gene.halfCalled());
  }

  private DiplotypeCall pairs(GeneCalls gene) {
    var plausible =
        index.plausible(gene).stream().mapToObj(allele -> new Candidate(allele, gene)).toList();
    var explaining = new Explaining(gene);
    for (var i = 0; i < plausible.size(); i++) {
      var others = plausible.subList(i, gene.isSingle() ? i + 1 : plausible.size());
      for (var other : others) {
        explaining.take(plausible.get(i), other);
      }
    }
    var best = explaining.best();
    return new DiplotypeCall(
        best,
        List.of(),
        best.stream().map(DiplotypeCaller::twice).toList(),
        "",
        explaining.notExcluded(),
        List.copyOf(explaining.phenotypesNotExcluded),
        gene.missing(),
        gene.undocumented(),
        gene.notInBases(),
        gene.halfCalled());
  }

  /// One copy means what two of the same mean.
  private static AllelePair twice(AllelePair pair) {
    return pair.second().equals(AllelePair.NO_COPY)
        ? new AllelePair(pair.first(), pair.first())
        : pair;
  }

  /// An allele that fits a copy, with what does not depend on the other allele.
  private final class Candidate {
    private final int allele;
    private final String name;
    private final int score;
    private final boolean isTested;
    private final boolean needsMissing;

    Candidate(int allele, GeneCalls gene) {
      this.allele = allele;
      this.name = index.name(allele);
      this.score = index.scoreOnAnyCopy(allele, gene);
      this.isTested = index.isTested(allele, gene.called());
      this.needsMissing = index.needsMissing(allele, gene.called());
    }
  }

  /// The pairs that explain one sample's calls.
  private final class Explaining {
    private final GeneCalls gene;
    private final Map<AllelePair, Integer> scores = new HashMap<>();
    private final Set<String> notExcluded = new HashSet<>();
    private final TreeSet<String> phenotypesNotExcluded = new TreeSet<>();

    Explaining(GeneCalls gene) {
      this.gene = gene;
    }

    void take(Candidate one, Candidate other) {
      var ofBlocks = scoreOfBlocks(one.allele, other.allele);
      if (ofBlocks < 0) {
        return;
      }
      if (one.needsMissing || other.needsMissing) {
        notExcluded.add(one.name);
        notExcluded.add(other.name);
        phenotypesNotExcluded.add(panel.phenotypeOf(one.name, other.name).name());
      }
      if (one.isTested && other.isTested) {
        var pair =
            gene.isSingle() ? AllelePair.single(one.name) : new AllelePair(one.name, other.name);
        scores.merge(pair, one.score + other.score + ofBlocks, Math::max);
      }
    }

    List<String> notExcluded() {
      return notExcluded.stream().sorted(AlleleName.ORDER).toList();
    }

    List<AllelePair> best() {
      var highest = scores.values().stream().mapToInt(score -> score).max().orElse(0);
      var best =
          scores.entrySet().stream()
              .filter(entry -> entry.getValue() == highest)
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      return gene.isEffectivelyPhased() ? best : preferred().map(List::of).orElse(best);
    }

    private Optional<AllelePair> preferred() {
      var byLabel = new HashMap<String, AllelePair>();
      if (!panel.rules().priorities().isEmpty()) {
        scores.keySet().forEach(pair -> byLabel.put(pair.label(), pair));
      }
      return panel.rules().priorities().stream()
          .filter(priority -> byLabel.keySet().containsAll(priority.over()))
          .map(Priority::preferred)
          .filter(byLabel::containsKey)
          .map(byLabel::get)
          .findFirst();
    }

    /// What heterozygous positions add to the score where either of two bases will do; negative if
    /// the pair does not explain the calls.
    private int scoreOfBlocks(int one, int other) {
      var score = 0;
      for (var block : gene.blocks()) {
        var way = Math.max(way(block, one, other), way(block, other, one));
        if (way < 0) {
          return way;
        }
        score += way;
      }
      return score;
    }

    private int way(int[] block, int first, int second) {
      var extra = 0;
      for (var at : block) {
        if (!index.fits(first, at, gene.first(at)) || !index.fits(second, at, gene.second(at))) {
          return -1;
        }
        extra += index.counts(first, at, gene.first(at));
        extra += index.counts(second, at, gene.second(at));
      }
      return extra;
    }
  }
}
