package org.genomerecord.interpretation.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the alleles of a gene do and what pairs of them mean, as published.
///
/// @param file name of the file that says so
/// @param functions by allele, in the order of the file
/// @param phenotypes by two functions, in alphabetical order with a tab between them; empty if the
///   file has none for the gene
record Functions(String file, Map<String, Function> functions, Map<String, Phenotype> phenotypes) {
  private static final String NOT_SCORED = "n/a";

  Functions {
    functions = new LinkedHashMap<>(functions);
    phenotypes = new TreeMap<>(phenotypes);
  }

  /// @param activity as published; empty where the allele is not scored
  record Function(String name, String activity) {}

  /// @param score as published; empty where the pair is not scored
  record Phenotype(String name, String score) {}

  /// Whether anything is said of two different functions: of a genome with one copy nothing is.
  boolean hasPairs() {
    return phenotypes.keySet().stream()
        .map(pair -> pair.split("\t", -1))
        .anyMatch(pair -> !pair[0].equals(pair[1]));
  }

  /// The key of a pair.
  static String pair(String function, String other) {
    return function.compareTo(other) <= 0 ? function + "\t" + other : other + "\t" + function;
  }

  /// @throws NotImportable with all that is wrong: also if pairs of the same functions mean
  ///   different things, as a table of functions could not say so
  static Functions read(PublishedFile published) {
    var defects = new ArrayList<String>();
    var functions = ofAlleles(published, defects);
    var phenotypes = ofPairs(published, functions, defects);
    if (!defects.isEmpty()) {
      throw new NotImportable(defects);
    }
    return new Functions(published.file(), functions, phenotypes);
  }

  private static Map<String, Function> ofAlleles(PublishedFile published, List<String> defects) {
    var functions = new LinkedHashMap<String, Function>();
    for (var named : published.json().path("namedAlleles")) {
      var name = published.text(named, "name");
      if (!named.path("functionValue").isTextual()
          || named.path("functionValue").asText().isBlank()) {
        defects.add(published.file() + ", allele " + name + ": has no function");
        continue;
      }
      var function =
          new Function(published.text(named, "functionValue"), activity(published, named));
      if (!isScore(function.activity())) {
        defects.add(published.file() + ", allele " + name + ": its activity value is no number");
      }
      if (functions.put(name, function) != null) {
        defects.add(published.file() + ", allele " + name + ": is there twice");
      }
    }
    return functions;
  }

  private static Map<String, Phenotype> ofPairs(
      PublishedFile published, Map<String, Function> functions, List<String> defects) {
    var phenotypes = new TreeMap<String, Phenotype>();
    var first = new TreeMap<String, String>();
    for (var diplotype : published.json().path("diplotypes")) {
      pair(published, diplotype, functions, defects)
          .ifPresent(pair -> {
            var means =
                new Phenotype(
                    published.text(diplotype, "phenotype"),
                    scored(published.optionalText(diplotype, "activityScore")));
            var name = published.text(diplotype, "diplotype");
            var before = phenotypes.putIfAbsent(pair, means);
            if (before != null && !before.equals(means)) {
              defects.add(
                  published.file()
                      + ", diplotype "
                      + name
                      + ": means something else than "
                      + first.get(pair)
                      + ", though its alleles have the same functions");
            }
            first.putIfAbsent(pair, name);
          });
    }
    return phenotypes;
  }

  private static Optional<String> pair(
      PublishedFile published,
      JsonNode diplotype,
      Map<String, Function> functions,
      List<String> defects) {
    var alleles = new ArrayList<String>();
    diplotype
        .path("diplotypekey")
        .properties()
        .forEach(copy -> {
          for (int i = 0; i < Math.min(copy.getValue().asInt(), 3); i++) {
            alleles.add(copy.getKey());
          }
        });
    if (alleles.size() == 1) {
      alleles.add(alleles.getFirst()); // Of one copy, what two of the same mean.
    }
    if (alleles.size() != 2) {
      defects.add(
          published.file()
              + ", diplotype "
              + published.text(diplotype, "diplotype")
              + ": does not have two alleles");
      return Optional.empty();
    }
    var one = functions.get(alleles.getFirst());
    var other = functions.get(alleles.getLast());
    if (one == null || other == null) {
      defects.add(
          published.file()
              + ", diplotype "
              + published.text(diplotype, "diplotype")
              + ": has an allele without function");
      return Optional.empty();
    }
    return Optional.of(pair(one.name(), other.name()));
  }

  private static String activity(PublishedFile published, JsonNode named) {
    return scored(published.optionalText(named, "activityValue"));
  }

  /// The value, or empty where it is published as not known.
  static String scored(String value) {
    return value.equals(NOT_SCORED) ? "" : value;
  }

  private static boolean isScore(String value) {
    return value.isEmpty() || value.matches("\\d{1,2}(\\.\\d{1,3})?");
  }
}
