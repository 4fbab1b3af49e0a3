package org.genomerecord.interpretation.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.guidance.Strength;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Reliance;
import org.genomerecord.interpretation.report.IssuedInterpretation;

/// Reports for the clinician, as short as they can be: first the drugs to avoid or to exchange,
/// then doses, then the genes with what could not be told, and last what needs no change.
public final class SummaryPage {
  private final Markup page = new Markup("Pharmacogenomic summary");

  private SummaryPage() {}

  /// @param notInterpreted call sets of the same patient that there is no report of
  public static String of(
      List<IssuedInterpretation> interpretations, List<NotInterpreted> notInterpreted) {
    var summary = new SummaryPage();
    if (!notInterpreted.isEmpty()) {
      summary.page.tag("<article class=\"summary\">").element("h1", "Not interpreted");
      notInterpreted.forEach(one ->
          summary.page.element(
              "p",
              "Accession "
                  + one.accession()
                  + (one.isWithdrawn()
                      ? ": the laboratory withdrew the result, do not rely on its report: "
                      : ": ")
                  + one.reason()
                  + "."));
      summary.page.tag("</article>\n");
    }
    interpretations.forEach(summary::add);
    if (interpretations.isEmpty() && notInterpreted.isEmpty()) {
      summary.page.element("p", "There is no report.");
    }
    return summary.page.end();
  }

  /// What is advised alike of several drugs, or in several contexts.
  private record Advised(
      Action action, String wording, String because, List<String> notAssessed, Strength strength) {
    static Advised of(Recommendation one) {
      return new Advised(
          one.action(), one.wording(), SummaryPage.because(one), one.notAssessed(), one.strength());
    }
  }

  private void add(IssuedInterpretation issued) {
    var findings = issued.interpreted().findings();
    var recommendations = issued.interpreted().recommendations();
    page.tag("<article class=\"summary\">").element("h1", "Pharmacogenomic summary");
    page.element(
        "p",
        "Accession "
            + issued.accession()
            + ". Issued "
            + Markup.day(issued.issuedAt())
            + ". Knowledge release "
            + issued.knowledgeRelease()
            + "."
            + (issued.amends() == null
                ? ""
                : " Amended: it says something else than the report before."));
    page.tag("<p class=\"notice\">")
        .text(
            "Informs clinicians; it does not replace their judgement or a confirmatory test."
                + " Other drugs, organ function and age are not considered.")
        .tag("</p>\n");
    page.element("h2", "Drugs that may need another choice or dose");
    toChange(recommendations);
    page.element("h2", "Genes");
    page.table(
        List.of("Gene", "Diplotype", "Phenotype", "Certainty", "What to know"),
        findings,
        this::gene);
    page.element("h2", "Not told by this report");
    page.tag("<ul>").elements("li", notTold(findings, recommendations));
    page.elements("li", undecided(recommendations)).elements("li", absences(issued)).tag("</ul>\n");
    page.element("h2", "Other drugs with guidance");
    others("No change by genotype: ", recommendations, Action.STANDARD::equals);
    others("No recommendation: ", recommendations, Action.NONE::equals);
    page.element("h2", "Guidelines");
    page.tag("<p class=\"quiet\">")
        .text((sources(recommendations) + " " + issued.comparison()).strip())
        .tag("</p></article>\n");
  }

  private void toChange(List<Recommendation> recommendations) {
    var alike =
        recommendations.stream()
            .filter(one -> one.action().asksForChange())
            .sorted(
                Comparator.comparingInt((Recommendation one) -> Severity.of(one.action()))
                    .thenComparing(Recommendation::drug))
            .collect(Collectors.groupingBy(Advised::of, LinkedHashMap::new, Collectors.toList()));
    if (alike.isEmpty()) {
      page.element("p", "None.");
      return;
    }
    page.table(
        List.of("Drugs", "Action", "What to do", "When", "Because of", "Strength"),
        alike.entrySet(),
        row -> advised(row.getKey(), row.getValue()));
    forWhom(alike.values().stream().flatMap(List::stream));
  }

