package org.genomerecord.interpretation.drug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.ANSWERS;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.ask;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.called;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.drug.Inhibitor.Inhibition;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.guidance.Guidance;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.outside.OutsideGene;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Borges and others 2010, doi:10.1177/0091270009359182: the activity score is multiplied by 0 with
/// a strong inhibitor and by 0.5 with a moderate one.
class ConvertingPhenotypesTest {
  private static DrugAnswer.Guided guided(OutsideCall call, String drug, String... medications) {
    return (DrugAnswer.Guided) ask(called(call), drug, medications);
  }

  private static OutsideCall cyp2d6(String diplotype) {
    return new OutsideCall("CYP2D6", diplotype, "", null);
  }

  private static OutsideCall cyp2c19(String diplotype) {
    return new OutsideCall("CYP2C19", diplotype, "", null);
  }

  @ParameterizedTest
  @CsvSource({
    "*1/*1, paroxetine, 0, Poor Metabolizer",
    "*1x2/*1, fluoxetine, 0, Poor Metabolizer",
    "*4/*4, fluoxetine, 0, Poor Metabolizer",
    "*1/*999, bupropion, 0, Poor Metabolizer",
    "*1/*1, duloxetine, 1, Intermediate Metabolizer",
    "*1x2/*1, duloxetine, 1.5, Normal Metabolizer",
    "*1x2/*10, duloxetine, 1.125, Intermediate Metabolizer",
    "*4/*10, duloxetine, 0.125, Intermediate Metabolizer",
    "*4/*4, duloxetine, 0, Poor Metabolizer",
  })
  void aScoreIsMultiplied(String diplotype, String medication, double score, String phenotype) {
    assertThat(guided(cyp2d6(diplotype), "codeine", medication).conversions())
        .extracting(Conversion::converted)
        .containsExactly(new GeneResult(phenotype, score));
  }

  @ParameterizedTest
  @CsvSource({
    "Likely Intermediate Metabolizer, Likely Poor Metabolizer",
    "Likely Poor Metabolizer, Likely Poor Metabolizer",
  })
  void whereAGeneHasNoScoresThePhenotypeGoes(String phenotype, String converted) {
    var call = new OutsideCall("CYP2C19", "", phenotype, null);

    assertThat(guided(call, "clopidogrel", "felbamate").conversions())
        .extracting(Conversion::converted)
        .containsExactly(new GeneResult(converted, null));
  }

