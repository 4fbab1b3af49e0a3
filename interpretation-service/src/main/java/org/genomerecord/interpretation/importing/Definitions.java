package org.genomerecord.interpretation.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.variant.Assembly;

/// The alleles of a gene and the positions that define them, as published.
///
/// @param file name of the file that says so
/// @param loci by position
/// @param alleles what can be called from small variants, in the order of the file
/// @param structural names of the others
record Definitions(
    String file, Map<Integer, Locus> loci, List<Definition> alleles, List<String> structural) {
  private static final Pattern BASES = Pattern.compile("[ACGT]{1,1000}");
  private static final Pattern EITHER = Pattern.compile("[RYSWKMBDHVN]");

  Definitions {
    loci = new TreeMap<>(loci);
    alleles = List.copyOf(alleles);
    structural = List.copyOf(structural);
  }

  /// @param allele as reported
  /// @param name of this definition, where an allele has several
  /// @param bases by position, as VCF writes them
  record Definition(String allele, String name, boolean isReference, Map<Integer, String> bases) {
    Definition {
      bases = new TreeMap<>(bases);
    }
  }

  /// @throws NotImportable with all that is wrong
  static Definitions read(PublishedFile published) {
    return new Reading(published).definitions();
  }

  Set<String> alleleNames() {
    var names = new LinkedHashSet<String>();
    alleles.forEach(definition -> names.add(definition.allele()));
    return names;
  }

  private static final class Reading {
    private final PublishedFile published;
    private final List<String> defects = new ArrayList<>();
    private final List<Locus> columns = new ArrayList<>();

    Reading(PublishedFile published) {
      this.published = published;
    }

    Definitions definitions() {
      var json = published.json();
      if (!published.text(json, "genomeBuild").startsWith("GRCh38")) {
        throw NotImportable.of(published.file(), "is not of GRCh38");
      }
      var loci = new LinkedHashMap<Integer, Locus>();
      for (var variant : json.path("variants")) {
        var locus = locus(variant);
        columns.add(locus);
        if (loci.put(locus.position(), locus) != null) {
          defect("position " + locus.position(), "is there twice");
        }
      }
      var suballeles = json.path("suballelesMap");
      var alleles = new ArrayList<Definition>();
      var structural = new ArrayList<String>();
      for (var named : json.path("namedAlleles")) {
        if (named.path("structuralVariant").asBoolean()) {
          structural.add(published.text(named, "name"));
        } else {
          alleles.add(definition(named, suballeles));
        }
      }
      if (alleles.stream().filter(Definition::isReference).count() != 1) {
        defects.add(published.file() + ": has not exactly one reference allele");
      }
      if (alleles.stream().map(Definition::name).distinct().count() < alleles.size()) {
        defects.add(published.file() + ": has an allele twice");
      }
      if (!defects.isEmpty()) {
        throw new NotImportable(defects);
      }
      return new Definitions(published.file(), loci, alleles, structural);
    }

    private void defect(String where, String what) {
      defects.add(published.file() + ", " + where + ": " + what);
    }

    private Locus locus(JsonNode variant) {
      var chromosome = published.text(variant, "chromosome");
      var position = variant.path("position").asInt();
      var where = "position " + chromosome + ":" + variant.path("position").asText("?");
      var reference = published.text(variant, "ref");
      var alternates = new ArrayList<String>();
      variant.path("alts").forEach(base -> alternates.add(base.asText()));
      if (!chromosome.equals(published.text(published.json(), "chromosome"))) {
        defect(where, "is not on the gene's chromosome");
      }
      if (position < 1 || position + reference.length() - 1 > Assembly.GRCH38.bases(chromosome)) {
        defect(
            where,
            "is beyond the contig, which has "
                + Assembly.GRCH38.bases(chromosome)
                + " bases in GRCh38");
      }
      if (alternates.isEmpty()
          || !BASES.matcher(reference).matches()
          || !alternates.stream().allMatch(base -> BASES.matcher(base).matches())
          || alternates.contains(reference)) {
        defect(where, "has other bases than A, C, G and T, or none, or the reference twice");
        alternates.clear();
        alternates.add("N");
      }
      return new Locus(
          chromosome,
          Math.max(position, 1),
          published.optionalText(variant, "rsid"),
          reference,
          alternates);
    }

    private Definition definition(JsonNode named, JsonNode suballeles) {
      var name = published.text(named, "name");
      boolean isReference = named.path("reference").asBoolean();
      var cells = named.path("alleles");
      if (cells.size() != columns.size()) {
        throw NotImportable.of(
            published.file() + ", allele " + name,
            "has " + cells.size() + " bases for " + columns.size() + " positions");
      }
      var bases = new TreeMap<Integer, String>();
      for (int i = 0; i < columns.size(); i++) {
        if (!cells.get(i).isNull()) {
          bases.put(columns.get(i).position(), cells.get(i).asText());
          check(name, isReference, columns.get(i), cells.get(i).asText());
        }
      }
      if (bases.isEmpty()) {
        defect("allele " + name, "has no position that defines it");
      }
      return new Definition(suballeles.path(name).asText(name), name, isReference, bases);
    }

    private void check(String name, boolean isReference, Locus locus, String base) {
      if (isReference && !base.equals(locus.reference())) {
        defect(
            "allele " + name + ", position " + locus.label(),
            "the reference allele has " + base + " where the reference has " + locus.reference());
      } else if (!base.equals(locus.reference())
          && !locus.alternates().contains(base)
          && !EITHER.matcher(base).matches()) {
        defect(
            "allele " + name + ", position " + locus.label(),
            "is defined by " + base + ", which the position does not have");
      }
    }
  }
}
