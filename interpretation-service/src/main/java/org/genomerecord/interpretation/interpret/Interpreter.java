package org.genomerecord.interpretation.interpret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.Loci;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.diplotype.AllelePair;
import org.genomerecord.interpretation.diplotype.DiplotypeCall;
import org.genomerecord.interpretation.diplotype.DiplotypeCaller;
import org.genomerecord.interpretation.guidance.AlleleCopies;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.guidance.Guidance;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.outside.ActivityScores;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.outside.OutsideGene;
import org.genomerecord.interpretation.panel.Panel;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.variant.Reference;
import org.jspecify.annotations.Nullable;

/// The pure function from a sample's calls, a knowledge release and the permitted data classes to
/// findings. Made once for a release.
public final class Interpreter {
  private final KnowledgeRelease release;
  private final Loci loci;
  private final Map<String, DiplotypeCaller> callers;

  /// Without a reference: insertions and deletions count where they are written at a panel's
  /// position or next to it.
  public Interpreter(KnowledgeRelease release) {
    this(release, null);
  }

  /// @param reference of GRCh38: with it, insertions and deletions count wherever in a repeat they
  ///   are written. It is read here and not any more
  /// @throws org.genomerecord.interpretation.table.DefectiveKnowledge if the release has other
  ///   bases than the reference
  public Interpreter(KnowledgeRelease release, @Nullable Reference reference) {
    this.release = release;
    this.loci = release.loci(reference);
    this.callers =
        release.panels().stream().collect(Collectors.toMap(Panel::name, DiplotypeCaller::new));
  }

  /// The name of the release.
  public String release() {
    return release.name();
  }

  /// The release itself.
  public KnowledgeRelease knowledge() {
    return release;
  }

  /// SHA-256 of the release, in hexadecimal.
  public String digest() {
    return release.digest();
  }

  /// All positions that the release's panels need.
  public Loci loci() {
    return loci;
  }

  /// Findings of the release's panels, in their order, and what its guidelines say to them. A panel
  /// whose data class is not permitted is not computed.
  ///
  /// @param permittedDataClasses such as `pharmacogenomic`
  public Interpreted interpret(LocusCalls calls, Set<String> permittedDataClasses) {
    return interpret(calls, Map.of(), permittedDataClasses);
  }

  /// As above, with genes that the laboratory called itself, by symbol: its call stands in the
  /// place of ours.
  public Interpreted interpret(
      LocusCalls calls, Map<String, OutsideCall> outside, Set<String> permittedDataClasses) {
    return interpret(call(calls, permittedDataClasses), outside, permittedDataClasses);
  }

  /// What explains the calls at the gene of each panel of permitted data classes, by the panel's
  /// name.
  public Map<String, DiplotypeCall> call(LocusCalls calls, Set<String> permittedDataClasses) {
    return release.panels().stream()
        .filter(panel -> permittedDataClasses.contains(panel.dataClass()))
        .collect(
            Collectors.toUnmodifiableMap(
                Panel::name,
                panel -> Objects.requireNonNull(callers.get(panel.name())).call(calls)));
  }

  /// As above, of what [#call] gives for the same data classes. A panel that it gives nothing for,
  /// and the laboratory neither, finds nothing: with no calls at all, findings are the laboratory's
  /// alone.
  public Interpreted interpret(
      Map<String, DiplotypeCall> called,
      Map<String, OutsideCall> outside,
      Set<String> permittedDataClasses) {
    var findings = new ArrayList<Finding>();
    for (var panel : release.panels()) {
      if (permittedDataClasses.contains(panel.dataClass())) {
        var reported = outside.get(panel.gene());
        var call = called.get(panel.name());
        var here = call == null ? null : finding(panel, call);
        if (reported != null) {
          var caller = Objects.requireNonNull(callers.get(panel.name()));
          findings.add(Reported.finding(panel, caller, reported, here, release.name()));
        } else if (here != null) {
          findings.add(here);
        }
      }
    }
    for (var gene : release.outsideGenes()) {
      var reported = outside.get(gene.gene());
      if (reported != null && permittedDataClasses.contains(gene.dataClass())) {
        findings.add(Reported.finding(gene, reported, gene.means(reported), release.name()));
      }
    }
    return new Interpreted(
        findings,
        Guidance.of(release.guidelines(), results(findings, release)),
        called.isEmpty() ? null : loci.referenceDigest().orElse(Interpreted.NO_REFERENCE));
  }

  /// What findings say of genes, as guidelines ask for it: by symbol, or of a gene that is asked
  /// for by allele, by symbol and allele.
  ///
  /// @param release whose guidelines ask
  /// @return without an entry for a gene that the findings do not have; with none in it for an
  ///   allele that the laboratory's typing does not tell of
  public static Map<String, List<GeneResult>> results(
      List<Finding> findings, KnowledgeRelease release) {
    var byAllele =
        release.outsideGenes().stream()
            .filter(gene -> !gene.carried().isEmpty())
            .collect(Collectors.toMap(OutsideGene::gene, OutsideGene::asked));
    var results = new HashMap<String, List<GeneResult>>();
    for (var finding : findings) {
      var asked = byAllele.get(finding.gene());
      if (asked != null) {
        asked.forEach(allele -> results.put(allele, List.of()));
        results(finding, List.of())
            .forEach(
                result -> results.put(OutsideGene.asked(finding.gene(), result), List.of(result)));
      } else {
        results.put(finding.gene(), results(finding, possible(finding.gene(), release)));
        for (var alleles : release.asked(finding.gene())) {
          results.put(finding.gene() + " " + alleles, copies(finding, alleles, release));
        }
      }
    }
    return results;
  }