  /// Of a laboratory that states the phenotype alone: the scores that it can have, halved.
  @ParameterizedTest
  @CsvSource({
    "Ultrarapid Metabolizer, Normal Metabolizer, 1.25",
    "Normal Metabolizer, Intermediate Metabolizer, 0.625 0.75 0.875 1.0 1.125",
    "Intermediate Metabolizer, Intermediate Metabolizer, 0.125 0.25 0.375 0.5",
    "Poor Metabolizer, Poor Metabolizer, 0.0",
  })
  void whereNobodyStatedTheScoreEachIsTriedAndItIsSaid(
      String phenotype, String converted, String scores) {
    var call = new OutsideCall("CYP2D6", "", phenotype, null);

    assertThat(guided(call, "codeine", "duloxetine").conversions())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.converted().phenotype()).isEqualTo(converted);
          assertThat(one.converted().activityScore()).isNull();
          assertThat(one.converted().scores())
              .isEqualTo(Stream.of(scores.split(" ", -1)).map(Double::valueOf).toList());
          assertThat(one.method()).contains("Nobody stated the score", "less certain");
        });
  }

  /// Nothing is left of any score, so that none has to be stated.
  @Test
  void aStrongInhibitorNeedsNoScore() {
    var call = new OutsideCall("CYP2D6", "", "Intermediate Metabolizer", null);

    assertThat(guided(call, "codeine", "paroxetine").conversions())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.converted()).isEqualTo(new GeneResult("Poor Metabolizer", 0.0));
          assertThat(one.method()).doesNotContain("Nobody stated");
        });
  }

  /// CPIC atomoxetine 2019 and tamoxifen 2018 go by scores: what all halved ones agree on is the
  /// advice.
  @Test
  void aGuidelineThatGoesByScoresIsAnsweredAsFarAsTheyAgree() {
    var call = new OutsideCall("CYP2D6", "", "Intermediate Metabolizer", null);

    assertThat(guided(call, "tamoxifen", "duloxetine").converted())
        .extracting(Recommendation::action)
        .containsExactly(Action.ALTERNATIVE);
    assertThat(guided(call, "atomoxetine", "duloxetine").converted())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.action()).isEqualTo(Action.MONITOR));
    assertThat(guided(call, "atomoxetine", "duloxetine").recommendations())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.action()).isEqualTo(Action.NONE));
  }

  @Test
  void aResultThatTheMethodHasNoStepForStaysWhatItIs() {
    assertThat(guided(cyp2c19("*1/*30"), "clopidogrel", "felbamate").conversions())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.genetic().phenotype()).isEqualTo("Indeterminate");
          assertThat(one.converted()).isEqualTo(one.genetic());
        });
  }

  @Test
  void aDrugThatIsStatedTwiceActsOnce() {
    assertThat(guided(cyp2d6("*1/*1"), "codeine", "paroxetine", "32937").conversions())
        .singleElement()
        .satisfies(one -> assertThat(one.because()).hasSize(1));
  }

  /// As the FDA grades them (drug/SOURCES.md).
  @ParameterizedTest
  @CsvSource({
    "CYP2D6, 'bupropion,fluoxetine,paroxetine,quinidine,terbinafine', Poor Metabolizer",
    "CYP2D6, 'abiraterone,cinacalcet,duloxetine,mirabegron', Intermediate Metabolizer",
    "CYP2C19, 'fluconazole,fluoxetine,fluvoxamine,ticlopidine', Poor Metabolizer",
    "CYP2C19, 'felbamate', Intermediate Metabolizer",
  })
  void eachInhibitorActsOnItsGene(String gene, String drugs, String phenotype) {
    var call = new OutsideCall(gene, "*1/*1", "", null);
    for (var inhibitor : drugs.split(",", -1)) {
      assertThat(
              guided(call, gene.equals("CYP2D6") ? "codeine" : "clopidogrel", inhibitor)
                  .conversions())
          .as(inhibitor)
          .extracting(one -> one.converted().phenotype())
          .containsExactly(phenotype);
    }
  }

  @Test
  void anInhibitorThatHasNoMethodOrIsNotKnownMakesTheTablesDefective() {
    assertThatThrownBy(() -> withInhibitor("CYP3A4\tfluconazole\tstrong"))
        .isInstanceOf(DefectiveKnowledge.class)
        .hasMessageContaining("CYP3A4 has no method");
    assertThatThrownBy(() -> withInhibitor("CYP2D6\tno such drug\tstrong"))
        .isInstanceOf(DefectiveKnowledge.class)
        .hasMessageContaining("no such drug is not known");
  }

  private static Phenoconversion withInhibitor(String row) {
    var drugs = new Drugs(SyntheticCallSet.RELEASE.guidelines(), Table.builtIn("/drug/known.tsv"));
    return new Phenoconversion(
        name ->
            name.equals("inhibitors.tsv")
                ? Table.parse(name, ("gene\tdrug\tstrength\n" + row + "\n").getBytes(UTF_8))
                : Table.builtIn("/drug/" + name),
        drugs,
        SyntheticCallSet.RELEASE.outsideGenes());
  }

  @ParameterizedTest
  @CsvSource({
    "*17/*17, fluvoxamine, Poor Metabolizer",
    "*1/*1, fluconazole, Poor Metabolizer",
    "*17/*17, felbamate, Rapid Metabolizer",
    "*1/*17, felbamate, Normal Metabolizer",
    "*1/*1, felbamate, Intermediate Metabolizer",
    "*1/*2, felbamate, Poor Metabolizer",
    "*2/*2, felbamate, Poor Metabolizer",
  })
  void aGeneWithoutScoresIsTakenDown(String diplotype, String medication, String phenotype) {
    assertThat(guided(cyp2c19(diplotype), "clopidogrel", medication).conversions())
        .extracting(Conversion::converted)
        .containsExactly(new GeneResult(phenotype, null));
  }

  @Test
  void bothAnswersStandBesideEachOtherWithTheirReason() {
    var answer = guided(cyp2d6("*1/*1"), "codeine", "Paroxetine");

    assertThat(answer.recommendations())
        .extracting(Recommendation::action)
        .containsExactly(Action.STANDARD);
    assertThat(answer.converted()).extracting(Recommendation::action).containsExactly(Action.AVOID);
    assertThat(answer.conversions())
        .singleElement()
        .satisfies(conversion -> {
          assertThat(conversion.genetic()).isEqualTo(new GeneResult("Normal Metabolizer", 2.0));
          assertThat(conversion.because())
              .singleElement()
              .satisfies(by -> {
                assertThat(by.drug().rxNorm()).isEqualTo("32937");
                assertThat(by.strength()).isEqualTo(Inhibition.STRONG);
              });
          assertThat(conversion.doi()).isEqualTo("10.1177/0091270009359182");
        });
  }

  @Test
  void theStrongestInhibitorCounts() {
    var answer = guided(cyp2d6("*1/*1"), "codeine", "duloxetine", "4493", "metformin");

    assertThat(answer.conversions())
        .singleElement()
        .satisfies(conversion -> {
          assertThat(conversion.converted().phenotype()).isEqualTo("Poor Metabolizer");
          assertThat(conversion.because())
              .extracting(by -> by.drug().name())
              .containsExactly("fluoxetine");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"metformin", "no such drug", "fluconazole"})
  void whatInhibitsNoneOfTheGenesConvertsNothing(String medication) {
    var answer = guided(cyp2d6("*1/*1"), "codeine", medication);

    assertThat(answer.conversions()).isEmpty();
    assertThat(answer.converted()).isEmpty();
  }

  @Test
  void whatInhibitsAGeneThatTheGuidanceDoesNotGoByConvertsNothing() {
    var findings = called(cyp2d6("*1/*1"), cyp2c19("*1/*1"));
    var answer = (DrugAnswer.Guided) ask(findings, "codeine", "fluconazole", "paroxetine");

    assertThat(answer.conversions()).extracting(Conversion::gene).containsExactly("CYP2D6");
  }

  /// CPIC 2023 speaks of what paroxetine does to its own breakdown: it is in the guideline.
  @Test
  void aDrugDoesNotConvertItsOwnAnswer() {
    assertThat(guided(cyp2d6("*1/*1"), "paroxetine", "paroxetine").conversions()).isEmpty();
    assertThat(guided(cyp2d6("*1/*1"), "paroxetine", "quinidine").conversions()).hasSize(1);
  }

  @Test
  void whatWasNotCalledStaysNotTested() {
    assertThat(ask(called(), "clopidogrel", "fluvoxamine"))
        .isInstanceOf(DrugAnswer.NotTested.class);
  }

  @Test
  void everyInhibitorIsADrugThatCanBeStated() {
    for (var inhibitor : List.of("terbinafine", "ticlopidine", "quinidine", "mirabegron")) {
      assertThat(ANSWERS.drug(inhibitor)).isPresent();
    }
  }

  /// As the release check does for results by the genes alone.
  @Test
  void everyConvertedResultHasItsAnswer() {
    for (var gene : SyntheticCallSet.RELEASE.outsideGenes()) {
      if (gene.carried().isEmpty()) {
        for (var strong : List.of("quinidine", "duloxetine")) {
          gene.possible(gene.gene()).forEach(result -> answered(gene, result, strong));
        }
      }
    }
  }

  private static void answered(OutsideGene gene, GeneResult result, String medication) {
    var score = result.activityScore();
    var call =
        new OutsideCall(
            gene.gene(), "", result.phenotype(), score == null ? null : String.valueOf(score));
    for (var drug : List.of("tamoxifen", "atomoxetine", "codeine", "metoprolol")) {
      assertThat(guided(call, drug, medication).converted())
          .as(drug + " " + result.activityScore())
          .isNotEmpty()
          .allSatisfy(one ->
              assertThat(one.wording()).doesNotContain("the guideline has none for this result"));
    }
  }

  @Test
  void guidanceItselfKnowsNothingOfConversion() {
    var results = Map.of("CYP2D6", List.of(new GeneResult("Normal Metabolizer", 2.0)));

    assertThat(Guidance.of(SyntheticCallSet.RELEASE.guidelines(), results))
        .filteredOn(one -> one.drug().equals("codeine"))
        .isEqualTo(guided(cyp2d6("*1/*1"), "codeine", "paroxetine").recommendations());
  }
}
