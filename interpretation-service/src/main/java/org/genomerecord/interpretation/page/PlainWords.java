package org.genomerecord.interpretation.page;

import java.util.Map;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.table.Table;

/// What guidelines' terms mean, in words that a twelve-year-old reads.
final class PlainWords {
  private static final Map<String, String> PHENOTYPES =
      Table.builtIn("/page/phenotypes.tsv").rows().stream()
          .collect(
              Collectors.toUnmodifiableMap(row -> row.get("phenotype"), row -> row.get("words")));

  private PlainWords() {}

  /// @param phenotype as tables name it; one that is not known here is left to the doctor
  static String of(String phenotype) {
    if (phenotype.endsWith(" positive")) {
      return "You have the marker "
          + phenotype.replace(" positive", "")
          + ". Some medicines could give you a bad reaction of the skin.";
    }
    if (phenotype.endsWith(" negative")) {
      return "You do not have the marker " + phenotype.replace(" negative", "") + ".";
    }
    if (phenotype.startsWith("Likely ") || phenotype.startsWith("Possible ")) {
      return "This is likely, not certain: " + of(phenotype.split(" ", 2)[1]);
    }
    return PHENOTYPES.getOrDefault(phenotype, "Ask your doctor what this finding means.");
  }

  /// What a medicine may need.
  static String of(Action action) {
    return switch (action) {
      case AVOID -> "This medicine may not be right for you. Another one may be better.";
      case ALTERNATIVE -> "Another medicine may suit you better.";
      case REDUCE -> "You may need less of it than most people.";
      case INCREASE -> "You may need more of it than most people.";
      case MONITOR -> "Your doctor may want to check on you more often.";
      case STANDARD -> "The usual amount should be right.";
      case NONE -> "There is no advice from these genes.";
    };
  }
}
