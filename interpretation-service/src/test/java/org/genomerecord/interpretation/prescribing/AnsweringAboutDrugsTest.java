package org.genomerecord.interpretation.prescribing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.drug.DrugAnswers;
import org.genomerecord.interpretation.drug.DrugQuestion;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.prescribing.AnsweredDrugs.Advice;
import org.genomerecord.interpretation.prescribing.AnsweredDrugs.By;
import org.genomerecord.interpretation.prescribing.AnsweredDrugs.OfDrug;
import org.genomerecord.interpretation.prescribing.AnsweredDrugs.OfReport;
import org.genomerecord.interpretation.prescribing.AnsweredDrugs.Result;
import org.genomerecord.interpretation.prescribing.AnsweredDrugs.Said;
import org.junit.jupiter.api.Test;

class AnsweringAboutDrugsTest {
  private static final DrugAnswers ANSWERS = new DrugAnswers(SyntheticCallSet.RELEASE);
  private static final OfReport POOR = report("new", "CYP2D6", "*4/*4");
  private static final OfReport NORMAL = report("old", "CYP2D6", "*1/*1");
  private static final OfReport OTHER_GENE = report("other", "CYP2C19", "*2/*2");

  private static OfReport report(String accession, String gene, String diplotype) {
    return new OfReport(
        accession,
        "interpretation-" + accession,
        Instant.parse("2026-11-28T12:00:00Z"),
        "release-" + accession,
        SyntheticCallSet.INTERPRETER.interpret(
            new LocusCalls(Map.of()),
            Map.of(gene, new OutsideCall(gene, diplotype, "", null)),
            Set.of("pharmacogenomic")));
  }

  private static AnsweredDrugs answered(DrugQuestion question, OfReport... reports) {
    return AnsweredDrugs.of(ANSWERS, question, List.of(reports));
  }

  private static DrugQuestion about(String... drugs) {
    return new DrugQuestion(List.of(drugs), List.of(), Map.of());
  }

  @Test
  void eachDrugHasOneOfFourAnswersInTheOrderAsked() {
    var answered = answered(about("metformin", "6809", "codeine", "Plavix", "abacavir"), POOR);

    assertThat(answered.guidance()).isEqualTo(SyntheticCallSet.RELEASE.name());
    assertThat(answered.drugs())
        .extracting(OfDrug::asked, OfDrug::drug, OfDrug::rxNorm, OfDrug::answer, OfDrug::genes)
        .containsExactly(
            tuple("metformin", "metformin", "6809", "no-guidance", List.of()),
            tuple("6809", "metformin", "6809", "no-guidance", List.of()),
            tuple("codeine", "codeine", "2670", "guidance", List.of()),
            tuple("Plavix", null, null, "unknown-drug", List.of()),
            tuple("abacavir", "abacavir", "190521", "gene-not-tested", List.of("HLA-B *57:01")));
  }

  @Test
  void eachReportThatHasSomethingToSaySaysItForItself() {
    var codeine = answered(about("codeine"), POOR, OTHER_GENE, NORMAL).drugs().getFirst();

    assertThat(codeine.reports())
        .extracting(Said::accession, Said::interpretation, Said::knowledge)
        .containsExactly(
            tuple("new", "interpretation-new", "release-new"),
            tuple("old", "interpretation-old", "release-old"));
    assertThat(codeine.reports())
        .flatExtracting(Said::byGenes)
        .extracting(Advice::action, Advice::strength, Advice::because)
        .containsExactly(
            tuple("avoid", "strong", List.of(new Result("CYP2D6", "Poor Metabolizer", null))),
            tuple("standard", "strong", List.of(new Result("CYP2D6", "Normal Metabolizer", null))));
    assertThat(codeine.reports())
        .allSatisfy(said -> {
          assertThat(said.issuedAt()).isEqualTo(Instant.parse("2026-11-28T12:00:00Z"));
          assertThat(said.populations()).isNotEmpty();
          assertThat(said.phenoconversion()).isEmpty();
          assertThat(said.byPhenoconversion()).isEmpty();
          assertThat(said.doses()).isEmpty();
        });
  }

  @Test
  void theContextThatIsAppliedIsSaidAndTheOneThatIsNot() {
    var question =
        new DrugQuestion(
            List.of("atomoxetine", "codeine"),
            List.of(),
            Map.of(),
            List.of("Adult", "transplantation"));

    var answered = answered(question, POOR);

    assertThat(answered.contextsNotApplied()).containsExactly("transplantation");
    assertThat(answered.drugs())
        .flatExtracting(OfDrug::reports)
        .extracting(Said::contexts)
        .containsExactly(List.of("adult"), List.of());
    assertThat(answered.drugs())
        .flatExtracting(OfDrug::reports)
        .extracting(Said::contextsNotApplied)
        .containsExactly(List.of("transplantation"), List.of("Adult", "transplantation"));
    assertThat(answered.drugs())
        .flatExtracting(OfDrug::reports)
        .flatExtracting(Said::byGenes)
        .extracting(Advice::context)
        .containsExactly("adult", "any");
  }

