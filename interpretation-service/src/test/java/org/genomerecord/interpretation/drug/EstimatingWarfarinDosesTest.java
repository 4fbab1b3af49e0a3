package org.genomerecord.interpretation.drug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.ANSWERS;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.called;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Doses computed by hand from the published formulas: Gage and others 2008
/// (doi:10.1038/clpt.2008.10), and the International Warfarin Pharmacogenetics Consortium 2009
/// (doi:10.1056/NEJMoa0809329).
class EstimatingWarfarinDosesTest {
  static final Map<String, String> PLAIN =
      Map.of(
          "ageYears", "62",
          "heightCm", "170",
          "weightKg", "70",
          "race", "white",
          "amiodarone", "no",
          "enzymeInducer", "no",
          "smoker", "no",
          "thrombosis", "no",
          "targetInr", "2.5");

  private static final String GG = "rs9923231 reference (C)/rs9923231 reference (C)";
  private static final String AG = "rs9923231 reference (C)/rs9923231 variant (T)";
  private static final String AA = "rs9923231 variant (T)/rs9923231 variant (T)";

  private static List<DoseEstimate> doses(
      String cyp2c9, String vkorc1, Map<String, String> inputs) {
    var findings =
        called(
            new OutsideCall("CYP2C9", cyp2c9, "", null),
            new OutsideCall("VKORC1", vkorc1, "", null));
    var question = new DrugQuestion(List.of("warfarin"), List.of(), inputs);
    assertThat(ANSWERS.wrong(question)).isEmpty();
    return ((DrugAnswer.Guided) ANSWERS.answer(findings, question).getFirst()).doses();
  }

  static Map<String, String> but(Map<String, String> others) {
    var inputs = new HashMap<>(PLAIN);
    inputs.putAll(others);
    return inputs;
  }

  /// IWPC: 5.6044 - 0.2614 x 6 + 0.0087 x 170 + 0.0128 x 70 = 6.411, squared 41.10. Gage: 0.9751 +
  /// 0.4317 x 1.80971 - 0.00745 x 62 + 0.2029 x 2.5 = 1.80170, e to it 6.0600 a day.
  @Test
  void withoutVariantsTheClinicalInputsDecide() {
    assertThat(doses("*1/*1", GG, PLAIN))
        .extracting(DoseEstimate::doi, DoseEstimate::milligramsPerWeek)
        .containsExactly(tuple("10.1038/clpt.2008.10", 42.4), tuple("10.1056/NEJMoa0809329", 41.1));
  }

  /// IWPC: 6.411 + 1.1816 = 7.5926, squared 57.65. Gage has no term for it.
  @Test
  void anInducerRaisesTheDoseOfOneOfThem() {
    assertThat(doses("*1/*1", GG, but(Map.of("enzymeInducer", "yes"))))
        .extracting(DoseEstimate::milligramsPerWeek)
        .containsExactly(42.4, 57.6);
  }

  /// Each term of a gene or of race by itself, beside the plain case above.
  @ParameterizedTest
  @CsvSource({
    "*1/*2, GG, white, 34.5, 34.7",
    "*1/*3, GG, white, 28.4, 30.0",
    "*2/*2, GG, white, 28.1, 28.6",
    "*3/*1, GG, white, 28.4, 30.0",
    "*3/*2, GG, white, 23.1, 20.2",
    "*2/*3, GG, white, 23.1, 20.2",
    "*3/*3, GG, white, 19.0, 16.6",
    "*1/*1, AG, white, 30.7, 30.7",
    "*1/*1, AA, white, 22.2, 22.2",
    "*1/*1, GG, asian, 42.4, 39.7",
    "*1/*1, GG, other, 42.4, 39.8",
  })
  void eachDiplotypeAndRaceHasItsTerm(
      String cyp2c9, String vkorc1, String race, double gage, double iwpc) {
    var called = vkorc1.equals("GG") ? GG : vkorc1.equals("AA") ? AA : AG;

    assertThat(doses(cyp2c9, called, but(Map.of("race", race))))
        .extracting(DoseEstimate::milligramsPerWeek)
        .containsExactly(gage, iwpc);
  }

  /// The consortium analysed patients with a target INR of 2 to 3. Gage has a term for it: 1.80170
  /// + 0.2029 x 1 = 2.00460, e to it 7.4231 a day.
  @Test
  void anotherTargetThanAnAlgorithmWasMadeForGetsNoDoseFromIt() {
    var estimates = doses("*1/*1", GG, but(Map.of("targetInr", "3.5")));

    assertThat(estimates).extracting(DoseEstimate::milligramsPerWeek).containsExactly(52.0, null);
    assertThat(estimates.getLast().notTaken())
        .containsExactly("It was made for another target INR.");
    assertThat(doses("*1/*1", GG, but(Map.of("targetInr", "3"))).getLast().notTaken()).isEmpty();
  }

