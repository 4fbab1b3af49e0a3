package org.genomerecord.interpretation.panel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.variant.Assembly;

/// The ways in which the tables of a panel may contradict each other.
final class PanelDefects {
  private PanelDefects() {}

  static List<String> of(
      String gene,
      List<Locus> loci,
      List<NamedAllele> alleles,
      GeneRules rules,
      Map<String, Panel.AlleleFunction> functions,
      Phenotypes phenotypes) {
    var defects = new ArrayList<String>();
    if (gene.isEmpty() || loci.isEmpty()) {
      defects.add("no gene or no position");
    }
    for (var locus : loci) {
      int bases = Assembly.GRCH38.bases(locus.chromosome());
      if (locus.end() > bases) {
        defects.add(
            bases == 0
                ? locus.label() + " is on a contig that GRCh38 does not have"
                : locus.label()
                    + " is beyond the end of its contig, which has "
                    + bases
                    + " bases");
      }
    }
    for (var name : namedByRules(rules)) {
      if (!functions.containsKey(name)) {
        defects.add("a rule of the gene names " + name + ", which is no allele of it");
      }
    }
    if (alleles.stream().filter(NamedAllele::isReference).count() != 1) {
      defects.add("not exactly one reference allele");
    }
    for (var allele : alleles) {
      if (!functions.containsKey(allele.name())) {
        defects.add("allele " + allele.name() + " has no function");
      }
      if (!allele.isReference() && allele.bases().isEmpty()) {
        defects.add("allele " + allele.definition() + " has no definition");
      }
      allele
          .bases()
          .forEach((locus, base) -> {
            if (!isBaseOf(locus, base)) {
              defects.add(allele.definition() + " requires unknown bases at " + locus.label());
            }
          });
    }
    var used = new HashSet<String>();
    functions.values().forEach(function -> used.add(function.name()));
    for (var function : used) {
      for (var other : used) {
        if (phenotypes.find(function, other).isEmpty()) {
          defects.add("no phenotype for " + function + " with " + other);
        }
      }
    }
    return defects;
  }

  private static Set<String> namedByRules(GeneRules rules) {
    var names = new TreeSet<String>();
    rules.fallback().values().forEach(byBase -> names.addAll(byBase.values()));
    for (var priority : rules.priorities()) {
      Stream.concat(Stream.of(priority.preferred()), priority.over().stream())
          .forEach(pair -> names.addAll(List.of(pair.split("/", -1))));
    }
    return names;
  }

  private static boolean isBaseOf(Locus locus, String base) {
    return base.equals(locus.reference())
        || locus.alternates().contains(base)
        || NamedAllele.isAmbiguous(base);
  }
}
