package org.genomerecord.interpretation.reinterpretation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.guidance.Source;
import org.genomerecord.interpretation.guidance.Strength;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.interpret.Position;
import org.genomerecord.record.event.InterpretationEvent.Difference;
import org.junit.jupiter.api.Test;

class ComparingInterpretationsTest {
  private static final Diplotype NORMAL = new Diplotype("*1", "*1", "Normal Metabolizer", "2.0");
  private static final Finding FINDING = finding("GENE", "2026-01", Certainty.DEFINITE, NORMAL);
  private static final Recommendation ADVICE = advice("drug", "Use the drug.", "2020");
  private static final Interpreted BEFORE =
      new Interpreted(List.of(FINDING), List.of(ADVICE), null);

  private static Finding finding(
      String gene, String release, Certainty certainty, Diplotype... diplotypes) {
    return new Finding(
        "panel",
        gene,
        "HGNC:1",
        "pharmacogenomic",
        release,
        certainty,
        List.of(diplotypes),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /// For adults in another edition than the first, of which it was not noted.
  private static Recommendation advice(String drug, String wording, String edition) {
    return new Recommendation(
        drug,
        "1",
        "any",
        List.of(new Basis("GENE", "Normal Metabolizer")),
        Action.STANDARD,
        wording,
        Strength.STRONG,
        List.of(),
        new Source("guideline", edition, "1", "10.0/1"),
        edition.equals("2020") ? null : "Adults.");
  }

  private static Interpreted with(Finding... findings) {
    return new Interpreted(List.of(findings), List.of(ADVICE), null);
  }

  private static Interpreted advising(Recommendation... recommendations) {
    return new Interpreted(List.of(FINDING), List.of(recommendations), null);
  }

  @Test
  void theSameMeaningUnderAnotherReleaseEditionPopulationAndCaveatIsNoDifference() {
    var restated =
        new Finding(
            "panel",
            "GENE",
            "HGNC:1",
            "pharmacogenomic",
            "2026-02",
            Certainty.DEFINITE,
            List.of(NORMAL),
            List.of(new Position("chr1", 1, "rs1")),
            List.of(new Position("chr1", 2, "rs2")),
            List.of("*9"),
            List.of("Poor Metabolizer"),
            List.of("Another sentence."));

    var differences =
        Differences.between(
            BEFORE,
            new Interpreted(
                List.of(restated), List.of(advice("drug", "Use the drug.", "2026")), null));

    assertThat(differences.none()).isTrue();
    assertThat(differences.genes()).isEmpty();
    assertThat(differences.drugs()).isEmpty();
  }

  @Test
  void anotherPairOfAllelesOfTheSamePhenotypeIsADiplotype() {
    var now =
        with(
            finding(
                "GENE",
                "2026-02",
                Certainty.DEFINITE,
                new Diplotype("*1", "*9", "Normal Metabolizer", "2.0")));

    var differences = Differences.between(BEFORE, now);

    assertThat(differences.kinds()).containsExactly(Difference.DIPLOTYPE);
    assertThat(differences.genes()).containsExactly("GENE");
  }

  @Test
  void anotherMeaningOfTheSamePairIsAPhenotypeAndSoIsAnotherScore() {
    for (var meaning :
        List.of(
            new Diplotype("*1", "*1", "Poor Metabolizer", "2.0"),
            new Diplotype("*1", "*1", "Normal Metabolizer", "1.5"))) {
      var now = with(finding("GENE", "2026-02", Certainty.DEFINITE, meaning));

      assertThat(Differences.between(BEFORE, now).kinds()).containsExactly(Difference.PHENOTYPE);
    }
  }

  @Test
  void howSureItIsMatters() {
    var now = with(finding("GENE", "2026-02", Certainty.PROVISIONAL, NORMAL));

    assertThat(Differences.between(BEFORE, now).kinds()).containsExactly(Difference.CERTAINTY);
  }

  @Test
  void moreExplanationsOfTheSameCallsAreADifferenceTheirOrderIsNot() {
    var other = new Diplotype("*1", "*2", "Normal Metabolizer", "2.0");
    var both = with(finding("GENE", "2026-01", Certainty.AMBIGUOUS, NORMAL, other));
    var turned = with(finding("GENE", "2026-02", Certainty.AMBIGUOUS, other, NORMAL));

    assertThat(Differences.between(both, turned).none()).isTrue();
    assertThat(Differences.between(BEFORE, both).kinds())
        .containsExactlyInAnyOrder(Difference.DIPLOTYPE, Difference.CERTAINTY);
  }

  @Test
  void aGeneThatIsNewOrGoneIsADifferenceBothWays() {
    var more = with(FINDING, finding("NEW", "2026-02", Certainty.DEFINITE, NORMAL));

    for (var differences :
        List.of(Differences.between(BEFORE, more), Differences.between(more, BEFORE))) {
      assertThat(differences.kinds()).contains(Difference.DIPLOTYPE, Difference.PHENOTYPE);
      assertThat(differences.genes()).containsExactly("NEW");
    }
  }

  @Test
  void otherAdviceIsARecommendationHoweverItIsOther() {
    var others =
        Stream.of(
            advising(advice("drug", "Use another drug.", "2020")),
            advising(),
            advising(ADVICE, advice("drug", "And measure.", "2020")));

    assertThat(others)
        .allSatisfy(now -> {
          var differences = Differences.between(BEFORE, now);
          assertThat(differences.kinds()).containsExactly(Difference.RECOMMENDATION);
          assertThat(differences.drugs()).containsExactly("drug");
          assertThat(differences.genes()).isEmpty();
        });
  }

  @Test
  void nothingIsPrintedOfGenesAndDrugs() {
    assertThat(Differences.between(BEFORE, with()).toString())
        .doesNotContain("GENE")
        .doesNotContain("drug");
  }
}
