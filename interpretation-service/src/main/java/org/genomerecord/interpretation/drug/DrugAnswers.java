package org.genomerecord.interpretation.drug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.guidance.Drug;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.guidance.Guidance;
import org.genomerecord.interpretation.guidance.Guideline;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;

/// The pure function from a sample's findings and a prescriber's question to answers. Guidance is
/// that of the release at hand, whichever release the findings were made with.
///
/// Known drugs, inhibitors and dosing algorithms are tables of this build, in `drug/`: nothing that
/// is stored rests on them.
public final class DrugAnswers {
  private static final int ASKED_LENGTH_MAX = 100;
  private static final int DRUGS_MAX = 50;
  private static final int MEDICATIONS_MAX = 200;
  private static final int CONTEXTS_MAX = 20;

  private final KnowledgeRelease release;
  private final Drugs drugs;
  private final Phenoconversion phenoconversion;
  private final List<DosingAlgorithm> algorithms;
  private final Contexts contexts;

  /// @throws DefectiveKnowledge if the tables do not fit the release
  public DrugAnswers(KnowledgeRelease release) {
    Function<String, Table> tables = DrugAnswers::table;
    this.release = release;
    this.drugs = new Drugs(release.guidelines(), tables.apply("known.tsv"));
    this.phenoconversion = new Phenoconversion(tables, drugs, release.outsideGenes());
    this.algorithms =
        DosingAlgorithm.read(
            tables.apply("algorithms.tsv"),
            tables.apply("terms.tsv"),
            AllelesBeside.read(tables.apply("beside.tsv")));
    this.contexts = new Contexts(release.guidelines());
  }

  /// The name of the release.
  public String release() {
    return release.name();
  }

  private static Table table(String name) {
    return Table.builtIn("/drug/" + name);
  }

  /// What cannot be asked, in a sentence without any drug; empty if it can.
  public Optional<String> wrong(DrugQuestion question) {
    if (question.drugs().isEmpty() || question.drugs().size() > DRUGS_MAX) {
      return Optional.of("ask for one drug or several, at most " + DRUGS_MAX);
    }
    if (question.medications().size() > MEDICATIONS_MAX) {
      return Optional.of("state at most " + MEDICATIONS_MAX + " medications");
    }
    var named = new ArrayList<>(question.drugs());
    named.addAll(question.medications());
    if (named.stream().anyMatch(one -> one.isBlank() || one.length() > ASKED_LENGTH_MAX)) {
      return Optional.of(
          "a drug has a name, of at most " + ASKED_LENGTH_MAX + " characters, or an RxNorm code");
    }
    if (question.contexts().size() > CONTEXTS_MAX
        || question.contexts().stream()
            .anyMatch(one -> one.isBlank() || one.length() > ASKED_LENGTH_MAX)) {
      return Optional.of(
          "state at most %d contexts, each of at most %d characters"
              .formatted(CONTEXTS_MAX, ASKED_LENGTH_MAX));
    }
    for (var input : question.inputs().entrySet()) {
      var known = DosingInput.named(input.getKey());
      if (known.isEmpty()) {
        return Optional.of(
            "there is an input that no dosing algorithm takes; there are " + DosingInput.all());
      }
      if (!known.get().accepts(input.getValue())) {
        return Optional.of("an input is not what it may be: " + known.get().describe());
      }
    }
    return Optional.empty();
  }

  /// That a context is stated which no guideline of the release tells from others, in a sentence
  /// with those of the drugs of the question, which are not named; empty if there is none such. To
  /// leave it out would answer another question.
  public Optional<String> unknownContext(DrugQuestion question) {
    if (question.contexts().stream().allMatch(stated -> contexts.find(stated).isPresent())) {
      return Optional.empty();
    }
    var known = question.drugs().stream().flatMap(asked -> drugs.find(asked).stream()).toList();
    var labels = contexts.all().stream().filter(told(known)::contains).toList();
    return Optional.of(
        "a context is stated that no guideline here has; "
            + (labels.isEmpty()
                ? "those of what was asked tell no contexts apart"
                : "of what was asked there are: " + String.join("; ", labels)));
  }

  /// Of the contexts, those that make no difference to any drug of the question, as stated.
  public List<String> contextsNotApplied(DrugQuestion question) {
    return notTold(
        question.contexts(),
        question.drugs().stream().flatMap(asked -> drugs.find(asked).stream()).toList());
  }

  /// Of the stated contexts, those that no guideline tells from others for one of the drugs.
  private List<String> notTold(List<String> stated, List<Drug> of) {
    var told = told(of);
    return stated.stream()
        .filter(one -> contexts.find(one).filter(told::contains).isEmpty())
        .toList();
  }

