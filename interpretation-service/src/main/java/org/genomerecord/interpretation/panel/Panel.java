package org.genomerecord.interpretation.panel;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.Locus;

/// What interprets one gene, as the tables of one folder.
///
/// @param name the folder's name
/// @param gene the HGNC symbol
/// @param hgncId such as `HGNC:1`
/// @param dataClass the class of data that a finding of this panel belongs to
/// @param loci the defining positions, sorted
/// @param functions an allele's clinical function, by its name
public record Panel(
    String name,
    String gene,
    String hgncId,
    String dataClass,
    List<Locus> loci,
    List<NamedAllele> alleles,
    Map<String, String> functions,
    Phenotypes phenotypes,
    List<Implication> implications) {

  /// The tables of a panel's folder, in the order in which a release's digest takes them.
  public static final List<String> TABLES =
      List.of(
          "alleles.tsv",
          "functions.tsv",
          "gene.tsv",
          "implications.tsv",
          "phenotypes.tsv",
          "positions.tsv");

  private static final Map<String, Action> ACTIONS =
      Stream.of(Action.values()).collect(Collectors.toMap(Panel::code, Function.identity()));
  private static final Map<String, Strength> STRENGTHS =
      Stream.of(Strength.values()).collect(Collectors.toMap(Panel::code, Function.identity()));

  /// @throws DefectiveKnowledge if the tables do not fit each other
  public Panel {
    loci = loci.stream().sorted(Comparator.naturalOrder()).toList();
    alleles = List.copyOf(alleles);
    functions = Map.copyOf(functions);
    implications = List.copyOf(implications);
    PanelDefects.of(gene, loci, alleles, functions, phenotypes, implications).stream()
        .findFirst()
        .ifPresent(defect -> {
          throw new DefectiveKnowledge(name, defect);
        });
  }

  /// Reads a panel from the contents of its [#TABLES], by file name.
  ///
  /// @throws DefectiveKnowledge if a table is broken
  public static Panel read(String name, Function<String, byte[]> contents) {
    var tables = new HashMap<String, Table>();
    for (var table : TABLES) {
      tables.put(table, Table.parse(name + "/" + table, contents.apply(table)));
    }
    return new PanelTables(name, tables).panel();
  }

  /// What the two alleles together mean.
  public Phenotypes.Phenotype phenotypeOf(String allele, String other) {
    var function = functions.get(allele);
    var otherFunction = functions.get(other);
    if (function == null || otherFunction == null) {
      throw new DefectiveKnowledge(name, "an allele has no function");
    }
    return phenotypes
        .find(function, otherFunction)
        .orElseThrow(() -> new DefectiveKnowledge(name, "a pair of functions has no phenotype"));
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static Action action(Table.Row row) {
    return row.oneOf(ACTIONS, "action");
  }

  static Strength strength(Table.Row row) {
    return row.oneOf(STRENGTHS, "strength");
  }
}
