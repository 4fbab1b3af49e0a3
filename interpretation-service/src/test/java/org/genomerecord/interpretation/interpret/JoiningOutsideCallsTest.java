package org.genomerecord.interpretation.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.calls;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.carrying;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoiningOutsideCallsTest {
  private static final Set<String> PERMITTED = Set.of("pharmacogenomic");
  private static final OutsideCall POOR = new OutsideCall("CYP2D6", "*4/*4", "", null);

  private static LocusCalls carriers(String gene, String first, String second) {
    return calls(
        new ArrayList<>(carrying(panel(gene), allele(gene, first), allele(gene, second), true)));
  }

  private static NamedAllele allele(String gene, String name) {
    return panel(gene).alleles().stream()
        .filter(allele -> allele.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Interpreted interpret(LocusCalls calls, OutsideCall... outside) {
    var byGene =
        List.of(outside).stream().collect(Collectors.toMap(OutsideCall::gene, call -> call));
    return SyntheticCallSet.INTERPRETER.interpret(calls, byGene, PERMITTED);
  }

  private static List<Recommendation> advice(Interpreted interpreted, String drug) {
    return interpreted.recommendations().stream()
        .filter(recommendation -> recommendation.drug().equals(drug))
        .toList();
  }

  private static Finding finding(Interpreted interpreted, String gene) {
    return interpreted.findings().stream()
        .filter(found -> found.gene().equals(gene))
        .findFirst()
        .orElseThrow();
  }

  /// CPIC TCA 2016, table 4: two genes decide together.
  @Test
  void adviceOnTwoGenesRestsOnTheVariantsAndOnTheLaboratory() {
    var advice = advice(interpret(carriers("CYP2C19", "*2", "*2"), POOR), "amitriptyline");

    assertThat(advice)
        .isNotEmpty()
        .allSatisfy(one -> {
          assertThat(one.notAssessed()).isEmpty();
          assertThat(one.basis())
              .extracting(Recommendation.Basis::gene)
              .contains("CYP2C19", "CYP2D6");
        });
    assertThat(advice(interpret(carriers("CYP2C19", "*2", "*2")), "amitriptyline"))
        .isNotEqualTo(advice);
  }

  @Test
  void outsideCallsByThemselvesFindTheirGenesAndNoOthers() {
    var alone =
        SyntheticCallSet.INTERPRETER.interpret(
            Map.of(),
            Map.of("CYP2D6", POOR, "TPMT", new OutsideCall("TPMT", "*1/*3A", "", null)),
            PERMITTED);

    assertThat(alone.findings())
        .extracting(Finding::gene)
        .containsExactlyInAnyOrder("TPMT", "CYP2D6");
    assertThat(alone.findings())
        .allSatisfy(found -> assertThat(found.certainty()).isEqualTo(Certainty.REPORTED));
    assertThat(advice(alone, "azathioprine")).isNotEmpty();
    assertThat(alone.reference()).isNull();
    assertThat(SyntheticCallSet.INTERPRETER.interpret(Map.of(), Map.of("CYP2D6", POOR), Set.of()))
        .satisfies(refused -> assertThat(refused.findings()).isEmpty());
  }

  @Test
  void whereTheVariantsSaySomethingElseTheLaboratorysCallStandsAndBothAreShown() {
    var calls = carriers("CYP2C19", "*1", "*2");

    var conflict = finding(interpret(calls, outside("*1/*1")), "CYP2C19");
    var agreed = finding(interpret(calls, outside("*2/*1")), "CYP2C19");

    assertThat(conflict.diplotypes()).extracting(Diplotype::label).containsExactly("*1/*1");
    assertThat(conflict.caveats())
        .anySatisfy(caveat -> assertThat(caveat).contains("*1/*2", "Intermediate Metabolizer"));
    assertThat(agreed.caveats()).containsExactly("Called by the laboratory, not here.");
  }

  @Test
  void aPhenotypeWithoutAPairIsHeldAgainstThePhenotype() {
    var calls = carriers("CYP2C19", "*1", "*2");

    var conflict =
        finding(
            interpret(calls, new OutsideCall("CYP2C19", "", "Poor Metabolizer", null)), "CYP2C19");
    var agreed =
        finding(
            interpret(calls, new OutsideCall("CYP2C19", "", "Intermediate Metabolizer", null)),
            "CYP2C19");

    assertThat(conflict.caveats()).hasSize(2);
    assertThat(agreed.caveats()).hasSize(1);
  }

  @Test
  void aCallThatMeansNothingHereDoesNotHideWhatTheVariantsSay() {
    var calls = carriers("CYP2C19", "*1", "*2");
    var here = finding(interpret(calls), "CYP2C19");

    var unknown = finding(interpret(calls, outside("*1/*999")), "CYP2C19");
    var scored = finding(interpret(calls, new OutsideCall("CYP2C19", "", "", "1.0")), "CYP2C19");

    assertThat(List.of(unknown, scored))
        .allSatisfy(found -> {
          assertThat(found.diplotypes()).isNotEmpty().isEqualTo(here.diplotypes());
          assertThat(found.certainty())
              .isEqualTo(here.certainty())
              .isNotEqualTo(Certainty.REPORTED);
          assertThat(found.caveats())
              .hasSize(here.caveats().size() + 1)
              .containsAll(here.caveats());
        });
    assertThat(unknown.caveats().getLast())
        .isEqualTo(
            "The laboratory's call (*1/*999) names an allele that this release does not know."
                + " This is from the submitted variants.");
    assertThat(scored.caveats().getLast())
        .isEqualTo(
            "The laboratory gives an activity score only, which this gene's tables do not use."
                + " This is from the submitted variants.");
  }

  @Test
  void aCallThatMeansNothingHereIsNotCalledWithoutVariants() {
    var alone =
        SyntheticCallSet.INTERPRETER.interpret(
            Map.of(),
            Map.of("CYP2C19", outside("*1/*999"), "TPMT", new OutsideCall("TPMT", "", "", "1.0")),
            PERMITTED);

    assertThat(alone.findings())
        .hasSize(2)
        .allSatisfy(found -> {
          assertThat(found.certainty()).isEqualTo(Certainty.NOT_CALLED);
          assertThat(found.caveats())
              .hasSize(2)
              .first()
              .isEqualTo("Called by the laboratory, not here.");
        });
    assertThat(finding(alone, "CYP2C19").caveats().getLast()).contains("does not know");
    assertThat(finding(alone, "TPMT").caveats().getLast()).contains("activity score only");
  }

  /// One of the two holds; which, nobody knows before the copies are counted.
  @Test
  void copiesThatWereNotCountedGiveEachAdviceWithItsLabel() {
    var interpreted = interpret(calls(List.of()), new OutsideCall("CYP2D6", "*2xN/*4", "", null));

    assertThat(finding(interpreted, "CYP2D6").diplotypes())
        .extracting(Diplotype::phenotype, Diplotype::activityScore)
        .containsExactly(
            tuple("Normal Metabolizer", "2.0"), tuple("Ultrarapid Metabolizer", "≥3.0"));
    assertThat(finding(interpreted, "CYP2D6").caveats().getLast()).contains("not counted");
    assertThat(advice(interpreted, "codeine"))
        .extracting(one -> one.basis().getFirst().phenotype(), Recommendation::action)
        .containsExactly(
            tuple("Normal Metabolizer", Action.STANDARD),
            tuple("Ultrarapid Metabolizer", Action.AVOID));
    assertThat(advice(interpreted, "tamoxifen"))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.action()).isEqualTo(Action.STANDARD));
  }

  @Test
  void whereAllNumbersOfCopiesAgreeThereIsOneAnswer() {
    var interpreted = interpret(calls(List.of()), new OutsideCall("CYP2D6", "*1xN/*1", "", null));

    assertThat(advice(interpreted, "codeine"))
        .singleElement()
        .satisfies(one -> assertThat(one.action()).isEqualTo(Action.AVOID));
    assertThat(finding(interpreted, "CYP2D6").caveats()).hasSize(1);
  }

  @Test
  void anAlleleThatTheTypingDoesNotTellOfIsNoAdviceAndNoSilence() {
    var interpreted =
        interpret(calls(List.of()), new OutsideCall("HLA-B", "", "*57:01 negative", null));

    assertThat(advice(interpreted, "abacavir"))
        .extracting(Recommendation::action)
        .containsExactly(Action.STANDARD);
    assertThat(advice(interpreted, "allopurinol"))
        .extracting(Recommendation::action, Recommendation::wording)
        .containsExactly(
            tuple(
                Action.NONE,
                "No recommendation without HLA-B *58:01, which the test does not tell. If *58:01"
                    + " positive: avoid."));
    assertThat(advice(interpreted, "oxcarbazepine"))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.action()).isEqualTo(Action.NONE));
    assertThat(finding(interpreted, "HLA-B").caveats().getLast())
        .contains("HLA-B *15:02, HLA-B *58:01");
  }

  /// A gene that nobody tested is left out by the guideline; one that was tested and leaves the
  /// allele open is not.
  @Test
  void aTypingThatLeavesAnAlleleOpenIsNotAGeneThatNobodyTested() {
    var negative = new OutsideCall("HLA-A", "*02:01/*03:01", "", null);
    var positive = new OutsideCall("HLA-A", "*31:01/*03:01", "", null);
    var open = new OutsideCall("HLA-B", "*15/*07:02", "", null);
    var normal = carriers("CYP2C9", "*1", "*1");
    var poor = carriers("CYP2C9", "*3", "*3");
    var none = calls(List.of());

    assertThat(actions(interpret(none, negative), "carbamazepine")).containsOnly(Action.STANDARD);
    assertThat(actions(interpret(none, negative, open), "carbamazepine")).containsOnly(Action.NONE);
    assertThat(advice(interpret(none, negative, open), "carbamazepine"))
        .hasSize(3)
        .allSatisfy(one ->
            assertThat(one.wording())
                .isEqualTo(
                    "No recommendation of a usual dose. Not excluded, as the test does not tell:"
                        + " HLA-B *15:02. If *15:02 positive: "
                        + (one.context().startsWith("never") ? "avoid." : "monitor.")));
    assertThat(actions(interpret(none, positive, open), "carbamazepine"))
        .containsExactlyInAnyOrder(Action.AVOID, Action.MONITOR, Action.MONITOR);
    assertThat(
            actions(
                interpret(
                    none,
                    new OutsideCall("HLA-A", "*31/*03:01", "", null),
                    new OutsideCall("HLA-B", "*08:01/*07:02", "", null)),
                "carbamazepine"))
        .containsOnly(Action.NONE);
    assertThat(actions(interpret(normal), "phenytoin")).containsOnly(Action.STANDARD);
    assertThat(actions(interpret(normal, open), "phenytoin")).containsOnly(Action.NONE);
    assertThat(advice(interpret(poor, open), "phenytoin"))
        .isNotEmpty()
        .allSatisfy(one -> {
          assertThat(one.action()).isEqualTo(Action.REDUCE);
          assertThat(one.wording())
              .contains("does not tell: HLA-B *15:02. If *15:02 positive: ")
              .endsWith(one.context().startsWith("never") ? "avoid." : "monitor.");
        });
  }

  /// CPIC carbamazepine 2017: *15:02 decides by itself where it is there, and *31:01 where it is
  /// not.
  @Test
  void whatOpenAllelesCouldChangeIsSaidAndNothingElse() {
    var openA = new OutsideCall("HLA-A", "*31/*03:01", "", null);
    var openB = new OutsideCall("HLA-B", "*15/*07:02", "", null);
    var none = calls(List.of());
    var first =
        advice(interpret(none, openA, openB), "carbamazepine").stream()
            .filter(one -> one.context().equals("never taken, other drugs possible"))
            .map(Recommendation::wording);

    assertThat(first)
        .containsExactly(
            "No recommendation without HLA-B *15:02, HLA-A *31:01, which the test does not tell."
                + " If *15:02 positive: avoid. If *15:02 negative and *31:01 positive: avoid.");
    assertThat(advice(interpret(none, openB), "carbamazepine"))
        .extracting(Recommendation::wording)
        .contains(
            "No recommendation without HLA-B *15:02, which the test does not tell, and HLA-A"
                + " *31:01, which nobody tested. If *15:02 positive: avoid.");
    assertThat(
            advice(
                interpret(none, openA, new OutsideCall("HLA-B", "*15:02/*07:02", "", null)),
                "carbamazepine"))
        .extracting(Recommendation::wording)
        .allSatisfy(wording -> assertThat(wording).doesNotContain("31:01", "If "));
  }

  private static List<Action> actions(Interpreted interpreted, String drug) {
    return advice(interpreted, drug).stream().map(Recommendation::action).toList();
  }

  @Test
  void oneAlleleAloneIsNoPair() {
    var alone =
        interpret(calls(List.of()), outside("*1"), new OutsideCall("CYP2D6", "*4", "", null));
    var beside = finding(interpret(carriers("CYP2C19", "*1", "*2"), outside("*1")), "CYP2C19");

    assertThat(finding(alone, "CYP2C19").certainty()).isEqualTo(Certainty.NOT_CALLED);
    assertThat(finding(alone, "CYP2D6").diplotypes())
        .extracting(Diplotype::phenotype)
        .containsExactly("Indeterminate");
    assertThat(List.of(finding(alone, "CYP2C19"), finding(alone, "CYP2D6")))
        .allSatisfy(found ->
            assertThat(found.caveats().getLast())
                .isEqualTo("The call names one allele; a result takes those of both copies."));
    assertThat(advice(alone, "codeine"))
        .allSatisfy(one -> assertThat(one.action()).isEqualTo(Action.NONE));
    assertThat(beside.diplotypes()).extracting(Diplotype::label).containsExactly("*1/*2");
    assertThat(beside.caveats().getLast()).contains("one allele", "submitted variants");
  }

  /// A man has one X, and everybody one kind of mitochondrial genome.
  @ParameterizedTest
  @CsvSource({"G6PD, B (reference)", "MT-RNR1, 1555A>G"})
  void oneAlleleOfWhatThereMayBeOneOfIsAResult(String gene, String allele) {
    var name =
        panel(gene).functions().keySet().stream()
            .filter(it -> it.contains(allele))
            .findFirst()
            .orElseThrow();

    assertThat(
            finding(interpret(calls(List.of()), new OutsideCall(gene, name, "", null)), gene)
                .certainty())
        .isEqualTo(Certainty.REPORTED);
  }

  @ParameterizedTest
  @CsvSource({
    "CYP2D6, Poor Metabolizer, 2, false",
    "CYP2D6, Normal Metabolizer, 2, true",
    "CYP2C9, Poor Metabolizer, 2, false",
    "CYP2C9, Normal Metabolizer, 2.0, true",
    "CYP2C19, Normal Metabolizer, 2, false",
  })
  void aScoreThatThePhenotypeCannotHaveIsNotUsed(
      String gene, String phenotype, String score, boolean used) {
    var found =
        finding(interpret(calls(List.of()), new OutsideCall(gene, "", phenotype, score)), gene);

    assertThat(found.diplotypes())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.phenotype()).isEqualTo(phenotype);
          assertThat(one.activityScore() != null).isEqualTo(used);
        });
    assertThat(found.caveats().stream().anyMatch(it -> it.contains("no score is used")))
        .isNotEqualTo(used);
  }

  /// CPIC abacavir, allopurinol, carbamazepine and oxcarbazepine, phenytoin: by the words alone.
  @ParameterizedTest
  @CsvSource({
    "HLA-B, *57:01, abacavir",
    "HLA-B, *58:01, allopurinol",
    "HLA-B, *15:02, carbamazepine",
    "HLA-B, *15:02, oxcarbazepine",
    "HLA-B, *15:02, phenytoin",
    "HLA-A, *31:01, carbamazepine",
  })
  void aPhenotypeOfHlaGivesItsAdvice(String gene, String allele, String drug) {
    var positive =
        interpret(calls(List.of()), new OutsideCall(gene, "", allele + " positive", null));
    var negative =
        interpret(calls(List.of()), new OutsideCall(gene, "", allele + " negative", null));

    assertThat(advice(positive, drug))
        .anySatisfy(one -> assertThat(one.action()).isEqualTo(Action.AVOID));
    assertThat(advice(negative, drug))
        .isNotEmpty()
        .noneSatisfy(one -> assertThat(one.action()).isEqualTo(Action.AVOID));
  }

  private static OutsideCall outside(String diplotype) {
    return new OutsideCall("CYP2C19", diplotype, "", null);
  }
}
