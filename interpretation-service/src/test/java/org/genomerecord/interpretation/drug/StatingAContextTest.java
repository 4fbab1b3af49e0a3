package org.genomerecord.interpretation.drug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.ANSWERS;
import static org.genomerecord.interpretation.drug.AskingAboutDrugsTest.called;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.guidance.Guidance;
import org.genomerecord.interpretation.guidance.Guideline;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatingAContextTest {
  private static final List<Finding> POOR_CYP2C19 =
      called(new OutsideCall("CYP2C19", "*2/*2", "", null));
  private static final String CORONARY =
      "acute coronary syndrome or percutaneous coronary intervention";
  private static final String NEUROVASCULAR = "neurovascular indication";
  private static final String OTHER = "other cardiovascular indication";

  private static DrugQuestion about(String drug, String... contexts) {
    return new DrugQuestion(List.of(drug), List.of(), Map.of(), List.of(contexts));
  }

  private static DrugAnswer.Guided ask(List<Finding> findings, DrugQuestion question) {
    return (DrugAnswer.Guided) ANSWERS.answer(findings, question).getFirst();
  }

  private static List<String> contexts(List<Recommendation> recommendations) {
    return recommendations.stream().map(Recommendation::context).toList();
  }

  @Test
  void whereNobodySaysItEachContextIsAnsweredAndLabelled() {
    var answer = ask(POOR_CYP2C19, about("clopidogrel"));

    assertThat(contexts(answer.recommendations())).containsExactly(CORONARY, OTHER, NEUROVASCULAR);
    assertThat(answer.contexts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {NEUROVASCULAR, " Neurovascular INDICATION "})
  void whereItIsStatedItsAdviceAloneIsGiven(String stated) {
    var answer = ask(POOR_CYP2C19, about("clopidogrel", stated));

    assertThat(contexts(answer.recommendations())).containsExactly(NEUROVASCULAR);
    assertThat(answer.contexts()).containsExactly(NEUROVASCULAR);
    assertThat(ANSWERS.contextsNotApplied(about("clopidogrel", stated))).isEmpty();
  }

  @Test
  void ofSeveralContextsTheAdviceOfEachIsGiven() {
    var answer = ask(POOR_CYP2C19, about("clopidogrel", OTHER, CORONARY, "paediatric"));

    assertThat(contexts(answer.recommendations())).containsExactly(CORONARY, OTHER);
    assertThat(answer.contexts()).containsExactly(CORONARY, OTHER);
  }

  @Test
  void aGuidelineThatTellsNoneOfThemAnswersAllOfItsOwn() {
    var question = about("clopidogrel", "paediatric");
    var answer = ask(POOR_CYP2C19, question);

    assertThat(contexts(answer.recommendations())).containsExactly(CORONARY, OTHER, NEUROVASCULAR);
    assertThat(answer.contexts()).isEmpty();
    assertThat(ANSWERS.contextsNotApplied(question)).containsExactly("paediatric");
  }

  @Test
  void noGuidelineOfADrugGoesByAnotherContext() {
    var findings =
        called(
            new OutsideCall("CYP2C9", "*1/*3", "", null),
            new OutsideCall("CYP4F2", "*1/*3", "", null),
            new OutsideCall("CYP2D6", "*1/*1", "", null));
    var without = contexts(ask(findings, about("warfarin")).recommendations());
    var answer = ask(findings, about("warfarin", "paediatric"));

    assertThat(without).contains("paediatric", "adult, African ancestry");
    assertThat(contexts(answer.recommendations())).containsOnly("paediatric");
    assertThat(answer.contexts()).containsExactly("paediatric");
  }

  @Test
  void whatOtherDrugsMakeOfTheGenesIsAnsweredInTheSameContext() {
    var question =
        new DrugQuestion(
            List.of("clopidogrel"), List.of("fluvoxamine"), Map.of(), List.of(NEUROVASCULAR));
    var normal = called(new OutsideCall("CYP2C19", "*1/*1", "", null));

    assertThat(contexts(ask(normal, question).converted())).containsExactly(NEUROVASCULAR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"neurovascular", "any", "adults", "in the wintertime"})
  void aContextThatNoGuidelineTellsIsNotLeftOutInSilence(String stated) {
    assertThat(ANSWERS.unknownContext(about("clopidogrel", NEUROVASCULAR, stated)))
        .hasValue(
            "a context is stated that no guideline here has; of what was asked there are: "
                + String.join("; ", CORONARY, NEUROVASCULAR, OTHER));
  }

  @Test
  void thoseOfEachDrugThatWasAskedAboutAreSaid() {
    var question =
        new DrugQuestion(
            List.of("voriconazole", "metformin", "mercaptopurine", "no-such-drug"),
            List.of(),
            Map.of(),
            List.of("at sea"));

    assertThat(ANSWERS.unknownContext(question).orElseThrow())
        .endsWith("there are: adult; malignancy; non-malignant condition; paediatric");
  }

  @ParameterizedTest
  @ValueSource(strings = {"codeine", "metformin", "no-such-drug"})
  void whereWhatWasAskedAboutHasNoneThatIsSaid(String drug) {
    assertThat(ANSWERS.unknownContext(about(drug, "at sea")))
        .hasValue(
            "a context is stated that no guideline here has; those of what was asked tell no"
                + " contexts apart");
  }

  @Test
  void oneThatMakesADifferenceToOneDrugAloneIsSaidOfTheOther() {
    var question =
        new DrugQuestion(
            List.of("clopidogrel", "voriconazole"),
            List.of(),
            Map.of(),
            List.of(NEUROVASCULAR, "Adult"));

    assertThat(ANSWERS.contextsNotApplied(question)).isEmpty();
    assertThat(ANSWERS.answer(POOR_CYP2C19, question))
        .extracting(answer -> ((DrugAnswer.Guided) answer).contextsNotApplied())
        .containsExactly(List.of("Adult"), List.of(NEUROVASCULAR));
  }

  static Stream<String> labels() {
    return SyntheticCallSet.RELEASE.guidelines().stream()
        .flatMap(guideline ->
            guideline.drugs().stream().flatMap(drug -> guideline.contexts(drug.name()).stream()))
        .filter(label -> !label.equals(Recommendation.ANY))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("labels")
  void eachLabelOfTheReleaseCanBeStated(String label) {
    var question = about("clopidogrel", label);

    assertThat(ANSWERS.wrong(question)).isEmpty();
    assertThat(ANSWERS.unknownContext(question)).isEmpty();
  }

  @Test
  void theyAreBounded() {
    var twenty = Collections.nCopies(20, "x".repeat(100)).toArray(String[]::new);
    var more = Collections.nCopies(21, "adult").toArray(String[]::new);

    assertThat(ANSWERS.wrong(about("codeine", twenty))).isEmpty();
    assertThat(ANSWERS.wrong(about("codeine", more)))
        .hasValue("state at most 20 contexts, each of at most 100 characters");
    assertThat(ANSWERS.wrong(about("codeine", "x".repeat(101)))).isPresent();
    assertThat(ANSWERS.wrong(about("codeine", " "))).isPresent();
  }

  @Test
  void whatHoldsInAllContextsHoldsInTheStatedOne() {
    var tables =
        Map.of(
            "drugs.tsv", "drug\trxnorm\taliases\none\t1\t\nother\t2\t\n",
            "guideline.tsv", "name\tedition\tpmid\tdoi\tpopulation\nG\t2026\t1\t10.0/1\tAll.\n",
            "recommendations.tsv",
                """
                drugs	context	GENE	action	wording	strength
                one,other	any	Slow	monitor	Look.	strong
                one	adult	Slow	reduce	Less.	strong
                one	paediatric	Slow	avoid	None.	strong
                """);
    var guideline =
        Guideline.read("folder", name -> Objects.requireNonNull(tables.get(name)).getBytes(UTF_8));
    var results = Map.of("GENE", List.of(new GeneResult("Slow", null)));

    assertThat(contexts(Guidance.of(List.of(guideline.in(List.of("adult"), "one")), results)))
        .containsExactly("any", "adult", "any");
    assertThat(guideline.in(List.of("adult"), "other")).isEqualTo(guideline);
    assertThat(guideline.in(List.of(), "one")).isEqualTo(guideline);
  }
}
