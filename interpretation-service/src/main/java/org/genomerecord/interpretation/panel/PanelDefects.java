package org.genomerecord.interpretation.panel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.genomerecord.interpretation.callset.Locus;

/// The ways in which the tables of a panel may contradict each other.
final class PanelDefects {
  private PanelDefects() {}

  static List<String> of(
      String gene,
      List<Locus> loci,
      List<NamedAllele> alleles,
      Map<String, Panel.AlleleFunction> functions,
      Phenotypes phenotypes) {
    var defects = new ArrayList<String>();
    if (gene.isEmpty() || loci.isEmpty()) {
      defects.add("no gene or no position");
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

  private static boolean isBaseOf(Locus locus, String base) {
    return base.equals(locus.reference())
        || locus.alternates().contains(base)
        || NamedAllele.isAmbiguous(base);
  }
}
