package org.genomerecord.interpretation.drug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.ANSWERS;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.called;
import static org.genomerecord.interpretation.drug.EstimatingWarfarinDosesTest.PLAIN;
import static org.genomerecord.interpretation.drug.EstimatingWarfarinDosesTest.but;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.callset.SyntheticCallSet.Line;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// CPIC warfarin, 2017 update (doi:10.1002/cpt.668), figure 2: in African ancestry a formula only
/// where CYP2C9 *5, *6, *8 and *11 were tested; of others it asks for *2 and *3.
class DosingWarfarinWithoutAllAllelesTest {
  private static final int OF_3 = 94981296;
  private static final int OF_8 = 94942309;
  private static final String REFERENCE = "rs9923231 reference (C)";
  private static final String VARIANT = "rs9923231 variant (T)";
  private static final Map<String, String> BLACK = but(Map.of("race", "black"));
  private static final String CLINICALLY =
      "CPIC takes no formula in African ancestry unless CYP2C9 *5, *6, *8 and *11 were tested, which"
          + " the result does not tell of all: dose by clinical factors.";

  private static List<DoseEstimate> doses(List<Finding> findings, Map<String, String> inputs) {
    var question = new DrugQuestion(List.of("warfarin"), List.of(), inputs);
    return ((DrugAnswer.Guided) ANSWERS.answer(findings, question).getFirst()).doses();
  }

  /// From variants, with the positions of CYP2C9 as they are left.
  private static List<Finding> carrying(
      String first, String second, String vkorc1, UnaryOperator<List<Line>> cyp2c9) {
    var lines = new ArrayList<>(cyp2c9.apply(lines("CYP2C9", first, second)));
    lines.addAll(lines("VKORC1", vkorc1, vkorc1));
    return SyntheticCallSet.INTERPRETER
        .interpret(SyntheticCallSet.calls(lines), Set.of("pharmacogenomic"))
        .findings();
  }

  private static List<Line> lines(String gene, String first, String second) {
    var panel = SyntheticCallSet.panel(gene);
    return SyntheticCallSet.carrying(panel, allele(panel, first), allele(panel, second), false);
  }

  private static NamedAllele allele(Panel panel, String name) {
    return panel.alleles().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static UnaryOperator<List<Line>> without(int position) {
    return lines -> {
      var left = lines.stream().filter(line -> line.position() != position).toList();
      assertThat(left).hasSize(lines.size() - 1);
      return left;
    };
  }

  /// IWPC: 6.411 - 0.2760 = 6.135, squared 37.64. Gage: 1.80170 - 0.0901 = 1.7116, e to it 5.5379 a
  /// day.
  @Test
  void whereAllFourAreExcludedAfricanAncestryHasItsTerm() {
    assertThat(doses(carrying("*1", "*1", REFERENCE, UnaryOperator.identity()), BLACK))
        .extracting(DoseEstimate::milligramsPerWeek)
        .containsExactly(38.8, 37.6);
  }

  /// IWPC: 5.6044 - 1.8298 + 1.392 + 0.768 - 1.6974 - 0.9357 - 0.2760 - 0.5503 = 2.4752, squared
  /// 6.13. Gage: 0.9751 + 0.4317 x 1.62206 - 0.55875 + 0.50725 - 0.6476 - 0.4008 - 0.2538 - 0.0901
  /// + 0.0922 + 0.0664 = 0.39014, e to it 1.47719 a day.
  @Test
  void everyTermCounts() {
    var inputs =
        but(
            Map.of(
                "ageYears", "75",
                "heightCm", "160",
                "weightKg", "60",
                "race", "black",
                "amiodarone", "yes",
                "smoker", "yes",
                "thrombosis", "yes"));

    assertThat(doses(carrying("*1", "*3", VARIANT, UnaryOperator.identity()), inputs))
        .extracting(DoseEstimate::milligramsPerWeek)
        .containsExactly(10.3, 6.1);
  }

  @ParameterizedTest
  @CsvSource({"*5, 94981301", "*6, 94949281", "*8, 94942309", "*11, 94981224"})
  void inAfricanAncestryOneOfFourThatIsNotExcludedTakesTheDoseAway(String allele, int position) {
    var findings = carrying("*1", "*1", REFERENCE, without(position));

    assertThat(findings)
        .filteredOn(finding -> finding.gene().equals("CYP2C9"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.allelesNotExcluded()).contains(allele));
    assertThat(doses(findings, BLACK))
        .hasSize(2)
        .allSatisfy(estimate -> {
          assertThat(estimate.milligramsPerWeek()).isNull();
          assertThat(estimate.notTaken()).containsExactly(CLINICALLY);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"white", "asian", "other"})
  void elsewhereTheFormulaStandsWithoutThem(String race) {
    assertThat(doses(carrying("*1", "*1", REFERENCE, without(OF_8)), but(Map.of("race", race))))
        .extracting(DoseEstimate::milligramsPerWeek)
        .doesNotContainNull();
  }

  @Test
  void anAlleleThatTheFormulaCountsAndThatIsNotExcludedTakesTheDoseAway() {
    assertThat(doses(carrying("*1", "*1", REFERENCE, without(OF_3)), PLAIN))
        .hasSize(2)
        .allSatisfy(estimate -> {
          assertThat(estimate.milligramsPerWeek()).isNull();
          assertThat(estimate.notTaken())
              .containsExactly("CYP2C9: not excluded, and the formula counts them: *3.");
        });
  }

  /// What a laboratory looked for its call does not say.
  @Test
  void aCallOfTheLaboratoryDoesNotTellThatTheFourWereTested() {
    var findings =
        called(
            new OutsideCall("CYP2C9", "*1/*1", "", null),
            new OutsideCall("VKORC1", REFERENCE + "/" + REFERENCE, "", null));

    assertThat(doses(findings, BLACK))
        .hasSize(2)
        .allSatisfy(estimate -> {
          assertThat(estimate.milligramsPerWeek()).isNull();
          assertThat(estimate.notTaken()).containsExactly(CLINICALLY);
        });
    assertThat(doses(findings, PLAIN))
        .extracting(DoseEstimate::milligramsPerWeek)
        .doesNotContainNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*5", "*6", "*8", "*11"})
  void whereOneOfFourIsCarriedItIsSaidHowTheGuidelineComputes(String allele) {
    assertThat(doses(carrying("*1", allele, REFERENCE, UnaryOperator.identity()), BLACK))
        .hasSize(2)
        .allSatisfy(estimate -> {
          assertThat(estimate.milligramsPerWeek()).isNull();
          assertThat(estimate.notTaken())
              .containsExactly(
                  "It has no term for this result of CYP2C9.",
                  "CPIC computes by CYP2C9 *2 and *3 alone, and takes 15 to 30 % off for *5, *6, *8"
                      + " or *11.");
        });
  }
}
