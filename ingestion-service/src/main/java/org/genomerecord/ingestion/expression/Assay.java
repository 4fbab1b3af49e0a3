package org.genomerecord.ingestion.expression;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.genomerecord.ingestion.vcf.ResourceTable;

/// An assay of gene expression, as its tables have it.
///
/// @param name stable, that of the folder of its tables
/// @param unit of its scale
/// @param least on its scale
/// @param most likewise
/// @param genes by HGNC symbol, in the order of the table: whether the others are normalised by it
record Assay(
    String name, String unit, BigDecimal least, BigDecimal most, Map<String, Boolean> genes) {
  private static final String REFERENCE = "reference";

  static final Assay TWENTY_ONE_GENES = read("21-gene");

  Assay {
    genes = Collections.unmodifiableMap(new LinkedHashMap<>(genes));
  }

  private static Assay read(String name) {
    var folder = "/assay/" + name;
    var scale = ResourceTable.rows(folder + "/scale.tsv").getFirst();
    var genes = new LinkedHashMap<String, Boolean>();
    for (var row : ResourceTable.rows(folder + "/genes.tsv")) {
      genes.put(row.getOrDefault("symbol", ""), row.getOrDefault("role", "").equals(REFERENCE));
    }
    return new Assay(
        name,
        scale.getOrDefault("unit", ""),
        new BigDecimal(scale.getOrDefault("least", "")),
        new BigDecimal(scale.getOrDefault("most", "")),
        genes);
  }

  /// Whether a value is on its scale.
  boolean reaches(BigDecimal value) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }
}
