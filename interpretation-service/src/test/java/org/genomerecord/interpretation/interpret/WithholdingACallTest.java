package org.genomerecord.interpretation.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.INTERPRETER;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.RELEASE;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.calls;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.panel;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.vcf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.panel.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is called and is no base, or of one copy only, never ends as a normal call.
class WithholdingACallTest {
  private static final Set<String> PERMITTED = Set.of("pharmacogenomic");
  private static final String NO_BASES = "A structural variant or a deleted allele was called at ";
  private static final String ONE_COPY = "A variant was called on one copy, and the other copy";

  /// Genes whose undocumented bases are read as the reference.
  private static Stream<Panel> readAsReference() {
    return RELEASE.panels().stream()
        .filter(panel -> panel.rules().undocumentedIsReference())
        .filter(panel -> PERMITTED.contains(panel.dataClass()));
  }

  @ParameterizedTest
  @MethodSource("readAsReference")
  void whereAnAlleleIsNotWrittenInBasesThePositionIsNotCalled(Panel panel) {
    for (var written : List.of("<DEL> 1/1", "<DEL> 0/1", "ALT,* 0/2", "ALT,<NON_REF> 2/2")) {
      var at = panel.loci().getFirst();
      var finding = finding(panel, written(panel, at, written));

      assertThat(finding.positionsMissing()).as(written).contains(Position.of(at));
      assertThat(finding.positionsUndocumented()).as(written).isEmpty();
      assertThat(finding.certainty()).as(written).isEqualTo(Certainty.PROVISIONAL);
      assertThat(finding.caveats()).anyMatch(it -> it.startsWith(NO_BASES + at.label()));
    }
  }

  @Test
  void aVariantBesideADeletedAlleleIsNotLost() {
    var finding = finding(panel("DPYD"), written(panel("DPYD"), at(97450058), "ALT,* 1/2"));

    assertThat(finding.certainty()).isEqualTo(Certainty.NOT_CALLED);
    assertThat(finding.caveats()).anyMatch(it -> it.startsWith(ONE_COPY));
  }

  @ParameterizedTest
  @CsvSource({"1/1", "0/1"})
  void aGeneThatIsDeletedIsNeitherNormalNorUntested(String genotype) {
    var deletion = "chr1\t97070000\t.\tN\t<DEL>\t.\tPASS\tSVTYPE=DEL;END=97900000\tGT\t" + genotype;
    var finding = finding(panel("DPYD"), calls(vcf(deletion)));

    assertThat(finding.diplotypes()).isEmpty();
    assertThat(finding.wasTested()).isTrue();
    assertThat(finding.caveats())
        .anyMatch(it -> it.startsWith(NO_BASES + "83 of the gene's positions"))
        .noneMatch(it -> it.contains("No defining position was called."));
    assertThat(INTERPRETER.interpret(calls(vcf(deletion)), PERMITTED).recommendations())
        .filteredOn(advice -> advice.drug().equals("capecitabine"))
        .allMatch(advice -> advice.action() == Action.NONE);
  }

  @ParameterizedTest
  @CsvSource({"1/.", "./1", "1|.", ".|1", "1", "0/0/1", "1/1/1"})
  void aVariantOfWhichOneCopyIsToldIsNoCallOfItsGene(String genotype) {
    for (var locus : List.of(at(97450058), at(94781859), at(18130687), at(38444211))) {
      var panel = of(locus);
      var finding = finding(panel, written(panel, locus, "ALT " + genotype));

      assertThat(finding.certainty()).as(panel.gene()).isEqualTo(Certainty.NOT_CALLED);
      assertThat(finding.diplotypes()).isEmpty();
      assertThat(finding.positionsMissing()).contains(Position.of(locus));
      assertThat(finding.caveats())
          .contains(ONE_COPY + " was not, at " + locus.label() + ".")
          .contains("Not called, as of a position one copy alone is told.");
    }
  }

  @ParameterizedTest
  @CsvSource({"0/.", "./0", "0", "0/0/0", "./."})
  void aReferenceBaseOfWhichOneCopyIsToldIsAPositionThatWasNotCalled(String genotype) {
    for (var locus : List.of(at(97450058), at(94781859))) {
      var panel = of(locus);
      var finding = finding(panel, written(panel, locus, "ALT " + genotype));

      assertThat(finding.certainty()).as(panel.gene()).isEqualTo(Certainty.PROVISIONAL);
      assertThat(finding.positionsMissing()).containsExactly(Position.of(locus));
      assertThat(finding.caveats()).noneMatch(it -> it.startsWith(ONE_COPY));
    }
  }

  /// As on both copies, where it is read as the reference.
  @Test
  void anUndocumentedBaseOnOneCopyIsNoVariantWhereItWouldBeTheReference() {
    var locus = at(97450058);
    var finding = finding(of(locus), written(of(locus), locus, "G 1/."));

    assertThat(finding.certainty()).isEqualTo(Certainty.PROVISIONAL);
    assertThat(finding.positionsMissing()).containsExactly(Position.of(locus));
    assertThat(finding(of(at(94781859)), written(of(at(94781859)), at(94781859), "C 1/.")))
        .extracting(Finding::certainty)
        .isEqualTo(Certainty.NOT_CALLED);
  }

  @Test
  void aGeneThatNeedsItsBasesIsNotCalledWhereAnAlleleHasNone() {
    var locus = at(94781859);
    var finding = finding(of(locus), written(of(locus), locus, "ALT,* 0/2"));

    assertThat(finding.certainty()).isEqualTo(Certainty.NOT_CALLED);
    assertThat(finding.positionsUndocumented()).containsExactly(Position.of(locus));
    assertThat(finding.caveats())
        .anyMatch(it -> it.startsWith(NO_BASES + locus.label()))
        .noneMatch(it -> it.startsWith("Bases that no named allele"));
  }

  private static Locus at(int position) {
    return RELEASE.panels().stream()
        .flatMap(panel -> panel.loci().stream())
        .filter(locus -> locus.position() == position)
        .findFirst()
        .orElseThrow();
  }

  private static Panel of(Locus locus) {
    return RELEASE.panels().stream()
        .filter(panel -> panel.loci().contains(locus))
        .findFirst()
        .orElseThrow();
  }

  /// Of the reference everywhere but at one position.
  ///
  /// @param asWritten alternates, where `ALT` stands for that of the position, and genotype
  private static LocusCalls written(Panel panel, Locus at, String asWritten) {
    var lines = new ArrayList<String>();
    for (var locus : panel.loci()) {
      var alternates = String.join(",", locus.alternates());
      var here =
          locus.equals(at)
              ? asWritten.replace("ALT", locus.alternates().getFirst()).replace(' ', '\t')
              : alternates + "\t0/0";
      var cells = here.split("\t", -1);
      lines.add(
          String.join(
              "\t",
              locus.chromosome(),
              Integer.toString(locus.position()),
              ".",
              locus.reference(),
              cells[0],
              ".\tPASS\t.\tGT",
              cells[1]));
    }
    return calls(vcf(lines.toArray(String[]::new)));
  }

  private static Finding finding(Panel panel, LocusCalls calls) {
    return INTERPRETER.interpret(calls, PERMITTED).findings().stream()
        .filter(found -> found.gene().equals(panel.gene()))
        .findFirst()
        .orElseThrow();
  }
}
