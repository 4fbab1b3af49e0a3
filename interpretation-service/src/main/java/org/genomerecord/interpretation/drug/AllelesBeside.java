package org.genomerecord.interpretation.drug;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.table.Table;

/// Alleles that the formulas of a drug have no term for, and that its guideline asks for beside
/// them.
///
/// @param drug the name of the drug
/// @param input the label of the [DosingInput] by which they have to be told
/// @param value of that input
/// @param untold why there is no dose where they have to be told and are not
/// @param carried what the guideline does where one of them is carried
record AllelesBeside(
    String drug,
    String gene,
    Set<String> alleles,
    String input,
    String value,
    String untold,
    String carried) {
  AllelesBeside {
    alleles = Set.copyOf(alleles);
  }

  static List<AllelesBeside> read(Table table) {
    return table.rows().stream()
        .map(row ->
            new AllelesBeside(
                row.get("drug"),
                row.get("gene"),
                Set.copyOf(row.list("alleles")),
                row.get("input"),
                row.get("value"),
                row.get("untold"),
                row.get("carried")))
        .toList();
  }

  /// Which alleles a laboratory looked for its call does not say.
  ///
  /// @param stated by the labels of [DosingInput]
  Optional<String> untoldBy(Finding finding, Map<String, String> stated) {
    return value.equals(stated.get(input))
            && (finding.certainty() == Certainty.REPORTED
                || finding.allelesNotExcluded().stream().anyMatch(alleles::contains))
        ? Optional.of(untold)
        : Optional.empty();
  }

  /// @param pair the alleles of both copies
  Optional<String> carriedBy(List<String> pair) {
    return pair.stream().anyMatch(alleles::contains) ? Optional.of(carried) : Optional.empty();
  }
}
