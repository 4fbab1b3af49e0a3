package org.genomerecord.interpretation.drug;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;

/// What a patient's drugs make of the patient's genes, by tables: which drug inhibits which gene's
/// enzyme, and what becomes of a result then. A scored gene goes by its score, where there is one.
///
/// Several inhibitors count as the strongest of them. What was not called stays so.
final class Phenoconversion {
  private static final Map<String, Inhibition> STRENGTHS =
      Map.of("strong", Inhibition.STRONG, "moderate", Inhibition.MODERATE);
  private static final String WHATEVER = "*";

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
      if (!row.get("factor").isEmpty()) {
        method.factors().put(strength, Double.valueOf(row.get("factor")));
      }
      method.steps().put(new Step(strength, row.get("phenotype")), row.get("becomes"));
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
        var converted = converted(gene, method, strongest, genetic);
        conversions.add(
            new Conversion(gene, genetic, converted, because, method.text(), method.doi()));
      }
    }
    return List.copyOf(conversions);
  }

  private GeneResult converted(
      String gene, Method method, Inhibition strength, GeneResult genetic) {
    var score = score(method, strength, genetic);
    var scoredGene = scored.get(gene);
    if (score != null && scoredGene != null) {
      return scoredGene.withScore(score);
    }
    return Optional.ofNullable(method.steps().get(new Step(strength, genetic.phenotype())))
        .or(() -> Optional.ofNullable(method.steps().get(new Step(strength, WHATEVER))))
        .map(phenotype -> new GeneResult(phenotype, null))
        .orElse(genetic);
  }

  /// Nothing is left of any score that is multiplied by 0, also if it is not known.
  private static @Nullable Double score(Method method, Inhibition strength, GeneResult genetic) {
    var factor = method.factors().get(strength);
    if (factor == null) {
      return null;
    }
    var score = genetic.activityScore();
    return factor == 0 ? factor : score == null ? null : (Double) (score * factor);
  }
}
