package org.genomerecord.interpretation.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.panel.Panel;
import org.jspecify.annotations.Nullable;

/// Lays what was published of a gene over the tables that it has in a release. Pure.
///
/// What was not published stays: rules of the gene, and functions and phenotypes of a gene of which
/// only the definitions are published.
final class GeneTables {
  /// CPIC has given the allele no function (yet); the convention of all panels.
  static final String NOT_ASSIGNED = "Function not assigned";

  private final Panel base;
  private final @Nullable Definitions definitions;
  private final @Nullable Functions functions;
  private final List<String> defects = new ArrayList<>();

  GeneTables(Panel base, @Nullable Definitions definitions, @Nullable Functions functions) {
    this.base = base;
    this.definitions = definitions;
    this.functions = functions;
  }

  /// The tables by file name, without those that stay as they are.
  ///
  /// @throws NotImportable with all that is wrong: a reference base is not what it was, an allele
  ///   lost its function, or a pair of functions has no phenotype
  Map<String, String> tables() {
    var tables = new LinkedHashMap<String, String>();
    if (definitions != null) {
      definitions.loci().values().forEach(this::compareWithBase);
      tables.put("positions.tsv", positions(definitions));
      tables.put("alleles.tsv", alleles(definitions));
    }
    var assigned = assigned();
    tables.put("functions.tsv", functionTable(assigned));
    tables.put("phenotypes.tsv", phenotypeTable(assigned));
    if (!defects.isEmpty()) {
      throw new NotImportable(defects);
    }
    return tables;
  }

  /// The genome is the same, so its bases are too; an insertion or deletion may be written with
  /// more of them.
  private void compareWithBase(Locus locus) {
    for (var before : base.loci()) {
      if (before.position() == locus.position()
          && !before.reference().startsWith(locus.reference())
          && !locus.reference().startsWith(before.reference())) {
        defects.add(
            file(definitions == null ? null : definitions.file())
                + "position "
                + locus.label()
                + ": the reference base is "
                + locus.reference()
                + ", and was "
                + before.reference());
      }
    }
  }

  private static String positions(Definitions definitions) {
    return lines(
        "chromosome\tposition\trsid\tref\talts",
        definitions.loci().values().stream()
            .map(locus ->
                String.join(
                    "\t",
                    locus.chromosome(),
                    String.valueOf(locus.position()),
                    locus.rsId(),
                    locus.reference(),
                    String.join(",", locus.alternates())))
            .toList());
  }

  private static String alleles(Definitions definitions) {
    var rows = new ArrayList<String>();
    for (var definition : definitions.alleles()) {
      var start = definition.allele() + "\t" + definition.name() + "\t";
      if (definition.isReference()) {
        rows.add(start + "yes\t\t");
      } else {
        definition
            .bases()
            .forEach((position, base) -> rows.add(start + "no\t" + position + "\t" + base));
      }
    }
    return lines("allele\tdefinition\treference\tposition\tbase", rows);
  }

  /// The function of each allele that the gene has or had one for.
  private Map<String, Functions.Function> assigned() {
    var assigned = new LinkedHashMap<String, Functions.Function>();
    for (var allele : names()) {
      var published = functions == null ? null : functions.functions().get(allele);
      var before = base.functions().get(allele);
      if (published != null) {
        assigned.put(allele, published);
      } else if (before != null && (functions == null || before.name().equals(NOT_ASSIGNED))) {
        assigned.put(allele, new Functions.Function(before.name(), text(before.activity())));
      } else if (before == null) {
        assigned.put(allele, new Functions.Function(NOT_ASSIGNED, ""));
      } else if (isDefined().test(allele)) {
        defects.add(
            file(functions == null ? null : functions.file())
                + "allele "
                + allele
                + ": has no function any more; it was "
                + before.name());
      }
    }
    return assigned;
  }

  private Set<String> names() {
    var names = new LinkedHashSet<String>();
    if (definitions == null) {
      base.alleles().forEach(allele -> names.add(allele.name()));
    } else {
      names.addAll(definitions.alleleNames());
    }
    // Of alleles that laboratories report though small variants cannot tell them.
    base.functions().keySet().stream()
        .filter(name -> base.alleles().stream().noneMatch(allele -> allele.name().equals(name)))
        .sorted()
        .forEach(names::add);
    if (functions != null) {
      names.addAll(functions.functions().keySet());
    }
    return names;
  }

  private Predicate<String> isDefined() {
    return definitions == null
        ? name -> base.alleles().stream().anyMatch(allele -> allele.name().equals(name))
        : definitions.alleleNames()::contains;
  }

  private static String functionTable(Map<String, Functions.Function> assigned) {
    return lines(
        "allele\tfunction\tactivity",
        assigned.entrySet().stream()
            .map(entry ->
                entry.getKey()
                    + "\t"
                    + entry.getValue().name()
                    + "\t"
                    + entry.getValue().activity())
            .toList());
  }

  private String phenotypeTable(Map<String, Functions.Function> assigned) {
    var names =
        assigned.values().stream()
            .map(Functions.Function::name)
            .collect(Collectors.toCollection(TreeSet::new));
    var rows = new ArrayList<String>();
    for (var one : names) {
      for (var other : names.tailSet(one)) {
        var means = meaning(one, other);
        if (means == null) {
          defects.add(
              file(functions == null ? null : functions.file())
                  + "there is no phenotype for "
                  + one
                  + " with "
                  + other);
        } else {
          rows.add(one + "\t" + other + "\t" + means.name() + "\t" + means.score());
        }
      }
    }
    return lines("function_1\tfunction_2\tphenotype\tactivity_score", rows);
  }

  private Functions.@Nullable Phenotype meaning(String one, String other) {
    if (one.equals(NOT_ASSIGNED) || other.equals(NOT_ASSIGNED)) {
      return new Functions.Phenotype(GeneResult.NOT_ASSIGNED, "");
    }
    var published =
        functions == null ? null : functions.phenotypes().get(Functions.pair(one, other));
    if (published != null || (functions != null && functions.hasPairs())) {
      return published;
    }
    var before = base.phenotypes().byFunctions().get(new TreeSet<>(List.of(one, other)));
    return before == null
        ? null
        : new Functions.Phenotype(
            before.name(), before.activityScore() == null ? "" : before.activityScore());
  }

  private String file(@Nullable String name) {
    return (name == null ? base.gene() : name) + ", ";
  }

  private static String text(@Nullable Double activity) {
    return activity == null ? "" : String.valueOf(activity);
  }

  private static String lines(String header, List<String> rows) {
    return header + "\n" + String.join("\n", rows) + "\n";
  }
}
