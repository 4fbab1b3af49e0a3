package org.genomerecord.interpretation.panel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A gene's phenotypes by unordered pair of allele functions.
public final class Phenotypes {
  private final Map<Set<String>, Phenotype> byFunctions;

  private Phenotypes(Map<Set<String>, Phenotype> byFunctions) {
    this.byFunctions = Map.copyOf(byFunctions);
  }

  /// @param activityScore as the guideline writes it; null where the gene is not scored
  public record Phenotype(String name, @Nullable String activityScore) {}

  static Phenotypes of(Table table) {
    var byFunctions = new HashMap<Set<String>, Phenotype>();
    for (var row : table.rows()) {
      var score = row.get("activity_score");
      var phenotype = new Phenotype(row.get("phenotype"), score.isEmpty() ? null : score);
      var before = byFunctions.put(pair(row.get("function_1"), row.get("function_2")), phenotype);
      if (before != null) {
        throw new DefectiveKnowledge("phenotypes.tsv", "a pair of functions is there twice");
      }
    }
    return new Phenotypes(byFunctions);
  }

  Optional<Phenotype> find(String function, String other) {
    return Optional.ofNullable(byFunctions.get(pair(function, other)));
  }

  /// The names of all phenotypes of the gene.
  Set<String> names() {
    var names = new HashSet<String>();
    byFunctions.values().forEach(phenotype -> names.add(phenotype.name()));
    return names;
  }

  private static Set<String> pair(String function, String other) {
    return new HashSet<>(List.of(function, other));
  }
}