  private static List<GeneResult> copies(Finding finding, String asked, KnowledgeRelease release) {
    return release.panels().stream()
        .filter(panel -> panel.gene().equals(finding.gene()))
        .findFirst()
        .map(panel -> copies(finding, asked, panel))
        .orElse(List.of());
  }

  /// None where the finding does not tell: the laboratory gives a phenotype alone, the tables do
  /// not know an allele of the pair, or a position was missed that one of the alleles is told by,
  /// so that there may be more of them. One in the place of another of those asked for is no more;
  /// that there may be fewer is said by [Reliance].
  private static List<GeneResult> copies(Finding finding, String asked, Panel panel) {
    var alleles = AlleleCopies.alleles(asked);
    var open = finding.allelesNotExcluded().stream().filter(alleles::contains).toList();
    var pairs =
        finding.diplotypes().stream()
            .map(diplotype -> AlleleCopies.pair(diplotype.label()))
            .toList();
    var told =
        pairs.stream()
            .allMatch(pair ->
                pair.size() == 2
                    && panel.functions().keySet().containsAll(pair)
                    && pair.stream()
                        .filter(copy -> !alleles.contains(copy))
                        .noneMatch(
                            copy -> open.stream().anyMatch(other -> panel.mayBe(copy, other))));
    return told
        ? pairs.stream().map(pair -> AlleleCopies.of(asked, pair)).distinct().toList()
        : List.of();
  }

  /// What pairs of alleles can come to.
  private static List<GeneResult> possible(String gene, KnowledgeRelease release) {
    return Stream.concat(
            release.panels().stream()
                .filter(panel -> panel.gene().equals(gene))
                .flatMap(panel -> panel.phenotypes().all().stream())
                .map(phenotype -> new GeneResult(phenotype.name(), phenotype.score())),
            release.outsideGenes().stream()
                .filter(outside -> outside.gene().equals(gene))
                .flatMap(outside -> outside.ofPairs().stream()))
        .toList();
  }

  /// One for each score that a diplotype can have; the last of an open range stands for all above
  /// it, as they share a phenotype.
  private static List<GeneResult> results(Finding finding, List<GeneResult> possible) {
    var notExcluded = Set.copyOf(finding.phenotypesNotExcluded());
    return finding.diplotypes().stream()
        .flatMap(diplotype -> results(diplotype, possible))
        .map(one -> new GeneResult(one.phenotype(), one.activityScore(), one.scores(), notExcluded))
        .distinct()
        .toList();
  }

  private static Stream<GeneResult> results(Diplotype diplotype, List<GeneResult> possible) {
    var score = diplotype.activityScore();
    if (score == null) {
      var scores =
          possible.stream()
              .filter(one -> one.phenotype().equals(diplotype.phenotype()))
              .flatMap(one -> Stream.ofNullable(one.activityScore()))
              .distinct()
              .sorted()
              .toList();
      return Stream.of(new GeneResult(diplotype.phenotype(), null, scores));
    }
    return ActivityScores.parse(score)
        .orElseThrow(() -> new DefectiveKnowledge("finding", "its score cannot be read"))
        .possible()
        .stream()
        .map(one -> new GeneResult(diplotype.phenotype(), one));
  }

  private Finding finding(Panel panel, DiplotypeCall call) {
    var diplotypes = diplotypes(panel, call);
    var alleles = new LinkedHashSet<>(call.notExcluded());
    var phenotypes = new TreeSet<>(call.phenotypesNotExcluded());
    for (var diplotype : diplotypes) {
      alleles.remove(diplotype.first());
      alleles.remove(diplotype.second());
      phenotypes.remove(diplotype.phenotype());
    }
    return new Finding(
        panel.name(),
        panel.gene(),
        panel.hgncId(),
        panel.dataClass(),
        release.name(),
        certainty(call),
        diplotypes,
        positions(call.missing()),
        positions(call.undocumented()),
        List.copyOf(alleles),
        List.copyOf(phenotypes),
        Caveats.of(panel, call, phenotypes));
  }

  /// As called; of variants that are not phased, the pair of the lowest function.
  private static List<Diplotype> diplotypes(Panel panel, DiplotypeCall call) {
    var diplotypes = new ArrayList<Diplotype>();
    for (var i = 0; i < call.meaning().size(); i++) {
      var meaning = call.meaning().get(i);
      var named = call.best().isEmpty() ? named(call, meaning) : call.best().get(i);
      var phenotype = panel.phenotypeOf(meaning.first(), meaning.second());
      diplotypes.add(
          new Diplotype(
              named.first(), named.second(), phenotype.name(), phenotype.activityScore()));
    }
    return List.copyOf(diplotypes);
  }

  private static AllelePair named(DiplotypeCall call, AllelePair meaning) {
    return call.byOnePosition().isEmpty()
        ? meaning
        : new AllelePair(call.byOnePosition() + " as in " + meaning.label(), AllelePair.NO_COPY);
  }

  private static List<Position> positions(List<Locus> loci) {
    return loci.stream().map(Position::of).toList();
  }

  private static Certainty certainty(DiplotypeCall call) {
    if (call.meaning().isEmpty()) {
      return Certainty.NOT_CALLED;
    }
    if (!call.missing().isEmpty()) {
      return Certainty.PROVISIONAL;
    }
    return call.best().size() == 1 ? Certainty.DEFINITE : Certainty.AMBIGUOUS;
  }
}