  /// Whom the guidelines are for, each note once after its drugs. Of drugs that need no change it
  /// is not said here, as the page would be longer than one: the report as FHIR says it of all.
  private void forWhom(Stream<Recommendation> changes) {
    var notes = new LinkedHashMap<String, Set<String>>();
    changes.forEach(one -> {
      if (one.population() != null) {
        notes.computeIfAbsent(one.population(), _ -> new TreeSet<>()).add(one.drug());
      }
    });
    if (!notes.isEmpty()) {
      page.tag("<p class=\"quiet\">")
          .text(
              "For whom: "
                  + notes.entrySet().stream()
                      .map(note -> String.join(", ", note.getValue()) + ": " + note.getKey())
                      .collect(Collectors.joining(" ")))
          .tag("</p>\n");
    }
  }

  /// A drug that is advised of alike in fewer contexts than the others has its own behind its name.
  private Markup advised(Advised advised, List<Recommendation> alike) {
    var contexts = contexts(alike);
    var drugs =
        alike.stream()
            .collect(Collectors.groupingBy(Recommendation::drug, TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(drug ->
                contexts(drug.getValue()).equals(contexts)
                    ? drug.getKey()
                    : drug.getKey() + " (" + String.join("; ", contexts(drug.getValue())) + ")")
            .collect(Collectors.joining(", "));
    page.rowHeader(drugs).cell(List.of(Markup.code(advised.action())));
    page.cell(List.of(advised.wording()));
    page.cell(contexts.stream().filter(context -> !context.equals(Recommendation.ANY)).toList());
    var because = new ArrayList<>(List.of(advised.because()));
    advised.notAssessed().forEach(gene -> because.add(gene + " not tested"));
    return page.cell(because).cell(List.of(Markup.code(advised.strength())));
  }

  private static List<String> contexts(List<Recommendation> of) {
    return of.stream().map(Recommendation::context).distinct().sorted().toList();
  }

  private Markup gene(Finding finding) {
    page.rowHeader(finding.gene());
    page.cell(finding.diplotypes().stream().map(Diplotype::label).toList());
    page.cell(finding.diplotypes().stream().map(SummaryPage::phenotype).toList());
    page.cell(List.of(Markup.code(finding.certainty())));
    return page.cell(finding.caveats());
  }

  private static String phenotype(Diplotype diplotype) {
    return diplotype.activityScore() == null
        ? diplotype.phenotype()
        : diplotype.phenotype() + " (score " + diplotype.activityScore() + ")";
  }

  private static List<String> notTold(
      List<Finding> findings, List<Recommendation> recommendations) {
    var notTold = new ArrayList<String>();
    var notCalled =
        findings.stream()
            .filter(finding -> finding.certainty() == Certainty.NOT_CALLED)
            .map(Finding::gene)
            .collect(Collectors.joining(", "));
    if (!notCalled.isEmpty()) {
      notTold.add("Genes that could not be called: " + notCalled + ".");
    }
    var drugs = new TreeMap<String, List<String>>();
    recommendations.forEach(one ->
        one.notAssessed()
            .forEach(gene -> drugs.computeIfAbsent(gene, _ -> new ArrayList<>()).add(one.drug())));
    drugs.forEach((gene, of) ->
        notTold.add(
            "Not tested: "
                + gene
                + ", which guidelines ask for with "
                + String.join(", ", of.stream().distinct().sorted().toList())
                + "."));
    notTold.add(
        "Copy number, rearrangements and variants that no named allele is defined by are not called"
            + " here.");
    return notTold;
  }

  /// Drugs whose guideline goes by an allele that the test does not tell, with what it could
  /// change.
  private static List<String> undecided(List<Recommendation> recommendations) {
    return ofDrugs(
        recommendations.stream()
            .filter(one -> one.action() == Action.NONE)
            .filter(one ->
                one.basis().stream()
                    .anyMatch(basis -> basis.byAllele() && basis.phenotype().isEmpty())),
        one -> List.of(one.wording()));
  }

  /// Alleles that were not excluded and that advice by alleles rests on.
  private static List<String> absences(IssuedInterpretation issued) {
    return ofDrugs(
        issued.interpreted().recommendations().stream(),
        one -> Reliance.absences(one, issued.interpreted().findings()));
  }

  /// Each sentence once, after the drugs that it is about and their contexts.
  private static List<String> ofDrugs(
      Stream<Recommendation> recommendations, Function<Recommendation, List<String>> sentences) {
    var drugs = new LinkedHashMap<String, List<Recommendation>>();
    recommendations.forEach(one ->
        sentences
            .apply(one)
            .forEach(sentence -> drugs.computeIfAbsent(sentence, _ -> new ArrayList<>()).add(one)));
    return drugs.entrySet().stream()
        .map(about -> {
          var contexts =
              contexts(about.getValue()).stream()
                  .filter(one -> !one.equals(Recommendation.ANY))
                  .toList();
          return about.getValue().stream()
                  .map(Recommendation::drug)
                  .distinct()
                  .collect(Collectors.joining(", "))
              + (contexts.isEmpty() ? "" : " (" + String.join("; ", contexts) + ")")
              + ": "
              + about.getKey();
        })
        .toList();
  }

  private static boolean isTold(Recommendation one) {
    return one.basis().stream().noneMatch(basis -> basis.phenotype().isEmpty());
  }

  /// Drugs of one action; with context and basis where the drug has others, too, or a gene could
  /// not be told. Drugs with the same of these share it.
  private void others(
      String what, List<Recommendation> recommendations, Predicate<Action> actions) {
    var byDrug =
        recommendations.stream()
            .collect(
                Collectors.groupingBy(Recommendation::drug, TreeMap::new, Collectors.toList()));
    var byCondition = new TreeMap<String, List<String>>();
    byDrug.forEach((drug, all) -> {
      var those = all.stream().filter(one -> actions.test(one.action())).toList();
      if (!those.isEmpty()) {
        var condition =
            those.size() == all.size() && those.stream().allMatch(SummaryPage::isTold)
                ? ""
                : " (" + conditions(those) + ")";
        byCondition.computeIfAbsent(condition, _ -> new ArrayList<>()).add(drug);
      }
    });
    if (!byCondition.isEmpty()) {
      page.element(
          "p",
          what
              + byCondition.entrySet().stream()
                  .map(drugs -> String.join(", ", drugs.getValue()) + drugs.getKey())
                  .collect(Collectors.joining("; "))
              + ".");
    }
  }

  /// What each follows from, with the contexts that it holds in.
  private static String conditions(List<Recommendation> those) {
    var byBasis = new LinkedHashMap<String, Set<String>>();
    for (var one : those) {
      var contexts = byBasis.computeIfAbsent(because(one), _ -> new LinkedHashSet<>());
      if (!one.context().equals(Recommendation.ANY)) {
        contexts.add(one.context());
      }
    }
    return byBasis.entrySet().stream()
        .map(basis ->
            basis.getValue().isEmpty()
                ? basis.getKey()
                : basis.getKey() + ": " + String.join(" or ", basis.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String because(Recommendation one) {
    return one.basis().stream().map(Basis::words).collect(Collectors.joining(" and "));
  }

  private static String sources(List<Recommendation> recommendations) {
    Map<String, String> sources = new LinkedHashMap<>();
    recommendations.forEach(one ->
        sources.put(
            one.source().guideline(), one.source().edition() + ", PMID " + one.source().pmid()));
    return sources.entrySet().stream()
        .map(source -> source.getKey() + ", " + source.getValue())
        .collect(Collectors.joining("; ", "", "."));
  }
}