  /// IWPC counts whole decades, Gage years.
  @Test
  void aBirthdayWithinTheDecadeChangesOneOfThem() {
    assertThat(doses("*1/*1", GG, but(Map.of("ageYears", "69"))))
        .extracting(DoseEstimate::milligramsPerWeek)
        .containsExactly(40.3, 41.1);
  }

  /// IWPC: 5.6044 - 2.8754 + 1.044 + 0.384 - 1.6974 - 2.3312 - 0.5503 is below 0.
  @Test
  void beyondWhatAnAlgorithmWasMadeForThereIsNoDose() {
    var inputs =
        but(
            Map.of(
                "ageYears", "110",
                "heightCm", "120",
                "weightKg", "30",
                "amiodarone", "yes"));

    assertThat(doses("*3/*3", AA, inputs).getLast())
        .satisfies(estimate -> {
          assertThat(estimate.milligramsPerWeek()).isNull();
          assertThat(estimate.notTaken())
              .containsExactly("The inputs together are beyond what the algorithm was made for.");
        });
  }

  @Test
  void aGeneWithSeveralExplanationsGetsNoDose() {
    var findings =
        called(
                new OutsideCall("CYP2C9", "*1/*1", "", null),
                new OutsideCall("VKORC1", GG, "", null))
            .stream()
            .map(finding -> finding.gene().equals("CYP2C9") ? ambiguous(finding) : finding)
            .toList();
    var question = new DrugQuestion(List.of("warfarin"), List.of(), PLAIN);

    assertThat(((DrugAnswer.Guided) ANSWERS.answer(findings, question).getFirst()).doses())
        .hasSize(2)
        .allSatisfy(estimate -> {
          assertThat(estimate.milligramsPerWeek()).isNull();
          assertThat(estimate.notTaken()).containsExactly("CYP2C9 has several explanations.");
        });
  }

  private static Finding ambiguous(Finding one) {
    return new Finding(
        one.panel(),
        one.gene(),
        one.hgncId(),
        one.dataClass(),
        one.knowledgeRelease(),
        Certainty.AMBIGUOUS,
        List.of(
            one.diplotypes().getFirst(),
            new Diplotype("*1/*2", "*1/*2", "Intermediate Metabolizer", "1.5")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void whatNobodyStatedIsNamedAndNothingIsAssumed() {
    assertThat(doses("*1/*1", GG, Map.of("ageYears", "62", "heightCm", "170", "weightKg", "70")))
        .allSatisfy(estimate -> {
          assertThat(estimate.milligramsPerWeek()).isNull();
          assertThat(estimate.missing())
              .contains("race (asian, black, other, white)", "amiodarone (no, yes)")
              .noneMatch(missing -> missing.startsWith("age"));
        });
    assertThat(doses("*1/*1", GG, Map.of()).getFirst().missing())
        .contains("ageYears (18 to 110)", "targetInr (1.5 to 4)");
  }

  @Test
  void aDiplotypeThatTheFormulaHasNoTermForGetsNoDose() {
    assertThat(doses("*1/*12", GG, PLAIN))
        .allSatisfy(estimate -> {
          assertThat(estimate.milligramsPerWeek()).isNull();
          assertThat(estimate.notTaken())
              .containsExactly("It has no term for this result of CYP2C9.");
        });
  }

  @Test
  void aGeneThatWasNotCalledGetsNoDose() {
    var findings = called(new OutsideCall("CYP2C9", "*1/*1", "", null));
    var question = new DrugQuestion(List.of("warfarin"), List.of(), PLAIN);
    var answer = (DrugAnswer.Guided) ANSWERS.answer(findings, question).getFirst();

    assertThat(answer.doses())
        .allSatisfy(estimate -> {
          assertThat(estimate.milligramsPerWeek()).isNull();
          assertThat(estimate.notTaken()).containsExactly("VKORC1 was not called.");
        });
  }

  @Test
  void otherDrugsHaveNoAlgorithm() {
    var findings = called(new OutsideCall("CYP2C9", "*1/*1", "", null));
    var question = new DrugQuestion(List.of("phenytoin"), List.of(), PLAIN);

    assertThat(((DrugAnswer.Guided) ANSWERS.answer(findings, question).getFirst()).doses())
        .isEmpty();
  }
}
