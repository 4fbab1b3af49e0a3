package org.genomerecord.interpretation.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.outside.OutsideGene.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingOutsideCallsTest {
  private static Map<String, OutsideCall> read(List<String> lines) {
    return parse(lines).calls();
  }

  private static OutsideCalls parse(List<String> lines) {
    return OutsideCalls.parse(
        lines, SyntheticCallSet.RELEASE.phenotypes(), SyntheticCallSet.RELEASE.activities());
  }

  @Test
  void aCallHasADiplotypeAndPerhapsMore() {
    var calls =
        read(
            List.of(
                "# made by hand",
                "",
                "CYP2D6\t*1/*4",
                "HLA-B\t\t*57:01 positive",
                "TPMT\t*1/*3A\t\t"));
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
        "cyp2d6\t*1/*2",
        "\t*1/*2",
        "NOGENE\t*1/*2\t\tmany",
        "CYP2D6\t*4/*4\t\t2",
        "CYP2D6\t*1/*10\t\t2.25",
        "CYP2D6\t*1xN/*4\t\t1",
        "CYP2D6\t*4/*4\t\t0.5",
        "CYP2D6\t*1/*4\t\t≥1.25",
        "CYP2D6\t*1/*999\t\t0",
        "CYP2C9\t*1/*1\t\t1",
        "gene\tdiplotype\tcomment",
        "#gene\tdiplotype\tdiplotype",
        "CYP2D6\t\tSlow",
        "HLA-B\t\t*57:01 positive, *58:01",
      })
  void whatIsNoCallIsSaidByItsLineAndNotRepeated(String line) {
    assertThatThrownBy(() -> read(List.of("# one", line)))
        .isInstanceOf(OutsideCalls.NotReadable.class)
        .hasMessageStartingWith("line 2: ")
        .hasMessageNotContaining("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CYP2D6\t*4/*4\t\t0\t2",
        "CYP2D6\t*1x2/*4\t\t2.0\t3",
        "CYP2D6\t*1xN/*4\t\t4",
        "CYP2D6\t*10/*10\t\t1",
        "CYP2D6\t*1/*999\t\t1.5",
        "CYP2C9\t*1/*3\t\t1",
        "CYP2C19\t*1/*2\t\t1.5",
      })
  void aScoreThatTheDiplotypeCanHaveIsTaken(String line) {
    assertThat(read(List.of(line))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#gene\tdiplotype\tphenotype\tcopy number",
        "# Gene\tDiplotype\tPhenotype\tCopy_Number\tActivity-Score",
        "gene\tdiplotype\tphenotype\tcopynumber",
      })
  void aHeadingNamesTheColumnsInAnyOrder(String heading) {
    assertThat(read(List.of("# words", heading, "CYP2D6\t*4/*4\t\t2")).values())
        .containsExactly(new OutsideCall("CYP2D6", "*4/*4", "", null));
    assertThatThrownBy(() -> read(List.of("CYP2D6\t*4/*4", heading)))
        .hasMessageStartingWith("line 2: ");
  }

  @Test
  void aGeneIsCalledOnce() {
    var twice = List.of("CYP2D6\t*1/*4", "CYP2D6\t*1/*1");
    assertThatThrownBy(() -> read(twice)).hasMessageContaining("line 2");
  }

  @Test
  void aGeneThatNobodyHereInterpretsStopsNoOther() {
    var read = parse(List.of("# one", "COMT\tG/A", "CYP2D6\t*1/*4", "CPY2C9\t\tSlow", ""));

    assertThat(read.calls().keySet()).containsExactly("CYP2D6");
    assertThat(read.linesOfOtherGenes()).containsExactly(2, 4);
    assertThat(read.isEmpty()).isFalse();
    assertThat(read).hasToString("OutsideCalls");
  }

  @Test
  void whereNothingIsCalledThereIsNoCall() {
    assertThat(parse(List.of("COMT\tG/A")).isEmpty()).isFalse();
    assertThat(parse(List.of("TPMT\t*1/*1")).isEmpty()).isFalse();
    assertThat(parse(List.of("# COMT\tG/A")).isEmpty()).isTrue();
  }

  @Test
  void aGeneThatNobodyHereInterpretsIsCalledOnceToo() {
    assertThatThrownBy(() -> read(List.of("COMT\tG/A", "COMT\tG/G")))
        .hasMessageContaining("line 2: the gene has a call above already");
  }

  @ParameterizedTest
  @CsvSource({
    "HLA-B, HLA-B*57:01/B*07:02, *57:01/*07:02",
    "CYP2D6, CYP2D6 *1/CYP2D6*4, *1/*4",
    "CYP2D6, CYP2D6*36+CYP2D6*10/*1, *36+*10/*1",
    "HLA-B, A*57:01/*07:02, A*57:01/*07:02",
  })
  void theGenesNameBeforeAnAlleleIsLeftOut(String gene, String written, String diplotype) {
    assertThat(read(List.of(gene + "\t" + written)).get(gene))
        .isEqualTo(new OutsideCall(gene, diplotype, "", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CYP2C19 | poor metaboliser | Poor Metabolizer",
        "CYP2D6 | ULTRARAPID METABOLIZER | Ultrarapid Metabolizer",
        "HLA-B | HLA-B*57:01 Positive; B*58:01 negative | *57:01 positive, *58:01 negative",
        "CFTR | Ivacaftor responsive in CF patients | ivacaftor responsive in CF patients",
      })
  void aPhenotypeIsSpelledAsTheTablesDo(String gene, String written, String phenotype) {
    assertThat(read(List.of("\uFEFF" + gene + "\t\t" + written)).get(gene))
        .isEqualTo(new OutsideCall(gene, "", phenotype, null));
  }

  /// CPIC and DPWG consensus of 2019 (doi:10.1111/cts.12692): 0 poor, to 1 intermediate, 1.25 to
  /// 2.25 normal, above ultrarapid.
  @ParameterizedTest
  @CsvSource({
    "*4/*5, 0.0, Poor Metabolizer",
    "*1/*4, 1.0, Intermediate Metabolizer",
    "*4/*10, 0.25, Intermediate Metabolizer",
    "*1/*10, 1.25, Normal Metabolizer",
    "*1/*1, 2.0, Normal Metabolizer",
    "*1x2/*1, 3.0, Ultrarapid Metabolizer",
    "*4x2/*1, 1.0, Intermediate Metabolizer",
    "*36+*10/*1, 1.25, Normal Metabolizer",
  })
  void copiesAreAddedUp(String diplotype, String score, String phenotype) {
    assertThat(meanings(new OutsideCall("CYP2D6", diplotype, "", null)))
        .containsExactly(new Meaning(phenotype, score));
  }

  /// `xN` is two copies or more (CPIC tricyclics 2016, doi:10.1002/cpt.597, table 1), and CPIC's
  /// table of diplotypes names what is not counted by its least: `≥4.0` of `*1/*1x≥3`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*1xN/*1 | Ultrarapid Metabolizer ≥3.0",
        "*1/*1x≥3 | Ultrarapid Metabolizer ≥4.0",
        "*1xN/*2xN | Ultrarapid Metabolizer ≥4.0",
        "*4xN/*1 | Intermediate Metabolizer 1.0",
        "*4xN/*4xN | Poor Metabolizer 0.0",
        "*2xN/*4 | Normal Metabolizer 2.0; Ultrarapid Metabolizer ≥3.0",
        "*2x≥3/*4 | Ultrarapid Metabolizer ≥3.0",
        "*17xN/*4 | Intermediate Metabolizer 1.0; Normal Metabolizer 1.5, 2.0; Ultrarapid Metabolizer ≥2.5",
        "*41xN/*1 | Normal Metabolizer 1.5, 1.75, 2.0, 2.25; Ultrarapid Metabolizer ≥2.5",
        "*10xN/*999 | Indeterminate null",
      })
  void copiesThatWereNotCountedGiveEverythingThatIsPossible(String diplotype, String meanings) {
    assertThat(meanings(new OutsideCall("CYP2D6", diplotype, "", null)))
        .extracting(meaning -> meaning.phenotype() + " " + meaning.activityScore())
        .containsExactly(meanings.split("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ≥3 | Ultrarapid Metabolizer ≥3.0",
        "'' | ≥2 | Normal Metabolizer 2.0, 2.25; Ultrarapid Metabolizer ≥2.5",
        "'' | 2 | Normal Metabolizer 2.0",
        "Ultrarapid Metabolizer | ≥2 | Ultrarapid Metabolizer ≥2.5",
        "Ultrarapid Metabolizer | '' | Ultrarapid Metabolizer ≥3.0",
        "Poor Metabolizer | '' | Poor Metabolizer null",
        "Poor Metabolizer | 0 | Poor Metabolizer 0.0",
        "Poor Metabolizer | 0.5 | Poor Metabolizer null",
        "Ultrarapid Metabolizer | 2 | Ultrarapid Metabolizer null",
      })
  void whatTheLaboratoryStatesStands(String phenotype, String score, String meanings) {
    var call = new OutsideCall("CYP2D6", "*2xN/*4", phenotype, score.isEmpty() ? null : score);
    assertThat(meanings(call))
        .extracting(meaning -> meaning.phenotype() + " " + meaning.activityScore())
        .containsExactly(meanings.split("; "));
  }

  @Test
  void anAlleleWithoutAValueIsIndeterminate() {
    assertThat(meanings(new OutsideCall("CYP2D6", "*1/*999", "", null)))
        .containsExactly(new Meaning("Indeterminate", null));
    assertThat(meanings(new OutsideCall("CYP2D6", "*1x0/*1", "", null)))
        .containsExactly(new Meaning("Indeterminate", null));
  }

  /// Neither is the other copy the same, nor is it missing: nobody knows.
  @ParameterizedTest
  @ValueSource(strings = {"*1", "*4", "*1x2", "*1/*4/*4"})
  void aCallThatIsNotOfBothCopiesIsIndeterminate(String diplotype) {
    assertThat(meanings(new OutsideCall("CYP2D6", diplotype, "", null)))
        .containsExactly(new Meaning("Indeterminate", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.25", "1.5, 1.75, 2.0", "≥3.0", "0.0"})
  void scoresAreWrittenAsTheyAreRead(String written) {
    assertThat(ActivityScores.parse(written).orElseThrow().text()).isEqualTo(written);
    assertThat(ActivityScores.parse(written).toString()).doesNotContain(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "≥", "many", "1,5", "-1", "1.0,"})
  void whatIsNoScoreIsNotRead(String written) {
    assertThat(ActivityScores.parse(written)).isEmpty();
  }

  /// What a typing does not tell is not negative.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*57:01/*07:02 | '' | *15:02 negative, *57:01 positive, *58:01 negative",
        "*57:01:01/*15:020 | '' | *15:02 negative, *57:01 positive, *58:01 negative",
        "*57:01:01G/*15:02P | '' | *15:02 positive, *57:01 positive, *58:01 negative",
        "*57:01g/*07:02g | '' | *15:02 negative, *57:01 positive, *58:01 negative",
        "*57:03/*07:02 | '' | *15:02 negative, *57:01 negative, *58:01 negative",
        "*57/*07 | '' | *15:02 negative, *58:01 negative",
        "*57:01 | '' | *57:01 positive",
        "*07:02 | '' | ''",
        "*57:01:01N/*07:02 | '' | *15:02 negative, *58:01 negative",
        "B57/*07:02 | '' | ''",
        "*57:AB/*58:01 | '' | *58:01 positive",
        "*1502/*4001 | '' | ''",
        "*1502/*57:01 | '' | *57:01 positive",
        "*7:02/*08:01 | '' | ''",
        "'' | *57:01 positive | *57:01 positive",
        "'' | *57:01 negative | *57:01 negative",
        "'' | *57:01 Negative; *58:01 positive | *57:01 negative, *58:01 positive",
        "'' | *57:01 negative, *57:01 positive | ''",
        "'' | positive | ''",
        "*57:01/*07:02 | *57:01 negative | *15:02 negative, *58:01 negative",
        "*07:02 | *58:01 negative | *58:01 negative",
      })
  void aTypingTellsOfAnAlleleOrDoesNot(String diplotype, String phenotype, String told) {
    var means = gene("HLA-B").means(new OutsideCall("HLA-B", diplotype, phenotype, null));
    assertThat(
            means.values().stream()
                .flatMap(List::stream)
                .map(Meaning::phenotype)
                .collect(Collectors.joining(", ")))
        .isEqualTo(told);
    means.forEach((asked, meanings) ->
        assertThat("HLA-B " + meanings.getFirst().phenotype()).startsWith(asked + " "));
  }

  private static List<Meaning> meanings(OutsideCall call) {
    return Objects.requireNonNull(gene(call.gene()).means(call).get(call.gene()));
  }

  private static OutsideGene gene(String symbol) {
    return SyntheticCallSet.RELEASE.outsideGenes().stream()
        .filter(gene -> gene.gene().equals(symbol))
        .findFirst()
        .orElseThrow();
  }
}
