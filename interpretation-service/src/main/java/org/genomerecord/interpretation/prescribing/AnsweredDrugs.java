package org.genomerecord.interpretation.prescribing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.genomerecord.interpretation.drug.Conversion;
import org.genomerecord.interpretation.drug.DoseEstimate;
import org.genomerecord.interpretation.drug.DrugAnswer;
import org.genomerecord.interpretation.drug.DrugAnswers;
import org.genomerecord.interpretation.drug.DrugQuestion;
import org.genomerecord.interpretation.guidance.Drug;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Source;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.interpret.Reliance;
import org.jspecify.annotations.Nullable;

/// The answer to a question about drugs, as JSON. Sensitive.
///
/// @param guidance the release whose guidelines it is by
/// @param drugs one for each that was asked, in order
/// @param medicationsNotConsidered those that are not known here, as stated
/// @param contextsNotApplied those that make no difference to any of the drugs, as stated
record AnsweredDrugs(
    String guidance,
    List<OfDrug> drugs,
    List<String> medicationsNotConsidered,
    List<String> contextsNotApplied) {

  /// @param interpreted as far as the permit goes
  record OfReport(
      String accession,
      String interpretation,
      Instant issuedAt,
      String knowledge,
      Interpreted interpreted) {
    @Override
    public String toString() {
      return "OfReport[" + interpretation + "]";
    }
  }

  /// @param answer `unknown-drug`, `no-guidance`, `gene-not-tested` or `guidance`
  /// @param genes that guidance goes by and no report has tested, if that is the answer
  /// @param reports those that have something to say, newest first
  record OfDrug(
      String asked,
      @Nullable String drug,
      @Nullable String rxNorm,
      String answer,
      List<String> genes,
      List<Said> reports) {
    @Override
    public String toString() {
      return "OfDrug";
    }
  }

  /// What a report's findings mean for the drug.
  ///
  /// @param populations whom the guidelines are for
  /// @param contexts those of the question that are applied: of others there is no advice, where a
  ///   guideline tells them apart
  /// @param contextsNotApplied those of the question that make no difference to this drug, as
  ///   stated
  record Said(
      String accession,
      String interpretation,
      Instant issuedAt,
      String knowledge,
      List<String> populations,
      List<String> contexts,
      List<String> contextsNotApplied,
      List<Advice> byGenes,
      List<Changed> phenoconversion,
      List<Advice> byPhenoconversion,
      List<DoseEstimate> doses) {
    @Override
    public String toString() {
      return "Said";
    }
  }

  /// What is advised.
  ///
  /// @param caveats how far it can be relied on, in sentences that begin with a gene
  record Advice(
      String context,
      List<Result> because,
      String action,
      String wording,
      String strength,
      List<String> notAssessed,
      List<String> caveats,
      Source source) {
    @Override
    public String toString() {
      return "Advice";
    }
  }

  record Result(String gene, String phenotype, @Nullable Double activityScore) {
    @Override
    public String toString() {
      return "Result";
    }
  }

  record Changed(Result byGenes, Result converted, List<By> because, String method, String doi) {
    @Override
    public String toString() {
      return "Changed";
    }
  }

  record By(String drug, @Nullable String rxNorm, String strength) {
    @Override
    public String toString() {
      return "By";
    }
  }

  static AnsweredDrugs of(DrugAnswers answers, DrugQuestion question, List<OfReport> reports) {
    var byReport =
        reports.stream()
            .map(report -> answers.answer(report.interpreted().findings(), question))
            .toList();
    // What is known without any finding holds for all reports.
    var withoutAny = answers.answer(List.of(), question);
    var drugs = new ArrayList<OfDrug>();
    for (var i = 0; i < withoutAny.size(); i++) {
      var said = new ArrayList<Said>();
      for (var j = 0; j < reports.size(); j++) {
        if (byReport.get(j).get(i) instanceof DrugAnswer.Guided guided) {
          said.add(said(reports.get(j), guided));
        }
      }
      drugs.add(drug(withoutAny.get(i), said));
    }
    return new AnsweredDrugs(
        answers.release(),
        drugs,
        answers.notConsidered(question),
        answers.contextsNotApplied(question));
  }

  private static OfDrug drug(DrugAnswer answer, List<Said> said) {
    return switch (answer) {
      case DrugAnswer.UnknownDrug(var asked) ->
          new OfDrug(asked, null, null, "unknown-drug", List.of(), said);
      case DrugAnswer.WithoutGuidance(var asked, var drug) ->
          new OfDrug(asked, drug.name(), rxNorm(drug), "no-guidance", List.of(), said);
      case DrugAnswer.NotTested(var asked, var drug, var genes) ->
          said.isEmpty()
              ? new OfDrug(asked, drug.name(), rxNorm(drug), "gene-not-tested", genes, said)
              : new OfDrug(asked, drug.name(), rxNorm(drug), "guidance", List.of(), said);
      case DrugAnswer.Guided _ -> throw new IllegalStateException("guidance without a finding");
    };
  }

  private static Said said(OfReport report, DrugAnswer.Guided guided) {
    return new Said(
        report.accession(),
        report.interpretation(),
        report.issuedAt(),
        report.knowledge(),
        guided.populations(),
        guided.contexts(),
        guided.contextsNotApplied(),
        guided.recommendations().stream().map(one -> advice(one, guided)).toList(),
        guided.conversions().stream().map(AnsweredDrugs::changed).toList(),
        guided.converted().stream().map(one -> advice(one, guided)).toList(),
        guided.doses());
  }

  private static Advice advice(Recommendation one, DrugAnswer.Guided guided) {
    return new Advice(
        one.context(),
        one.basis().stream()
            .map(basis -> new Result(basis.gene(), basis.phenotype(), null))
            .toList(),
        code(one.action()),
        one.wording(),
        code(one.strength()),
        one.notAssessed(),
        Reliance.caveats(one, guided.findings()),
        one.source());
  }

  private static Changed changed(Conversion one) {
    return new Changed(
        result(one.gene(), one.genetic()),
        result(one.gene(), one.converted()),
        one.because().stream()
            .map(by -> new By(by.drug().name(), rxNorm(by.drug()), code(by.strength())))
            .toList(),
        one.method(),
        one.doi());
  }

  private static Result result(String gene, GeneResult result) {
    return new Result(gene, result.phenotype(), result.activityScore());
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// Prints nothing of the answer.
  @Override
  public String toString() {
    return "AnsweredDrugs";
  }

  private static @Nullable String rxNorm(Drug drug) {
    return drug.code().orElse(null);
  }
}