  private Set<String> told(List<Drug> of) {
    return of.stream()
        .flatMap(drug ->
            guidelines(drug).stream()
                .flatMap(guideline -> guideline.contexts(drug.name()).stream()))
        .collect(Collectors.toSet());
  }

  /// Whether a drug of this name or code is known, which none of the patient's data tells.
  public Optional<Drug> drug(String asked) {
    return drugs.find(asked);
  }

  /// Of the medications, those that are not known here and therefore not considered, as stated.
  public List<String> notConsidered(DrugQuestion question) {
    return question.medications().stream().filter(stated -> drugs.find(stated).isEmpty()).toList();
  }

  /// One answer for each drug, in order.
  ///
  /// @param findings of one sample, as far as they may be read
  public List<DrugAnswer> answer(List<Finding> findings, DrugQuestion question) {
    var results = Interpreter.results(findings, release);
    var medications =
        question.medications().stream().flatMap(stated -> drugs.find(stated).stream()).toList();
    var stated =
        question.contexts().stream()
            .flatMap(one -> contexts.find(one).stream())
            .distinct()
            .toList();
    return question.drugs().stream()
        .map(asked ->
            drugs
                .find(asked)
                .map(drug -> answer(asked, drug, findings, results, medications, stated, question))
                .orElseGet(() -> new DrugAnswer.UnknownDrug(asked)))
        .toList();
  }

  private DrugAnswer answer(
      String asked,
      Drug drug,
      List<Finding> findings,
      Map<String, List<GeneResult>> results,
      List<Drug> medications,
      List<String> stated,
      DrugQuestion question) {
    var guidelines =
        guidelines(drug).stream().map(guideline -> guideline.in(stated, drug.name())).toList();
    if (guidelines.isEmpty()) {
      return new DrugAnswer.WithoutGuidance(asked, drug);
    }
    var genes = new LinkedHashSet<String>();
    guidelines.forEach(guideline -> genes.addAll(guideline.genes()));
    var symbols = genes.stream().map(Guideline::symbol).collect(Collectors.toSet());
    var here = findings.stream().filter(finding -> symbols.contains(finding.gene())).toList();
    if (here.stream().noneMatch(Finding::wasTested)) {
      return new DrugAnswer.NotTested(
          asked, drug, genes.stream().filter(gene -> !Guideline.isPartOf(gene, genes)).toList());
    }
    // What a drug does to its own enzyme is in what its guideline was made from.
    var others = medications.stream().filter(other -> !other.name().equals(drug.name())).toList();
    var conversions =
        phenoconversion.of(results, others).stream()
            .filter(conversion -> genes.contains(conversion.gene()))
            .toList();
    return new DrugAnswer.Guided(
        asked,
        drug,
        guidelines.stream().map(Guideline::population).distinct().toList(),
        guidelines.stream()
            .flatMap(guideline -> guideline.contexts(drug.name()).stream())
            .filter(stated::contains)
            .distinct()
            .toList(),
        notTold(question.contexts(), List.of(drug)),
        here,
        recommendations(guidelines, drug, results),
        conversions,
        conversions.isEmpty()
            ? List.of()
            : recommendations(guidelines, drug, converted(results, conversions)),
        doses(drug, findings, question.inputs()));
  }

  private List<Guideline> guidelines(Drug drug) {
    return release.guidelines().stream()
        .filter(
            guideline -> guideline.drugs().stream().anyMatch(one -> one.name().equals(drug.name())))
        .toList();
  }

  private static List<Recommendation> recommendations(
      List<Guideline> guidelines, Drug drug, Map<String, List<GeneResult>> results) {
    return Guidance.of(guidelines, results).stream()
        .filter(one -> one.drug().equals(drug.name()))
        .toList();
  }

  private static Map<String, List<GeneResult>> converted(
      Map<String, List<GeneResult>> results, List<Conversion> conversions) {
    var converted = new HashMap<>(results);
    conversions.stream()
        .collect(Collectors.groupingBy(Conversion::gene))
        .forEach(
            (gene, here) -> converted.put(gene, here.stream().map(Conversion::converted).toList()));
    return converted;
  }

  private List<DoseEstimate> doses(Drug drug, List<Finding> findings, Map<String, String> inputs) {
    var byGene = findings.stream().collect(Collectors.toMap(Finding::gene, finding -> finding));
    return algorithms.stream()
        .filter(algorithm -> algorithm.drug().equals(drug.name()))
        .map(algorithm -> algorithm.of(byGene, inputs))
        .toList();
  }
}