  @Test
  void aGeneOfTheGuidelineThatNobodyTestedIsNamed() {
    assertThat(answered(about("amitriptyline"), OTHER_GENE).drugs().getFirst().reports())
        .flatExtracting(Said::byGenes)
        .isNotEmpty()
        .extracting(Advice::notAssessed)
        .containsOnly(List.of("CYP2D6"));
  }

  @Test
  void anAlleleThatAReportTestedAndDoesNotTellIsAnAnswerOfItsOwn() {
    var abacavir =
        answered(about("abacavir"), OTHER_GENE, report("open", "HLA-B", "*57/*07:02"))
            .drugs()
            .getFirst();

    assertThat(abacavir.answer()).isEqualTo("guidance");
    assertThat(abacavir.genes()).isEmpty();
    assertThat(abacavir.reports()).extracting(Said::accession).containsExactly("open");
    assertThat(abacavir.reports().getFirst().byGenes())
        .singleElement()
        .satisfies(advice -> {
          assertThat(advice.action()).isEqualTo("none");
          assertThat(advice.strength()).isEqualTo("none");
          assertThat(advice.because()).containsExactly(new Result("HLA-B *57:01", "", null));
          assertThat(advice.wording()).endsWith("If *57:01 positive: avoid.");
          assertThat(advice.caveats())
              .containsExactly(
                  "HLA-B: Called by the laboratory, not here.",
                  "HLA-B: The call does not tell whether it is there: HLA-B *57:01.");
        });
  }

  @Test
  void adviceSaysHowFarItCanBeReliedOn() {
    var panel = SyntheticCallSet.panel("CYP2C9");
    var reference = panel.alleles().getFirst();
    var lines = new ArrayList<>(SyntheticCallSet.carrying(panel, reference, reference, false));
    assertThat(lines.removeIf(line -> line.position() == 94981301)).isTrue();
    var provisional =
        new OfReport(
            "some",
            "interpretation-some",
            Instant.parse("2026-11-28T12:00:00Z"),
            "release-some",
            SyntheticCallSet.INTERPRETER.interpret(
                SyntheticCallSet.calls(lines), Set.of("pharmacogenomic")));
    var drugs = answered(about("siponimod", "celecoxib"), provisional).drugs();

    assertThat(drugs.getFirst().reports())
        .flatExtracting(Said::byGenes)
        .singleElement()
        .satisfies(advice -> {
          assertThat(advice.action()).isEqualTo("standard");
          assertThat(advice.caveats())
              .contains(
                  "CYP2C9: For that reason not excluded: Intermediate Metabolizer.",
                  "CYP2C9: alleles not excluded: *5. This advice rests on none of them being"
                      + " there.");
        });
    assertThat(drugs.getLast().reports())
        .flatExtracting(Said::byGenes)
        .flatExtracting(Advice::caveats)
        .contains("CYP2C9: For that reason not excluded: Intermediate Metabolizer.")
        .noneSatisfy(caveat -> assertThat(caveat).contains("rests on"));
  }

  @Test
  void withoutAnyReportNothingWasTested() {
    assertThat(answered(about("codeine")).drugs())
        .extracting(OfDrug::answer, OfDrug::genes)
        .containsExactly(tuple("gene-not-tested", List.of("CYP2D6")));
  }

  @Test
  void whatMedicationsMakeOfAGeneStandsBesideIt() {
    var question =
        new DrugQuestion(List.of("codeine"), List.of("paroxetine", "some herb"), Map.of());
    var answered = answered(question, NORMAL);
    var said = answered.drugs().getFirst().reports().getFirst();

    assertThat(answered.medicationsNotConsidered()).containsExactly("some herb");
    assertThat(said.byGenes()).extracting(Advice::action).containsExactly("standard");
    assertThat(said.byPhenoconversion()).extracting(Advice::action).containsExactly("avoid");
    assertThat(said.phenoconversion())
        .singleElement()
        .satisfies(changed -> {
          assertThat(changed.byGenes()).isEqualTo(new Result("CYP2D6", "Normal Metabolizer", 2.0));
          assertThat(changed.converted()).isEqualTo(new Result("CYP2D6", "Poor Metabolizer", 0.0));
          assertThat(changed.because()).containsExactly(new By("paroxetine", "32937", "strong"));
          assertThat(changed.doi()).isEqualTo("10.1177/0091270009359182");
        });
  }

  @Test
  void nothingOfAnAnswerIsPrinted() {
    var question = new DrugQuestion(List.of("codeine"), List.of("paroxetine"), Map.of());
    var answered = answered(question, NORMAL);
    var said = answered.drugs().getFirst().reports().getFirst();

    assertThat(
            Stream.of(
                    answered,
                    NORMAL,
                    answered.drugs().getFirst(),
                    said,
                    said.byGenes().getFirst(),
                    Objects.requireNonNull(said.byGenes().getFirst().because().getFirst()),
                    said.phenoconversion().getFirst(),
                    said.phenoconversion().getFirst().because().getFirst())
                .map(Object::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(
            "AnsweredDrugs OfReport[interpretation-old] OfDrug Said Advice Result Changed By");
  }
}
