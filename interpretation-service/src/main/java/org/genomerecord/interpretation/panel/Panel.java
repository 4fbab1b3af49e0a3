package org.genomerecord.interpretation.panel;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;
import org.jspecify.annotations.Nullable;

/// What interprets one gene, as the tables of one folder.
///
/// @param name the folder's name
/// @param gene the HGNC symbol
/// @param hgncId such as `HGNC:1`
/// @param dataClass the class of data that a finding of this panel belongs to
/// @param loci the defining positions, sorted
/// @param functions what an allele does, by its name
public record Panel(
    String name,
    String gene,
    String hgncId,
    String dataClass,
    List<Locus> loci,
    List<NamedAllele> alleles,
    GeneRules rules,
    Map<String, AlleleFunction> functions,
    Phenotypes phenotypes) {

  /// The tables of a panel's folder, in the order in which a release's digest takes them.
  public static final List<String> TABLES =
      List.of("alleles.tsv", "functions.tsv", "gene.tsv", "phenotypes.tsv", "positions.tsv");

  /// @throws DefectiveKnowledge if the tables do not fit each other
  public Panel {
    loci = loci.stream().sorted(Comparator.naturalOrder()).toList();
    alleles = List.copyOf(alleles);
    functions = Map.copyOf(functions);
    PanelDefects.of(gene, loci, alleles, rules, functions, phenotypes).stream()
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
    for (var table : PanelTables.further(Objects.requireNonNull(tables.get("gene.tsv")))) {
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
        .find(function.name(), otherFunction.name())
        .orElseThrow(() -> new DefectiveKnowledge(name, "a pair of functions has no phenotype"));
  }

  /// Whether a copy that was called as one allele may be another, of which not all was called: the
  /// reference may, and an allele that has a change in common with the other. Any other would leave
  /// the changes that were called without an allele that has them.
  public boolean mayBe(String called, String other) {
    return alleles.stream()
        .filter(allele -> allele.name().equals(called))
        .anyMatch(allele ->
            allele.isReference()
                || alleles.stream()
                    .filter(another -> another.name().equals(other))
                    .anyMatch(another ->
                        loci.stream()
                            .filter(allele::needsChangeAt)
                            .anyMatch(another::needsChangeAt)));
  }

  /// Whether one allele may be all that a person has: of X and the mitochondrial genome.
  public boolean canBeSingle() {
    return loci.stream().anyMatch(Locus::canBeSingle);
  }

  /// What an allele does.
  ///
  /// @param name as the guideline calls it, such as `No function`
  /// @param activity the value that scores add up; null where the gene or the allele is not scored
  public record AlleleFunction(String name, @Nullable Double activity) {}
}
