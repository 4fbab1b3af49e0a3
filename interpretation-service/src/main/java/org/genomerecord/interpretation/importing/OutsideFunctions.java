package org.genomerecord.interpretation.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What the alleles of a gene that laboratories call do, and what pairs of them mean, as published.
///
/// Where structure counts, an allele is also published several times over (`*1x2`, `*2x≥3`) and
/// beside others on one copy (`*36 + *10`).
///
/// @param file name of the file that says so
/// @param functions by allele, in the order of the file; an activity is a number, at least a number
///   (`≥3.0`), not known (`n/a`), or empty if nothing is said of it
/// @param diplotypes in the order of the file
record OutsideFunctions(
    String file, Map<String, Functions.Function> functions, List<Diplotype> diplotypes) {
  private static final Pattern SCORE = Pattern.compile("(≥?\\d{1,2}(\\.\\d{1,3})?|n/a)?");

  OutsideFunctions {
    functions = new LinkedHashMap<>(functions);
    diplotypes = List.copyOf(diplotypes);
  }

  /// @param name such as `*1/*1x2`
  /// @param alleles as they are published: one, or two
  /// @param score as published; empty where there is none
  record Diplotype(String name, List<String> alleles, String phenotype, String score) {
    Diplotype {
      alleles = List.copyOf(alleles);
    }
  }

  /// @throws NotImportable with all that is wrong
  static OutsideFunctions read(PublishedFile published) {
    var defects = new ArrayList<String>();
    var functions = new LinkedHashMap<String, Functions.Function>();
    for (var named : published.json().path("namedAlleles")) {
      var name = published.text(named, "name");
      var activity = published.optionalText(named, "activityValue");
      if (!SCORE.matcher(activity).matches()) {
        defects.add(published.file() + ", allele " + name + ": its activity value is no number");
      }
      var function = new Functions.Function(published.text(named, "functionValue"), activity);
      if (functions.put(name, function) != null) {
        defects.add(published.file() + ", allele " + name + ": is there twice");
      }
    }
    var diplotypes = new ArrayList<Diplotype>();
    for (var diplotype : published.json().path("diplotypes")) {
      var alleles = new ArrayList<String>();
      diplotype.path("diplotypekey").properties().forEach(copy -> alleles.add(copy.getKey()));
      diplotypes.add(
          new Diplotype(
              published.text(diplotype, "diplotype"),
              alleles,
              published.text(diplotype, "phenotype"),
              published.optionalText(diplotype, "activityScore")));
    }
    if (!defects.isEmpty()) {
      throw new NotImportable(defects);
    }
    return new OutsideFunctions(published.file(), functions, diplotypes);
  }
}
