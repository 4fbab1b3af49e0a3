package org.genomerecord.interpretation.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingOutsideCallsTest {
  private static final Set<String> GENES = SyntheticCallSet.RELEASE.genes();

  @Test
  void aCallHasADiplotypeAndPerhapsMore() {
    var calls =
        OutsideCalls.parse(
            List.of(
                "# made by hand",
                "",
                "CYP2D6\t*1/*4",
                "HLA-B\t\t*57:01 positive",
                "TPMT\t*1/*3A\t\t"),
            GENES);
    assertThat(calls.values())
        .containsExactly(
            new OutsideCall("CYP2D6", "*1/*4", "", null),
            new OutsideCall("HLA-B", "", "*57:01 positive", null),
            new OutsideCall("TPMT", "*1/*3A", "", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CYP2D6",
        "CYP2D6\t\t",
        "CYP2D6\t*1/*4\t\tmany",
        "CYP2D6\t*1/*4\t\t1.0\tmore",
        "NOGENE\t*1/*2",
      })
  void whatIsNoCallIsSaidByItsLineAndNotRepeated(String line) {
    assertThatThrownBy(() -> OutsideCalls.parse(List.of("# one", line), GENES))
        .isInstanceOf(OutsideCalls.NotReadable.class)
        .hasMessageStartingWith("line 2: ")
        .hasMessageNotContaining("*");
  }

  @Test
  void aGeneIsCalledOnce() {
    var twice = List.of("CYP2D6\t*1/*4", "CYP2D6\t*1/*1");
    assertThatThrownBy(() -> OutsideCalls.parse(twice, GENES)).hasMessageContaining("line 2");
  }

  /// CPIC and DPWG consensus of 2019 (doi:10.1111/cts.12692): 0 poor, to 1 intermediate, 1.25 to
  /// 2.25 normal, above ultrarapid.
  @ParameterizedTest
  @CsvSource({
    "*4/*5, 0, Poor Metabolizer",
    "*1/*4, 1, Intermediate Metabolizer",
    "*4/*10, 0.25, Intermediate Metabolizer",
    "*1/*10, 1.25, Normal Metabolizer",
    "*1/*1, 2, Normal Metabolizer",
    "*1x2/*1, 3, Ultrarapid Metabolizer",
    "*1xN/*1, 3, Ultrarapid Metabolizer",
    "*4xN/*1, 1, Intermediate Metabolizer",
    "*36+*10/*1, 1.25, Normal Metabolizer",
  })
  void copiesAreAddedUp(String diplotype, double score, String phenotype) {
    assertThat(gene("CYP2D6").means(new OutsideCall("CYP2D6", diplotype, "", null)))
        .containsEntry("CYP2D6", new GeneResult(phenotype, score));
  }

  @Test
  void anAlleleWithoutAValueIsIndeterminate() {
    assertThat(gene("CYP2D6").means(new OutsideCall("CYP2D6", "*1/*999", "", null)))
        .containsEntry("CYP2D6", new GeneResult("Indeterminate", null));
  }

  @Test
  void anAlleleTypedToMoreFieldsIsThatAllele() {
    assertThat(gene("HLA-B").means(new OutsideCall("HLA-B", "*57:01:01/*15:020", "", null)))
        .containsEntry("HLA-B *57:01", new GeneResult("*57:01 positive", null))
        .containsEntry("HLA-B *15:02", new GeneResult("*15:02 negative", null));
  }

  private static OutsideGene gene(String symbol) {
    return SyntheticCallSet.RELEASE.outsideGenes().stream()
        .filter(gene -> gene.gene().equals(symbol))
        .findFirst()
        .orElseThrow();
  }
}
