package org.genomerecord.interpretation.panel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.genomerecord.interpretation.callset.Locus;

/// Builds a panel from its tables.
final class PanelTables {
  private final String name;
  private final Map<String, Table> tables;

  PanelTables(String name, Map<String, Table> tables) {
    this.name = name;
    this.tables = Map.copyOf(tables);
  }

  Panel panel() {
    var gene = only("gene.tsv");
    var loci = loci();
    return new Panel(
        name,
        gene.get("symbol"),
        gene.get("hgnc"),
        gene.get("data_class"),
        List.copyOf(loci.values()),
        alleles(loci),
        functions(),
        Phenotypes.of(table("phenotypes.tsv")),
        implications());
  }

  private Table table(String file) {
    var table = tables.get(file);
    if (table == null) {
      throw new DefectiveKnowledge(name, file + " is missing");
    }
    return table;
  }

  private Table.Row only(String file) {
    var rows = table(file).rows();
    if (rows.size() != 1) {
      throw new DefectiveKnowledge(name, file + " has " + rows.size() + " rows instead of one");
    }
    return rows.getFirst();
  }

  private Map<Integer, Locus> loci() {
    var loci = new TreeMap<Integer, Locus>();
    for (var row : table("positions.tsv").rows()) {
      var position = row.integer("position");
      var locus =
          new Locus(
              row.get("chromosome"),
              position,
              row.get("rsid"),
              row.get("ref"),
              List.of(row.get("alts").split(",", -1)));
      if (loci.put(position, locus) != null) {
        throw new DefectiveKnowledge(name, "position " + position + " is there twice");
      }
    }
    return loci;
  }

  private List<NamedAllele> alleles(Map<Integer, Locus> loci) {
    var rowsByDefinition = new LinkedHashMap<String, List<Table.Row>>();
    for (var row : table("alleles.tsv").rows()) {
      rowsByDefinition.computeIfAbsent(row.get("definition"), _ -> new ArrayList<>()).add(row);
    }
    var alleles = new ArrayList<NamedAllele>();
    rowsByDefinition.forEach((definition, rows) -> {
      var isReference = rows.getFirst().get("reference").equals("yes");
      var bases = new HashMap<Locus, String>();
      if (!isReference) {
        rows.forEach(row -> bases.put(locus(loci, row), row.get("base")));
      }
      alleles.add(new NamedAllele(rows.getFirst().get("allele"), definition, isReference, bases));
    });
    return alleles;
  }

  private Locus locus(Map<Integer, Locus> loci, Table.Row row) {
    var locus = loci.get(row.integer("position"));
    if (locus == null) {
      throw new DefectiveKnowledge(
          name, row.get("definition") + " needs " + row.get("position") + ", not in positions.tsv");
    }
    return locus;
  }

  private Map<String, String> functions() {
    var functions = new HashMap<String, String>();
    for (var row : table("functions.tsv").rows()) {
      functions.put(row.get("allele"), row.get("function"));
    }
    return functions;
  }

  private List<Implication> implications() {
    return table("implications.tsv").rows().stream()
        .map(row ->
            new Implication(
                row.get("drug"),
                row.get("rxnorm"),
                row.get("context"),
                row.get("phenotype"),
                Panel.action(row),
                row.get("wording"),
                Panel.strength(row),
                row.get("depends_on").isEmpty()
                    ? List.of()
                    : List.of(row.get("depends_on").split(",", -1)),
                new Source(
                    row.get("guideline"), row.get("edition"), row.get("pmid"), row.get("doi"))))
        .toList();
  }
}
