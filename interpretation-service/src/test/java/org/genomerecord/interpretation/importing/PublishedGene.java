package org.genomerecord.interpretation.importing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.panel.Panel;

/// A panel in the form in which PharmCAT publishes a gene: written from our own tables.
public final class PublishedGene {
  public static final String VERSION = "2025-11-05-00-25";
  private static final String NOT_ASSIGNED = "Function not assigned";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  public final ObjectNode definitions = JSON.objectNode();
  public final ObjectNode functions = JSON.objectNode();
  private final Panel panel;

  private PublishedGene(Panel panel) {
    this.panel = panel;
    define();
    assign();
  }

  public static PublishedGene of(String gene) {
    return of(
        KnowledgeRelease.builtIn().panels().stream()
            .filter(panel -> panel.gene().equals(gene))
            .findFirst()
            .orElseThrow());
  }

  static PublishedGene of(Panel panel) {
    return new PublishedGene(panel);
  }

  /// By file name, as published.
  public SortedMap<String, String> files() {
    var files = new TreeMap<String, String>();
    files.put(panel.gene() + "_translation.json", definitions.toPrettyString());
    if (!functions.path("namedAlleles").isEmpty()) {
      files.put(panel.gene() + ".json", functions.toPrettyString());
    }
    return files;
  }

  private void define() {
    definitions
        .put("formatVersion", "2")
        .put("source", "CLINPGX")
        .put("version", VERSION)
        .put("gene", panel.gene())
        .put("chromosome", panel.loci().getFirst().chromosome())
        .put("genomeBuild", "GRCh38.p14");
    for (var locus : panel.loci()) {
      addPosition(locus);
    }
    var suballeles = JSON.objectNode();
    definitions.putArray("namedAlleles");
    for (var allele : panel.alleles()) {
      addAllele(allele.definition(), allele.isReference(), allele.bases());
      if (!allele.name().equals(allele.definition())) {
        suballeles.put(allele.definition(), allele.name());
      }
    }
    definitions.set("suballelesMap", suballeles);
  }

  private void addPosition(Locus locus) {
    var variant = definitions.withArray("variants").addObject();
    variant
        .put("chromosome", locus.chromosome())
        .put("position", locus.position())
        .put("rsid", locus.rsId().isEmpty() ? null : locus.rsId())
        .put("ref", locus.reference());
    locus.alternates().forEach(variant.putArray("alts")::add);
  }

  private void addAllele(String name, boolean isReference, Map<Locus, String> bases) {
    var named =
        definitions
            .withArray("namedAlleles")
            .addObject()
            .put("name", name)
            .put("reference", isReference)
            .put("structuralVariant", false);
    var cells = named.putArray("alleles");
    for (var locus : panel.loci()) {
      cells.add(isReference ? locus.reference() : bases.get(locus));
    }
  }

  /// Of a new allele, at one position of the gene.
  void define(String name, int position, String base) {
    var locus =
        panel.loci().stream().filter(one -> one.position() == position).findFirst().orElseThrow();
    addAllele(name, false, Map.of(locus, base));
  }

  private void assign() {
    functions.put("gene", panel.gene()).put("version", VERSION);
    functions.putObject("haplotypes");
    functions.putArray("diplotypes");
    functions.putArray("namedAlleles");
    panel
        .functions()
        .forEach((name, function) -> {
          if (!function.name().equals(NOT_ASSIGNED)) {
            assign(
                name,
                function.name(),
                function.activity() == null ? "n/a" : String.valueOf(function.activity()));
          }
        });
    for (var pair : panel.phenotypes().byFunctions().entrySet()) {
      var alleles = pair.getKey().stream().sorted().map(this::anAlleleOf).toList();
      if (!pair.getKey().contains(NOT_ASSIGNED)
          && !pair.getValue().name().equals("Not assigned")
          && !alleles.contains("")) {
        diplotype(
            alleles,
            pair.getValue().name(),
            pair.getValue().activityScore() == null ? "n/a" : pair.getValue().activityScore());
      }
    }
  }

  void assign(String allele, String function, String activity) {
    functions
        .withArray("namedAlleles")
        .addObject()
        .put("name", allele)
        .put("functionValue", function)
        .put("activityValue", activity);
  }

  private String anAlleleOf(String function) {
    return panel.functions().entrySet().stream()
        .filter(entry -> entry.getValue().name().equals(function))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElse("");
  }

  /// @param alleles one, of which there are two copies, or two
  void diplotype(List<String> alleles, String phenotype, String score) {
    var both = new ArrayList<>(alleles);
    if (both.size() == 1) {
      both.add(both.getFirst());
    }
    var diplotype =
        functions
            .withArray("diplotypes")
            .addObject()
            .put("diplotype", String.join("/", both))
            .put("phenotype", phenotype)
            .put("activityScore", score);
    var key = diplotype.putObject("diplotypekey");
    new TreeSet<>(both)
        .forEach(allele -> key.put(allele, both.size() == 2 && distinct(both) == 1 ? 2 : 1));
  }

  private static long distinct(List<String> alleles) {
    return alleles.stream().collect(Collectors.toSet()).size();
  }
}
