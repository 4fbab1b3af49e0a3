package org.genomerecord.interpretation.guidance;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.genomerecord.interpretation.table.Table;

/// An active ingredient that can be asked about.
///
/// @param name the ingredient in lower case, such as `clopidogrel`
/// @param rxNorm RxNorm concept identifier of the ingredient; empty if it could not be verified
/// @param aliases other names that it is looked for by
public record Drug(String name, String rxNorm, List<String> aliases) {
  public Drug {
    aliases = List.copyOf(aliases);
  }

  /// The drug of a row that has the columns `drug`, `rxnorm` and `aliases`.
  public static Drug of(Table.Row row) {
    return new Drug(row.get("drug"), row.get("rxnorm"), row.list("aliases"));
  }

  /// The RxNorm concept identifier; empty if none could be verified.
  public Optional<String> code() {
    return code(rxNorm);
  }

  /// As above, of an identifier as tables and recommendations have it.
  static Optional<String> code(String rxNorm) {
    return Optional.of(rxNorm).filter(Predicate.not(String::isEmpty));
  }
}
