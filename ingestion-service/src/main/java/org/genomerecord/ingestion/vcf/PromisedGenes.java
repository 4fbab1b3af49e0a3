package org.genomerecord.ingestion.vcf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Notes at which of the positions that the panels of promised genes read the patient's sample is
/// called, by a genotype or within a reference block. The panels' positions are of GRCh38; of a
/// file on GRCh37 nothing is told.
public final class PromisedGenes {
  /// What one gene needs on one contig.
  private static final class Need {
    final String gene;
    final int[] positions;
    final BitSet called = new BitSet();

    Need(String gene, int[] positions) {
      this.gene = gene;
      this.positions = positions;
    }
  }

  /// Positions in order, by contig, by gene.
  private static final Map<String, Map<String, int[]>> POSITIONS = read();

  private final Map<String, List<Need>> needsByContig = new HashMap<>();
  private String contig = "";
  private List<Need> needs = List.of();

  PromisedGenes(Collection<String> genes, Assembly assembly) {
    if (assembly != Assembly.GRCH38) {
      return;
    }
    for (var gene : new TreeSet<>(genes)) {
      POSITIONS
          .getOrDefault(gene, Map.of())
          .forEach((itsContig, positions) ->
              needsByContig.merge(
                  itsContig, List.of(new Need(gene, positions)), PromisedGenes::joined));
    }
  }

  private static List<Need> joined(List<Need> some, List<Need> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /// The genes of which a panel reads positions from call sets, by HGNC symbol.
  public static Set<String> known() {
    return POSITIONS.keySet();
  }

  /// Whether nothing was promised that could be looked for.
  boolean isEmpty() {
    return needsByContig.isEmpty();
  }

  /// A record at which the patient's genotype is called and passed. A deletion's bases count as
  /// called; what a symbol describes does not.
  void called(Site site) {
    if (!site.contig.equals(contig)) {
      contig = site.contig;
      needs = needsByContig.getOrDefault(contig, List.of());
    }
    if (needs.isEmpty()) {
      return;
    }
    long last = site.referenceOnly ? site.patientReferenceEnd() : site.referenceEnd();
    for (var need : needs) {
      int at = Arrays.binarySearch(need.positions, site.position);
      for (at = at < 0 ? -at - 1 : at;
          at < need.positions.length && need.positions[at] <= last;
          at++) {
        need.called.set(at);
      }
    }
  }

  /// Warns once of each gene of which positions are missing, with how many of how many.
  void warn(Findings findings) {
    var missing = new TreeMap<String, int[]>();
    needsByContig.values().stream()
        .flatMap(List::stream)
        .forEach(need -> {
          var counts = missing.computeIfAbsent(need.gene, _ -> new int[2]);
          counts[0] += need.positions.length - need.called.cardinality();
          counts[1] += need.positions.length;
        });
    missing.forEach((gene, counts) -> {
      if (counts[0] > 0) {
        findings.warn(
            null,
            "%s, %d of %d positions".formatted(gene, counts[0], counts[1]),
            ProblemCode.PROMISED_GENE_NOT_COVERED,
            gene);
      }
    });
  }

  private static Map<String, Map<String, int[]>> read() {
    var byGene = new HashMap<String, Map<String, int[]>>();
    for (var panel : BuiltInTable.lines("/panel/active.txt").orElseThrow()) {
      // A gene that only laboratories call has none.
      BuiltInTable.lines("/panel/" + panel + "/positions.tsv")
          .ifPresent(table -> byGene.put(panel.toUpperCase(Locale.ROOT), byContig(table)));
    }
    return Map.copyOf(byGene);
  }

  private static Map<String, int[]> byContig(List<String> table) {
    var columns = Arrays.asList(Fields.split(table.getFirst(), '\t'));
    int contigAt = columns.indexOf("chromosome");
    int positionAt = columns.indexOf("position");
    var byContig = new HashMap<String, TreeSet<Integer>>();
    for (var row : table.subList(1, table.size())) {
      var cells = Fields.split(row, '\t');
      byContig
          .computeIfAbsent(ContigNames.canonical(cells[contigAt]), _ -> new TreeSet<>())
          .add(Integer.parseInt(cells[positionAt]));
    }
    var positions = new HashMap<String, int[]>();
    byContig.forEach((itsContig, sorted) ->
        positions.put(itsContig, sorted.stream().mapToInt(Integer::intValue).toArray()));
    return Map.copyOf(positions);
  }
}
