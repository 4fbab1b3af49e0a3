package org.genomerecord.interpretation.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookingUpGuidanceTest {
  /// Drugs whose RxNorm identifier could not be verified: they are found by name.
  private static final Set<String> UNCODED =
      Set.of(
          "siponimod",
          "dibekacin",
          "netilmicin",
          "plazomicin",
          "ribostamycin",
          "enflurane",
          "methoxyflurane",
          "toluidine blue");

  private static final GeneResult NORMAL = new GeneResult("Normal", null);
  private static final GeneResult POOR = new GeneResult("Poor", null);
  private static final Guideline TWO_GENES =
      guideline(
          """
          drugs\tcontext\tAAA\tBBB\taction\twording\tstrength
          one\tany\tNormal\tNormal\tstandard\tUsual dose.\tstrong
          one\tany\tPoor\t*\treduce\tLess.\tstrong
          one\tany\tNormal\tPoor\treduce\tA little less.\tmoderate
          one\tany\tNormal\t-\tstandard\tBy AAA alone: usual dose.\toptional
          """);

  private static Guideline guideline(String recommendations) {
    var tables =
        Map.of(
            "drugs.tsv",
            "drug\trxnorm\taliases\none\t1\t\n",
            "guideline.tsv",
            "name\tedition\tpmid\tdoi\tpopulation\nsome\t2026\t1\t10.0/1\tAdults.\n",
            "recommendations.tsv",
            recommendations);
    return Guideline.read(
        "some", file -> Objects.requireNonNull(tables.get(file)).getBytes(StandardCharsets.UTF_8));
  }

  private static List<Recommendation> of(Map<String, List<GeneResult>> results) {
    return Guidance.of(List.of(TWO_GENES), results);
  }

  @Test
  void severalGenesAreLookedUpTogether() {
    assertThat(of(Map.of("AAA", List.of(NORMAL), "BBB", List.of(POOR))))
        .extracting(Recommendation::wording, Recommendation::basis, Recommendation::population)
        .containsExactly(
            tuple(
                "A little less.",
                List.of(new Basis("AAA", "Normal"), new Basis("BBB", "Poor")),
                "Adults."));
  }

  @Test
  void anAmbiguousGeneGivesEachAnswerWithItsLabel() {
    assertThat(of(Map.of("AAA", List.of(NORMAL, POOR), "BBB", List.of(NORMAL))))
        .extracting(Recommendation::wording)
        .containsExactly("Usual dose.", "Less.");
  }

  @Test
  void aGeneThatIsNotAssessedIsNamed() {
    assertThat(of(Map.of("AAA", List.of(NORMAL))))
        .extracting(Recommendation::wording, Recommendation::notAssessed)
        .containsExactly(tuple("By AAA alone: usual dose.", List.of("BBB")));
  }

  @Test
  void withoutARowForWhatIsUnknownThereIsNoAdvice() {
    assertThat(of(Map.of("AAA", List.of(), "BBB", List.of(NORMAL))))
        .extracting(Recommendation::action, Recommendation::wording)
        .containsExactly(
            tuple(Action.NONE, "No recommendation without AAA, which could not be told."));
  }

  @Test
  void whatNobodyTestedIsNotSaidToBeUntold() {
    assertThat(of(Map.of("BBB", List.of(NORMAL))))
        .extracting(Recommendation::wording)
        .containsExactly("No recommendation without AAA, which nobody tested.");
    assertThat(of(Map.of("BBB", List.of())))
        .extracting(Recommendation::wording)
        .containsExactly(
            "No recommendation without BBB, which could not be told, and AAA, which nobody"
                + " tested.");
  }

  @Test
  void whatAGeneCouldChangeThatCouldNotBeToldStandsWithTheRowOfOneAlone() {
    assertThat(of(Map.of("AAA", List.of(NORMAL), "BBB", List.of())))
        .extracting(Recommendation::action, Recommendation::wording)
        .containsExactly(
            tuple(
                Action.STANDARD,
                "By AAA alone: usual dose. BBB could not be told. If Poor: reduce."));
  }

  @Test
  void adviceThatRestsOnAnAbsenceNeedsACertainResult() {
    var certain =
        guideline(
            """
            drugs\tcontext\tAAA\taction\twording\tstrength
            one\tany\tonly Poor\tavoid\tNever.\tstrong
            one\tany\tNormal\tstandard\tUsual dose.\tstrong
            """);
    var open = new GeneResult("Poor", null, List.of(), Set.of("Normal"));

    assertThat(GuidelineDefects.of(List.of(certain), Map.of("AAA", List.of(NORMAL, POOR))))
        .isEmpty();
    assertThat(Guidance.of(List.of(certain), Map.of("AAA", List.of(POOR, open))))
        .extracting(Recommendation::action, Recommendation::wording)
        .containsExactly(
            tuple(Action.AVOID, "Never."),
            tuple(
                Action.NONE,
                "No recommendation: as positions were not called, it is not excluded: Normal."));
  }

  /// The gene as a whole is what is not known then, and not one of its alleles.
  @Test
  void anAlleleOfAGeneThatIsNotKnownIsNotSaidByItself() {
    var both =
        guideline(
            """
            drugs\tcontext\tAAA\tAAA *5 or *6\taction\twording\tstrength
            one\tany\tNormal\t*5 or *6 on no copy\tstandard\tUsual dose.\tstrong
            one\tany\tNormal\t-\tmonitor\tWatch.\tstrong
            one\tany\tPoor\t*\treduce\tLess.\tstrong
            one\tany\tNormal\t*5 or *6 on one copy\treduce\tA little less.\tstrong
            """);

    assertThat(Guidance.of(List.of(both), Map.of("AAA", List.of(), "AAA *5 or *6", List.of())))
        .extracting(Recommendation::wording)
        .containsExactly("No recommendation without AAA, which could not be told.");
    assertThat(
            Guidance.of(List.of(both), Map.of("AAA", List.of(NORMAL), "AAA *5 or *6", List.of())))
        .extracting(Recommendation::wording)
        .containsExactly(
            "Watch. Not excluded, as the test does not tell: AAA *5 or *6. If *5 or *6 on one copy:"
                + " reduce.");
  }

  /// A laboratory may state a phenotype alone.
  @Test
  void aScoreThatTheGuidelineGoesByIsAskedForWhereThereIsNone() {
    var scored =
        guideline(
            """
            drugs\tcontext\tAAA\taction\twording\tstrength
            one\tany\tscore 0..2\tstandard\tUsual dose.\tstrong
            """);

    assertThat(Guidance.of(List.of(scored), Map.of("AAA", List.of(POOR))))
        .extracting(Recommendation::wording)
        .containsExactly(
            "No recommendation without the activity score of AAA, which the guideline goes by.");
    assertThat(of(Map.of("AAA", List.of(new GeneResult("Rapid", null)), "BBB", List.of(NORMAL))))
        .extracting(Recommendation::wording)
        .containsExactly("No recommendation: the guideline has none for this result.");
  }

  /// What all scores agree on that the phenotype can have is the answer, as of copies that were not
  /// counted.
  @Test
  void whereNoScoreIsStatedAllThatThereCanBeAreTried() {
    var scored =
        guideline(
            """
            drugs\tcontext\tAAA\taction\twording\tstrength
            one\tany\tscore 0..0\tavoid\tNever.\tstrong
            one\tany\tscore 0.5..0.5\tavoid\tRather not.\tmoderate
            one\tany\tscore 1..1.5\treduce\tLess.\tstrong
            one\tany\tscore >1.5\tstandard\tUsual dose.\tstrong
            """);

    assertThat(stated(scored, 1.0, 1.5))
        .extracting(Recommendation::action, Recommendation::wording, Recommendation::strength)
        .containsExactly(tuple(Action.REDUCE, "Less.", Strength.STRONG));
    assertThat(stated(scored, 0.0, 0.5))
        .extracting(Recommendation::action, Recommendation::wording, Recommendation::strength)
        .containsExactly(
            tuple(
                Action.AVOID,
                "If the activity score is 0.0: Never. If the activity score is 0.5: Rather not.",
                Strength.MODERATE));
    assertThat(stated(scored, 0.5, 1.0, 1.5, 2.0))
        .extracting(Recommendation::action, Recommendation::wording, Recommendation::strength)
        .containsExactly(
            tuple(
                Action.NONE,
                "No recommendation without the activity score of AAA, which the guideline goes by."
                    + " If it is 0.5: avoid. If it is 1.0 or 1.5: reduce.",
                Strength.NONE));
    assertThat(stated(scored, 0.0, 0.75))
        .extracting(Recommendation::action)
        .containsExactly(Action.NONE);
  }

  private static List<Recommendation> stated(Guideline guideline, Double... scores) {
    return Guidance.of(
        List.of(guideline), Map.of("AAA", List.of(new GeneResult("Some", null, List.of(scores)))));
  }

  @Test
  void anAlleleWithoutFunctionNeedsNoRowAndGivesNoAdvice() {
    var results =
        Map.of("AAA", List.of(new GeneResult("Not assigned", null)), "BBB", List.of(POOR));

    assertThat(GuidelineDefects.of(List.of(TWO_GENES), results)).isEmpty();
    assertThat(of(results))
        .extracting(Recommendation::action, Recommendation::wording)
        .containsExactly(
            tuple(
                Action.NONE, "No recommendation: an allele of AAA has no function assigned yet."));
  }

  @Test
  void aGuidelineOfOtherGenesSaysNothing() {
    assertThat(of(Map.of("CCC", List.of(NORMAL)))).isEmpty();
  }

  @Test
  void aResultWithoutRowOrWithTwoIsADefect() {
    var results = Map.of("AAA", List.of(NORMAL, POOR), "BBB", List.of(NORMAL, POOR));
    assertThat(GuidelineDefects.of(List.of(TWO_GENES), results)).isEmpty();
    var third = new GeneResult("Rapid", null);
    assertThat(
            GuidelineDefects.of(
                List.of(TWO_GENES), Map.of("AAA", List.of(third), "BBB", List.of(NORMAL))))
        .containsExactly("some has 0 rows for one (any) with Rapid, Normal");
    var twice =
        guideline(
            """
            drugs\tcontext\tAAA\taction\twording\tstrength
            one\tany\tNormal\tstandard\tUsual dose.\tstrong
            one\tany\t*\treduce\tLess.\tstrong
            """);
    assertThat(GuidelineDefects.of(List.of(twice), Map.of("AAA", List.of(NORMAL))))
        .containsExactly("some has 2 rows for one (any) with Normal");
  }

  @Test
  void scoresAreBandsThatIncludeTheirEnds() {
    var scored =
        guideline(
            """
            drugs\tcontext\tAAA\taction\twording\tstrength
            one\tany\tscore 0..0.5\tavoid\tAvoid.\tstrong
            one\tany\tscore >0.5\tstandard\tUsual dose.\tstrong
            """);
    for (var expected : Map.of(0.0, "Avoid.", 0.5, "Avoid.", 0.75, "Usual dose.").entrySet()) {
      var result = new GeneResult("Some", expected.getKey());
      assertThat(Guidance.of(List.of(scored), Map.of("AAA", List.of(result))))
          .extracting(Recommendation::wording)
          .containsExactly(expected.getValue());
    }
  }

  @Test
  void aBandMayLeaveOutItsEnds() {
    var band = Band.parse(">0..<1.25").orElseThrow();

    assertThat(band.holds(0)).isFalse();
    assertThat(band.holds(0.125)).isTrue();
    assertThat(band.holds(1.2499)).isTrue();
    assertThat(band.holds(1.25)).isFalse();
    assertThat(Band.parse(">2.25").orElseThrow().holds(2.25)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"low", "2..1", ">1..<1", "<1", "1", "..2"})
  void aScoreThatCannotBeReadIsADefect(String score) {
    assertThatThrownBy(() ->
            guideline(
                """
                drugs\tcontext\tAAA\taction\twording\tstrength
                one\tany\tscore %s\tavoid\tAvoid.\tstrong
                """
                    .formatted(score)))
        .isInstanceOf(DefectiveKnowledge.class)
        .hasMessageContaining("score " + score);
  }

  /// A row that no combination of results reaches says something that nobody is told.
  @Test
  void everyRowOfTheReleaseIsReached() {
    var results = SyntheticCallSet.RELEASE.results();
    for (var guideline : SyntheticCallSet.RELEASE.guidelines()) {
      for (var rule : guideline.rules()) {
        for (var i = 0; i < guideline.genes().size(); i++) {
          var possible = new ArrayList<>(List.of(GeneResult.UNKNOWN));
          possible.addAll(Objects.requireNonNull(results.get(guideline.genes().get(i))));
          assertThat(possible)
              .as(guideline.name() + ": " + rule.wording())
              .anyMatch(rule.conditions().get(i)::holds);
        }
      }
    }
  }

  @Test
  void everyDrugOfTheReleaseIsWordedShortlyAndCitesItsGuideline() {
    assertThat(SyntheticCallSet.RELEASE.guidelines())
        .hasSizeGreaterThan(30)
        .allSatisfy(guideline -> {
          assertThat(guideline.source().doi()).matches(isLabel(guideline) ? "" : "10\\..*");
          assertThat(guideline.source().pmid()).matches("\\d{8}");
          assertThat(guideline.population()).isNotBlank().endsWith(".");
          assertThat(guideline.drugs())
              .allSatisfy(drug ->
                  assertThat(drug.rxNorm()).matches(UNCODED.contains(drug.name()) ? "" : "\\d+"));
          assertThat(guideline.rules())
              .allSatisfy(rule -> assertThat(rule.wording()).isNotBlank().hasSizeLessThan(430));
        });
  }

  private static boolean isLabel(Guideline guideline) {
    return guideline.name().startsWith("fda-");
  }
}
