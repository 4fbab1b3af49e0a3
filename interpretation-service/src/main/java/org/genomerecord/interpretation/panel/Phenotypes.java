package org.genomerecord.interpretation.panel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;
import org.jspecify.annotations.Nullable;

/// A gene's phenotypes by unordered pair of allele functions.
public final class Phenotypes {
  private final Map<Set<String>, Phenotype> byFunctions;

  private Phenotypes(Map<Set<String>, Phenotype> byFunctions) {
    this.byFunctions = Map.copyOf(byFunctions);
  }

  /// @param activityScore as the guideline writes it; null where the gene is not scored
  public record Phenotype(String name, @Nullable String activityScore) {
    /// The score as a number; null where the gene is not scored.
    public @Nullable Double score() {
      return activityScore == null ? null : Double.valueOf(activityScore);
    }
  }

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

  /// What each unordered pair of functions means; of two copies of one function the set has one.
  public Map<Set<String>, Phenotype> byFunctions() {
    return byFunctions;
  }

  /// All that pairs of alleles of the gene can mean.
  public Set<Phenotype> all() {
    return Set.copyOf(byFunctions.values());
  }

  private static Set<String> pair(String function, String other) {
    return new HashSet<>(List.of(function, other));
  }
}
