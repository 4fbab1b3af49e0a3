package org.genomerecord.interpretation.drug;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.genomerecord.interpretation.drug.Inhibitor.Inhibition;
import org.genomerecord.interpretation.guidance.Drug;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.outside.OutsideGene;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;

/// What a patient's drugs make of the patient's genes, by tables: which drug inhibits which gene's
/// enzyme, and what becomes of a result then. A scored gene goes by its score, where there is one.
///
/// Several inhibitors count as the strongest of them. What was not called stays so.
final class Phenoconversion {
  private static final Map<String, Inhibition> STRENGTHS =
      Map.of("strong", Inhibition.STRONG, "moderate", Inhibition.MODERATE);
  private static final String WHATEVER = "*";
  private static final String NO_SCORE =
      " Nobody stated the score, so that this is less certain: each that the phenotype can have was"
          + " tried.";

  private final List<Inhibitor> inhibitors = new ArrayList<>();
  private final Map<String, Method> methods = new HashMap<>();
  private final Map<String, OutsideGene> scored = new HashMap<>();

  private record Method(
      String text, String doi, Map<Inhibition, Double> factors, Map<Step, String> steps) {}

  private record Step(Inhibition strength, String phenotype) {}

  /// @param tables by file name
  /// @throws DefectiveKnowledge if they do not fit each other
  Phenoconversion(Function<String, Table> tables, Drugs drugs, List<OutsideGene> outsideGenes) {
    for (var row : tables.apply("methods.tsv").rows()) {
      methods.put(
          row.get("gene"),
          new Method(row.get("method"), row.get("doi"), new HashMap<>(), new HashMap<>()));
    }
    for (var row : tables.apply("conversions.tsv").rows()) {
      var strength = row.oneOf(STRENGTHS, "strength");
      var method = method(row.get("gene"));
      if (row.get("factor").isEmpty()) {
        method.steps().put(new Step(strength, row.get("phenotype")), row.get("becomes"));
      } else {
        method.factors().put(strength, Double.valueOf(row.get("factor")));
      }
    }
    for (var row : tables.apply("inhibitors.tsv").rows()) {
      method(row.get("gene"));
      var drug =
          drugs
              .find(row.get("drug"))
              .orElseThrow(() ->
                  new DefectiveKnowledge("inhibitors.tsv", row.get("drug") + " is not known"));
      inhibitors.add(new Inhibitor(row.get("gene"), drug, row.oneOf(STRENGTHS, "strength")));
    }
    outsideGenes.forEach(gene -> scored.put(gene.gene(), gene));
  }

  private Method method(String gene) {
    var method = methods.get(gene);
    if (method == null) {
      throw new DefectiveKnowledge("methods.tsv", gene + " has no method");
    }
    return method;
  }

  /// What a drug inhibits; nothing, of most.
  List<Inhibitor> by(Drug drug) {
    return inhibitors.stream()
        .filter(inhibitor -> inhibitor.drug().name().equals(drug.name()))
        .toList();
  }

  /// Each result that the drugs act on, also if it stays the same.
  ///
  /// @param results by gene, as guidelines name it
  List<Conversion> of(Map<String, List<GeneResult>> results, List<Drug> medications) {
    var acting = medications.stream().distinct().flatMap(drug -> by(drug).stream()).toList();
    var conversions = new ArrayList<Conversion>();
    for (var gene : acting.stream().map(Inhibitor::gene).distinct().sorted().toList()) {
      var here = acting.stream().filter(inhibitor -> inhibitor.gene().equals(gene)).toList();
      var strongest =
          here.stream().map(Inhibitor::strength).max(Comparator.naturalOrder()).orElseThrow();
      var because = here.stream().filter(inhibitor -> inhibitor.strength() == strongest).toList();
      var method = method(gene);
      for (var genetic : results.getOrDefault(gene, List.of())) {
        var text = method.text() + (isWithoutScore(method, strongest, genetic) ? NO_SCORE : "");
        for (var converted : converted(gene, method, strongest, genetic)) {
          conversions.add(new Conversion(gene, genetic, converted, because, text, method.doi()));
        }
      }
    }
    return List.copyOf(conversions);
  }

  private List<GeneResult> converted(
      String gene, Method method, Inhibition strength, GeneResult genetic) {
    var factor = method.factors().get(strength);
    var scoredGene = scored.get(gene);
    if (factor != null && scoredGene != null) {
      return multiplied(scoredGene, factor, genetic);
    }
    return List.of(
        Optional.ofNullable(method.steps().get(new Step(strength, genetic.phenotype())))
            .or(() -> Optional.ofNullable(method.steps().get(new Step(strength, WHATEVER))))
            .map(phenotype -> new GeneResult(phenotype, null))
            .orElse(genetic));
  }

  /// Nothing is left of any score that is multiplied by 0, also if it is not known. Where nobody
  /// stated it, all are multiplied that there can be: one result for each phenotype that they make.
  private static List<GeneResult> multiplied(OutsideGene gene, double factor, GeneResult genetic) {
    if (factor == 0) {
      return List.of(gene.withScore(factor));
    }
    var score = genetic.activityScore();
    if (score != null) {
      return List.of(gene.withScore(score * factor));
    }
    var scores = new LinkedHashMap<String, List<Double>>();
    genetic
        .scores()
        .forEach(one -> {
          var phenotype = gene.withScore(one * factor).phenotype();
          scores.computeIfAbsent(phenotype, _ -> new ArrayList<>()).add(one * factor);
        });
    return scores.isEmpty()
        ? List.of(genetic)
        : scores.entrySet().stream()
            .map(one -> new GeneResult(one.getKey(), null, one.getValue()))
            .toList();
  }

  /// Whether several scores were tried, as nobody stated one.
  private static boolean isWithoutScore(Method method, Inhibition strength, GeneResult genetic) {
    var factor = method.factors().get(strength);
    return factor != null && factor != 0 && !genetic.scores().isEmpty();
  }
}
