package org.genomerecord.interpretation.panel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;

/// Builds a panel from its tables.
final class PanelTables {
  private static final Map<String, Boolean> YES_OR_NO = Map.of("yes", true, "no", false);
  private static final Map<String, Boolean> UNDOCUMENTED =
      Map.of("reference", true, "no-call", false);
  private static final Map<String, GeneRules.Compared> COMPARED =
      Map.of(
          "all",
          GeneRules.Compared.ALL,
          "calls",
          GeneRules.Compared.CALLS,
          "none",
          GeneRules.Compared.NONE);
  private static final Map<String, GeneRules.Method> METHODS =
      Map.of("pair", GeneRules.Method.PAIR, "variants", GeneRules.Method.VARIANTS);

  private final String name;
  private final Map<String, Table> tables;

  PanelTables(String name, Map<String, Table> tables) {
    this.name = name;
    this.tables = Map.copyOf(tables);
  }

  Panel panel() {
    var gene = table("gene.tsv").only();
    var loci = loci();
    return new Panel(
        name,
        gene.get("symbol"),
        gene.get("hgnc"),
        gene.get("data_class"),
        List.copyOf(loci.values()),
        alleles(loci),
        rules(gene, loci.values()),
        functions(),
        Phenotypes.of(table("phenotypes.tsv")));
  }

  private Table table(String file) {
    var table = tables.get(file);
    if (table == null) {
      throw new DefectiveKnowledge(name, file + " is missing");
    }
    return table;
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

  /// The tables that not all panels have, by the column of `gene.tsv` that says so.
  static List<String> further(Table gene) {
    return Stream.of("priorities", "fallback")
        .filter(table -> gene.only().oneOf(YES_OR_NO, table))
        .map(table -> table + ".tsv")
        .toList();
  }

  private GeneRules rules(Table.Row gene, Collection<Locus> loci) {
    var required = new HashSet<Locus>();
    gene.list("required").forEach(rsId -> required.add(named(rsId, loci)));
    return new GeneRules(
        gene.oneOf(METHODS, "method"),
        gene.oneOf(UNDOCUMENTED, "undocumented"),
        required,
        gene.oneOf(YES_OR_NO, "priorities") ? priorities() : List.of(),
        gene.oneOf(YES_OR_NO, "fallback") ? fallback(loci) : Map.of(),
        gene.oneOf(COMPARED, "compared"));
  }

  private Locus named(String rsId, Collection<Locus> loci) {
    return loci.stream()
        .filter(locus -> locus.rsId().equals(rsId))
        .findFirst()
        .orElseThrow(() -> new DefectiveKnowledge(name, rsId + " is not in positions.tsv"));
  }

  private Map<Locus, Map<String, String>> fallback(Collection<Locus> loci) {
    var fallback = new HashMap<Locus, Map<String, String>>();
    for (var row : table("fallback.tsv").rows()) {
      fallback
          .computeIfAbsent(named(row.get("rsid"), loci), _ -> new HashMap<>())
          .put(row.get("base"), row.get("allele"));
    }
    return fallback;
  }

  private List<GeneRules.Priority> priorities() {
    return table("priorities.tsv").rows().stream()
        .map(row -> new GeneRules.Priority(row.get("preferred"), Set.copyOf(row.list("over"))))
        .toList();
  }

  private Map<String, Panel.AlleleFunction> functions() {
    var functions = new HashMap<String, Panel.AlleleFunction>();
    for (var row : table("functions.tsv").rows()) {
      var activity = row.get("activity");
      functions.put(
          row.get("allele"),
          new Panel.AlleleFunction(
              row.get("function"), activity.isEmpty() ? null : Double.valueOf(activity)));
    }
    return functions;
  }
}
