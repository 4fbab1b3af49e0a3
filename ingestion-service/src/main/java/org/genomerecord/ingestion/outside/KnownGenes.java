package org.genomerecord.ingestion.outside;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.ingestion.vcf.ResourceTable;

/// The genes of the panels that this build was made with. A release that was imported later may
/// know more: what is not known here is a warning, and no error.
public final class KnownGenes {
  private static final String FOLDER = "/panel/";

  /// What some people have one copy of.
  private static final Set<String> SINGLE = Set.of("chrX", "chrY", "chrM");

  private static final Map<String, KnownGene> BY_SYMBOL = read();
  private static final Map<String, KnownGene> BY_HGNC_ID =
      BY_SYMBOL.values().stream()
          .filter(gene -> !gene.hgncId().isEmpty())
          .collect(Collectors.toUnmodifiableMap(KnownGene::hgncId, gene -> gene));

  /// The column of a gene that is asked for by allele.
  private static final String CARRIED = "carried";

  /// The method of a gene that only laboratories call.
  private static final String OUTSIDE = "outside";

  private KnownGenes() {}

  static Optional<KnownGene> bySymbol(String symbol) {
    return Optional.ofNullable(BY_SYMBOL.get(symbol));
  }

  /// The symbol behind an HGNC id, if a panel has the gene.
  static Optional<String> symbolOf(String hgncId) {
    return Optional.ofNullable(BY_HGNC_ID.get(hgncId)).map(KnownGene::symbol);
  }

  private static Map<String, KnownGene> read() {
    var genes = new HashMap<String, KnownGene>();
    for (var panel : ResourceTable.lines(FOLDER + "active.txt")) {
      if (panel.isBlank() || panel.startsWith("#")) {
        continue;
      }
      var gene = ResourceTable.rows(FOLDER + panel + "/gene.tsv").getFirst();
      var symbol = Objects.requireNonNull(gene.get("symbol"));
      genes.put(
          symbol,
          KnownGene.of(
              symbol,
              gene.getOrDefault("hgnc", ""),
              ResourceTable.lines(FOLDER + panel + "/phenotypes.tsv").getFirst().contains(CARRIED)
                  ? Set.of()
                  : column(panel + "/functions.tsv", "allele"),
              activities(panel),
              canBeSingle(panel, gene),
              column(panel + "/phenotypes.tsv", "phenotype")));
    }
    return Map.copyOf(genes);
  }

  private static Map<String, BigDecimal> activities(String panel) {
    return ResourceTable.rows(FOLDER + panel + "/functions.tsv").stream()
        .filter(row -> !row.getOrDefault("activity", "").isEmpty())
        .collect(
            Collectors.toUnmodifiableMap(
                row -> Objects.requireNonNull(row.get("allele")),
                row -> new BigDecimal(Objects.requireNonNull(row.get("activity")))));
  }

  /// A gene that only laboratories call has no positions; those that there are lie on autosomes.
  private static boolean canBeSingle(String panel, Map<String, String> gene) {
    return !OUTSIDE.equals(gene.get("method"))
        && column(panel + "/positions.tsv", "chromosome").stream().anyMatch(SINGLE::contains);
  }

  private static Set<String> column(String table, String name) {
    return ResourceTable.rows(FOLDER + table).stream()
        .map(row -> row.getOrDefault(name, ""))
        .filter(cell -> !cell.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
