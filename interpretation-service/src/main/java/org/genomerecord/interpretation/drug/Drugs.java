package org.genomerecord.interpretation.drug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.genomerecord.interpretation.guidance.Drug;
import org.genomerecord.interpretation.guidance.Guideline;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;

/// The drugs that are known here, with guidance or without, by name and by RxNorm code.
///
/// A name is an ingredient's, in whatever case, or one of its other names. Salts, brands and
/// spellings are not guessed: a drug that is taken for another is worse than one that is not known.
final class Drugs {
  private static final String TABLE = "drug/known.tsv";

  private final Map<String, Drug> byKey = new HashMap<>();

  /// @throws DefectiveKnowledge if one name or code stands for two drugs
  Drugs(List<Guideline> guidelines, Table known) {
    var drugs = new ArrayList<Drug>();
    guidelines.forEach(guideline -> drugs.addAll(guideline.drugs()));
    known.rows().forEach(row -> drugs.add(Drug.of(row)));
    drugs.forEach(this::add);
  }

  /// @param asked a name or an RxNorm concept identifier
  Optional<Drug> find(String asked) {
    return Optional.ofNullable(byKey.get(key(asked)));
  }

  private void add(Drug drug) {
    drug.code().ifPresent(code -> put(code, drug));
    put(drug.name(), drug);
    drug.aliases().forEach(alias -> put(alias, drug));
  }

  private void put(String name, Drug drug) {
    var before = byKey.putIfAbsent(key(name), drug);
    if (before != null
        && !(before.name().equals(drug.name()) && before.rxNorm().equals(drug.rxNorm()))) {
      throw new DefectiveKnowledge(TABLE, name + " stands for two drugs");
    }
  }

  private static String key(String asked) {
    return asked.strip().toLowerCase(Locale.ROOT);
  }
}
