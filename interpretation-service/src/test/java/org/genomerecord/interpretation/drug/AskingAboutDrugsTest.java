package org.genomerecord.interpretation.drug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskingAboutDrugsTest {
  static final DrugAnswers ANSWERS = new DrugAnswers(SyntheticCallSet.RELEASE);

  /// What the laboratory called, and nothing else.
  static List<Finding> called(OutsideCall... calls) {
    var byGene = List.of(calls).stream().collect(Collectors.toMap(OutsideCall::gene, call -> call));
    return SyntheticCallSet.INTERPRETER
        .interpret(new LocusCalls(Map.of()), byGene, Set.of("pharmacogenomic"))
        .findings();
  }

  static DrugAnswer ask(List<Finding> findings, String drug, String... medications) {
    return ANSWERS
        .answer(findings, new DrugQuestion(List.of(drug), List.of(medications), Map.of()))
        .getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "clopidogrel, clopidogrel",
    "' CloPidogrel ', clopidogrel",
    "32968, clopidogrel",
    "5-FU, fluorouracil",
    "paracetamol, acetaminophen",
    "6809, metformin",
  })
  void aDrugIsFoundByNameInAnyCaseByOtherNamesAndByCode(String asked, String drug) {
    assertThat(ANSWERS.drug(asked)).hasValueSatisfying(it -> assertThat(it.name()).isEqualTo(drug));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Plavix", "metoprolol succinate", "clopidogre", "032968", "RxNorm:32968"})
  void saltsBrandsAndSpellingsAreNotGuessed(String asked) {
    assertThat(ask(List.of(), asked)).isEqualTo(new DrugAnswer.UnknownDrug(asked));
  }

  @Test
  void aDrugWithoutCodeIsFoundByItsName() {
    var answer = ask(called(new OutsideCall("CYP2C9", "*1/*3", "", null)), "Siponimod");

    assertThat(answer)
        .isInstanceOfSatisfying(
            DrugAnswer.Guided.class,
            guided ->
                assertThat(guided.recommendations())
                    .singleElement()
                    .satisfies(one -> assertThat(one.wording()).contains("1 mg a day")));
    assertThat(ask(List.of(), "siponimod")).isInstanceOf(DrugAnswer.NotTested.class);
    assertThat(ask(List.of(), "mirabegron")).isInstanceOf(DrugAnswer.WithoutGuidance.class);
  }

  @Test
  void unknownWithoutGuidanceNotTestedAndGuidedAreFourAnswers() {
    var findings = called(new OutsideCall("CYP2C19", "*2/*2", "", null));

    assertThat(ask(findings, "no such drug")).isInstanceOf(DrugAnswer.UnknownDrug.class);
    assertThat(ask(findings, "metformin")).isInstanceOf(DrugAnswer.WithoutGuidance.class);
    assertThat(ask(findings, "codeine"))
        .isInstanceOfSatisfying(
            DrugAnswer.NotTested.class, it -> assertThat(it.genes()).containsExactly("CYP2D6"));
    assertThat(ask(findings, "clopidogrel"))
        .isInstanceOfSatisfying(
            DrugAnswer.Guided.class,
            it ->
                assertThat(it.recommendations())
                    .extracting(Recommendation::action)
                    .contains(Action.AVOID)
                    .doesNotContain(Action.STANDARD));
  }

  @Test
  void aGeneThatNothingWasCalledOfIsNotTestedEither() {
    assertThat(ask(called(), "clopidogrel")).isInstanceOf(DrugAnswer.NotTested.class);
    assertThat(ask(called(), "siponimod")).isInstanceOf(DrugAnswer.NotTested.class);
  }

  /// A typing of fewer fields, of another allele alone, or in names of before colons.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HLA-B | *57/*07:02 | | abacavir | *57:01",
        "HLA-B | | *15:02 negative | abacavir | *57:01",
        "HLA-B | *5701/*0702 | | abacavir | *57:01",
        "HLA-B | *58/*07:02 | | allopurinol | *58:01",
        "HLA-B | *15/*07:02 | | oxcarbazepine | *15:02",
      })
  void aGeneThatWasTestedAndCouldNotBeToldIsGuidanceThatSaysSo(
      String gene,
      @Nullable String diplotype,
      @Nullable String phenotype,
      String drug,
      String allele) {
    var call =
        new OutsideCall(
            gene,
            Objects.requireNonNullElse(diplotype, ""),
            Objects.requireNonNullElse(phenotype, ""),
            null);

    assertThat(ask(called(call), drug))
        .isInstanceOfSatisfying(
            DrugAnswer.Guided.class,
            it -> {
              assertThat(it.recommendations())
                  .isNotEmpty()
                  .allSatisfy(one -> {
                    assertThat(one.action()).isEqualTo(Action.NONE);
                    assertThat(one.notAssessed()).isEmpty();
                    assertThat(one.wording())
                        .startsWith(
                            "No recommendation without %s %s, which the test does not tell. If %s"
                                    .formatted(gene, allele, allele)
                                + " positive: ");
                  });
              assertThat(it.findings()).extracting(Finding::gene).containsExactly(gene);
            });
  }

  /// NAT2 is not called without all of five positions.
  @Test
  void aGeneOfACallSetThatCouldNotBeToldIsGuidanceThatSaysSo() {
    var panel = SyntheticCallSet.panel("NAT2");
    var reference = panel.alleles().getFirst();
    var one = SyntheticCallSet.carrying(panel, reference, reference, false).subList(0, 1);
    var findings =
        SyntheticCallSet.INTERPRETER
            .interpret(SyntheticCallSet.calls(one), Set.of("pharmacogenomic"))
            .findings();

    assertThat(ask(findings, "hydralazine"))
        .isInstanceOfSatisfying(
            DrugAnswer.Guided.class,
            it ->
                assertThat(it.recommendations())
                    .extracting(Recommendation::action, Recommendation::wording)
                    .containsExactly(
                        tuple(
                            Action.NONE,
                            "No recommendation without NAT2, which could not be told.")));
    assertThat(ask(findings, "clopidogrel")).isInstanceOf(DrugAnswer.NotTested.class);
  }

  @Test
  void oneOfSeveralGenesIsEnoughForGuidanceThatNamesTheOther() {
    var answer = ask(called(new OutsideCall("TPMT", "*3A/*3A", "", null)), "azathioprine");

    assertThat(answer)
        .isInstanceOfSatisfying(
            DrugAnswer.Guided.class,
            it ->
                assertThat(it.recommendations())
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.action()).isEqualTo(Action.ALTERNATIVE)));
  }

  @Test
  void anAlleleThatIsAskedForByItselfIsFoundAgainInTheFindings() {
    var answer = ask(called(new OutsideCall("HLA-B", "*57:01/*07:02", "", null)), "abacavir");

    assertThat(answer)
        .isInstanceOfSatisfying(
            DrugAnswer.Guided.class,
            it ->
                assertThat(it.recommendations())
                    .extracting(Recommendation::action)
                    .containsExactly(Action.AVOID));
  }

  @Test
  void whomTheGuidanceIsForIsSaid() {
    var answer = ask(called(new OutsideCall("CYP2D6", "*4/*4", "", null)), "codeine");

    assertThat(answer)
        .isInstanceOfSatisfying(
            DrugAnswer.Guided.class,
            it ->
                assertThat(it.populations())
                    .singleElement()
                    .satisfies(one -> assertThat(one).contains("under 12 years")));
  }

  @Test
  void medicationsThatAreNotKnownAreNamed() {
    var question =
        new DrugQuestion(List.of("codeine"), List.of("paroxetine", "some herb"), Map.of());

    assertThat(ANSWERS.notConsidered(question)).containsExactly("some herb");
  }

  @Test
  void aQuestionIsBounded() {
    assertThat(wrong(List.of(), List.of(), Map.of())).isTrue();
    assertThat(wrong(Collections.nCopies(51, "codeine"), List.of(), Map.of())).isTrue();
    assertThat(wrong(Collections.nCopies(50, "codeine"), List.of(), Map.of())).isFalse();
    assertThat(wrong(List.of(" "), List.of(), Map.of())).isTrue();
    assertThat(wrong(List.of("x".repeat(101)), List.of(), Map.of())).isTrue();
    assertThat(wrong(List.of("codeine"), Collections.nCopies(201, "x"), Map.of())).isTrue();
    assertThat(wrong(List.of("codeine"), List.of(), Map.of("shoeSize", "43"))).isTrue();
    assertThat(wrong(List.of("codeine"), List.of(), Map.of("ageYears", "12"))).isTrue();
    assertThat(wrong(List.of("codeine"), List.of(), Map.of("ageYears", "6e1"))).isTrue();
    assertThat(wrong(List.of("codeine"), List.of(), Map.of("amiodarone", "perhaps"))).isTrue();
    assertThat(wrong(List.of("codeine"), List.of(), Map.of("ageYears", "62.5"))).isFalse();
    assertThat(wrong(List.of("x".repeat(100)), List.of(" x".repeat(50)), Map.of())).isFalse();
    assertThat(wrong(List.of("codeine"), List.of(""), Map.of())).isTrue();
    assertThat(wrong(List.of("codeine"), Collections.nCopies(200, "x"), Map.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ageYears, 18, 110, 17.9, 110.1",
    "heightCm, 120, 230, 119.9, 230.1",
    "weightKg, 30, 250, 29.9, 250.1",
    "targetInr, 1.5, 4, 1.4, 4.1",
  })
  void aNumberHasBoundsThatItMayBe(
      String input, String least, String most, String less, String more) {
    assertThat(wrong(List.of("warfarin"), List.of(), Map.of(input, least))).isFalse();
    assertThat(wrong(List.of("warfarin"), List.of(), Map.of(input, most))).isFalse();
    assertThat(wrong(List.of("warfarin"), List.of(), Map.of(input, less))).isTrue();
    assertThat(wrong(List.of("warfarin"), List.of(), Map.of(input, more))).isTrue();
    assertThat(wrong(List.of("warfarin"), List.of(), Map.of(input, least + ".0000000000")))
        .isTrue();
    assertThat(wrong(List.of("warfarin"), List.of(), Map.of(input, "-" + least))).isTrue();
  }

  @Test
  void whatIsWrongIsSaidWithWhatItMayBe() {
    var question = List.of("warfarin");

    assertThat(ANSWERS.wrong(new DrugQuestion(question, List.of(), Map.of("shoeSize", "43"))))
        .hasValueSatisfying(why -> assertThat(why).contains("ageYears, heightCm, weightKg"));
    assertThat(ANSWERS.wrong(new DrugQuestion(question, List.of(), Map.of("race", "green"))))
        .hasValueSatisfying(why ->
            assertThat(why).contains("race (asian, black, other, white)").doesNotContain("green"));
  }

  @Test
  void aNameOfTwoDrugsMakesTheTablesDefective() {
    var known = Table.parse("known.tsv", "drug\trxnorm\taliases\ncodeine\t1\t\n".getBytes(UTF_8));

    assertThatThrownBy(() -> new Drugs(SyntheticCallSet.RELEASE.guidelines(), known))
        .isInstanceOf(DefectiveKnowledge.class)
        .hasMessageContaining("codeine stands for two drugs");
  }

  @Test
  void aDrugOfSeveralGuidelinesGetsTheAdviceOfEachAndOfNoOtherDrug() {
    var answer =
        (DrugAnswer.Guided) ask(called(new OutsideCall("CYP2C9", "*1/*3", "", null)), "warfarin");

    assertThat(answer.populations()).hasSize(3).doesNotHaveDuplicates();
    assertThat(answer.recommendations())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.drug()).isEqualTo("warfarin"));
  }

  private static boolean wrong(
      List<String> drugs, List<String> medications, Map<String, String> inputs) {
    return ANSWERS.wrong(new DrugQuestion(drugs, medications, inputs)).isPresent();
  }

  @Test
  void nothingOfAQuestionOrItsAnswerIsPrinted() {
    var question = new DrugQuestion(List.of("codeine"), List.of("paroxetine"), Map.of());
    var answers = ANSWERS.answer(called(new OutsideCall("CYP2D6", "*4/*4", "", null)), question);

    assertThat(question + " " + answers).isEqualTo("DrugQuestion [Guided]");
  }
}
