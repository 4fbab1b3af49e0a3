package org.genomerecord.interpretation.diplotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.INTERPRETER;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.callset.SyntheticCallSet.Line;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;
import org.junit.jupiter.api.Test;

/// Of variants whose functions have no activity values, the gravest tells the phenotype, whatever
/// their names.
class WeighingVariantsTest {
  private static final Panel MITOCHONDRIAL = SyntheticCallSet.panel("MT-RNR1");
  private static final Panel RYANODINE = SyntheticCallSet.panel("RYR1");
  private static final String INCREASED = "increased risk of aminoglycoside-induced hearing loss";

  @Test
  void anIncreasedRiskIsToldBesideAnUncertainOneOnTheSameCopy() {
    var finding = found(MITOCHONDRIAL, lines(MITOCHONDRIAL, "m.1243T>C", "m.1555A>G"));
    assertThat(phenotypes(finding)).containsExactly(INCREASED);
  }

  @Test
  void anIncreasedRiskThatWasNotLookedForIsNotExcludedByAnUncertainOne() {
    var lines =
        lines(MITOCHONDRIAL, "m.1243T>C").stream().filter(line -> line.position() != 1555).toList();
    assertThat(found(MITOCHONDRIAL, lines).phenotypesNotExcluded()).contains(INCREASED);
  }

  @Test
  void oneOfManyUnphasedVariantsThatIsAssociatedWithDiseaseTellsThePhenotype() {
    var grave = last(RYANODINE, "Malignant Hyperthermia associated");
    var others =
        RYANODINE.alleles().stream()
            .map(NamedAllele::name)
            .filter(name -> function(RYANODINE, name).equals("Uncertain function"))
            .limit(2)
            .toList();
    var finding = found(RYANODINE, lines(RYANODINE, others.get(0), others.get(1), grave));
    assertThat(phenotypes(finding)).containsExactly("Malignant Hyperthermia Susceptibility");
  }

  /// The one whose name is sorted last.
  private static String last(Panel panel, String function) {
    return panel.alleles().stream()
        .map(NamedAllele::name)
        .filter(name -> function(panel, name).equals(function))
        .max(AlleleName.ORDER)
        .orElseThrow();
  }

  private static String function(Panel panel, String allele) {
    return Objects.requireNonNull(panel.functions().get(allele)).name();
  }

  private static List<String> phenotypes(Finding finding) {
    return finding.diplotypes().stream().map(diplotype -> diplotype.phenotype()).toList();
  }

  private static Finding found(Panel panel, List<Line> lines) {
    return INTERPRETER
        .interpret(SyntheticCallSet.calls(lines), Map.of(), Set.of(panel.dataClass()))
        .findings()
        .stream()
        .filter(finding -> finding.gene().equals(panel.gene()))
        .findFirst()
        .orElseThrow();
  }

  /// Each variant on one of two copies, or on the only one; which copy is not known.
  private static List<Line> lines(Panel panel, String... names) {
    var single = panel.equals(MITOCHONDRIAL);
    var alleles =
        panel.alleles().stream().filter(allele -> List.of(names).contains(allele.name())).toList();
    return panel.loci().stream()
        .map(locus -> {
          var base =
              alleles.stream()
                  .filter(allele -> allele.isDefinedBy(locus))
                  .map(allele -> Objects.requireNonNull(allele.bases().get(locus)))
                  .findFirst();
          int index = base.map(bases -> locus.alternates().indexOf(bases) + 1).orElse(0);
          return new Line(
              locus.chromosome(),
              locus.position(),
              locus.reference(),
              String.join(",", locus.alternates()),
              single ? Integer.toString(index) : "0/" + index);
        })
        .toList();
  }
}
