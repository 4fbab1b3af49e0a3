package org.genomerecord.interpretation.interpret;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.diplotype.AllelePair;
import org.genomerecord.interpretation.diplotype.DiplotypeCall;
import org.genomerecord.interpretation.diplotype.DiplotypeCaller;
import org.genomerecord.interpretation.panel.Action;
import org.genomerecord.interpretation.panel.Implication;
import org.genomerecord.interpretation.panel.KnowledgeRelease;
import org.genomerecord.interpretation.panel.Panel;
import org.genomerecord.interpretation.panel.Strength;

/// The pure function from a sample's calls, a knowledge release and the permitted data classes to
/// findings.
public final class Interpreter {
  private Interpreter() {}

  /// Findings of the release's panels, in their order. A panel whose data class is not permitted is
  /// not computed.
  ///
  /// @param permittedDataClasses such as `pharmacogenomic`
  public static List<Finding> interpret(
      LocusCalls calls, KnowledgeRelease release, Set<String> permittedDataClasses) {
    return release.panels().stream()
        .filter(panel -> permittedDataClasses.contains(panel.dataClass()))
        .map(panel -> finding(panel, DiplotypeCaller.call(panel, calls), release))
        .toList();
  }

  private static Finding finding(Panel panel, DiplotypeCall call, KnowledgeRelease release) {
    var diplotypes = call.best().stream().map(pair -> diplotype(panel, pair)).toList();
    var alleles = new LinkedHashSet<String>();
    var phenotypes = new TreeSet<String>();
    for (var pair : call.notExcluded()) {
      alleles.add(pair.first());
      alleles.add(pair.second());
      phenotypes.add(panel.phenotypeOf(pair.first(), pair.second()).name());
    }
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
        caveats(panel, call, phenotypes),
        recommendations(panel, diplotypes, release));
  }

  private static Diplotype diplotype(Panel panel, AllelePair pair) {
    var phenotype = panel.phenotypeOf(pair.first(), pair.second());
    return new Diplotype(pair.first(), pair.second(), phenotype.name(), phenotype.activityScore());
  }

  private static List<Position> positions(List<Locus> loci) {
    return loci.stream().map(Position::of).toList();
  }

  private static Certainty certainty(DiplotypeCall call) {
    if (call.best().isEmpty()) {
      return Certainty.NOT_CALLED;
    }
    if (!call.missing().isEmpty()) {
      return Certainty.PROVISIONAL;
    }
    return call.best().size() == 1 ? Certainty.DEFINITE : Certainty.AMBIGUOUS;
  }

  private static List<String> caveats(Panel panel, DiplotypeCall call, Set<String> phenotypes) {
    var caveats = new ArrayList<String>();
    if (call.best().isEmpty()) {
      caveats.add(
          call.missing().size() == panel.loci().size()
              ? "No defining position was called."
              : "No pair of named alleles explains the calls.");
    }
    if (call.best().size() > 1) {
      caveats.add(call.best().size() + " pairs of alleles explain the calls equally well.");
    }
    if (!call.missing().isEmpty()) {
      caveats.add(
          call.missing().size()
              + " of "
              + panel.loci().size()
              + " defining positions were not called; they are not taken as reference.");
    }
    if (!phenotypes.isEmpty()) {
      caveats.add("For that reason not excluded: " + String.join(", ", phenotypes) + ".");
    }
    if (!call.undocumented().isEmpty()) {
      caveats.add(
          "Bases that no named allele is defined by at "
              + String.join(", ", call.undocumented().stream().map(Locus::label).toList())
              + ".");
    }
    return caveats;
  }

  private static List<Recommendation> recommendations(
      Panel panel, List<Diplotype> diplotypes, KnowledgeRelease release) {
    return diplotypes.isEmpty()
        ? withoutCall(panel, release).toList()
        : panel.implications().stream()
            .filter(implication ->
                diplotypes.stream()
                    .anyMatch(diplotype -> diplotype.phenotype().equals(implication.phenotype())))
            .map(implication -> recommendation(implication, release))
            .toList();
  }

  private static Recommendation recommendation(Implication implication, KnowledgeRelease release) {
    return new Recommendation(
        implication.drug(),
        implication.rxNorm(),
        implication.context(),
        implication.phenotype(),
        implication.action(),
        implication.wording(),
        implication.strength(),
        notAssessed(implication, release),
        implication.source());
  }

  /// A gene that was tested and not called is said for each drug: silence would read as "nothing to
  /// consider".
  private static Stream<Recommendation> withoutCall(Panel panel, KnowledgeRelease release) {
    var drugs = new LinkedHashSet<String>();
    return panel.implications().stream()
        .filter(implication -> drugs.add(implication.drug()))
        .map(implication ->
            new Recommendation(
                implication.drug(),
                implication.rxNorm(),
                "",
                "",
                Action.NONE,
                "No recommendation: the gene could not be called.",
                Strength.NONE,
                notAssessed(implication, release),
                implication.source()));
  }

  private static List<String> notAssessed(Implication implication, KnowledgeRelease release) {
    return implication.dependsOn().stream().filter(gene -> !release.assesses(gene)).toList();
  }
}
