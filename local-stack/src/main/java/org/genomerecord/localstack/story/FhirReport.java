package org.genomerecord.localstack.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a clinician's client makes of a searchset Bundle: the report of one accession and its
/// Observations.
///
/// @param observations that the report refers to
/// @param lines for people: one for each genotype that was called, one for those that were not, and
///   those of [AdvisedDrugs#lines]
/// @param isWhole whether there is a report, every reference in it resolves, and each of its
///   Observations says something
/// @param notInterpreted why there is no report, if the Bundle says so
record FhirReport(
    int observations, List<String> lines, boolean isWhole, Optional<String> notInterpreted) {
  private static final String GENOTYPE = "84413-4";
  private static final String GENE = "48018-6";

  /// In the place of the gene, of a variant that lies in none.
  private static final String VARIANT = "81252-9";

  private static final String PHENOTYPE = "81259-4";
  private static final int GENES_MIN = 3;

  FhirReport {
    lines = List.copyOf(lines);
  }

  static FhirReport of(JsonNode bundle, String accession) {
    Map<String, JsonNode> byUrl = new HashMap<>();
    JsonNode report = null;
    Optional<String> reason = Optional.empty();
    for (var entry : bundle.path("entry")) {
      var resource = entry.path("resource");
      byUrl.put(entry.path("fullUrl").asText(), resource);
      if (resource.path("resourceType").asText().equals("DiagnosticReport")
          && resource.at("/identifier/0/value").asText().equals(accession)) {
        report = resource;
      }
      if (resource.path("resourceType").asText().equals("OperationOutcome")
          && resource.toString().contains(accession)) {
        reason = Optional.of(resource.at("/issue/0/details/coding/0/code").asText());
      }
    }
    return report == null ? new FhirReport(0, List.of(), false, reason) : of(report, byUrl);
  }

  private static FhirReport of(JsonNode report, Map<String, JsonNode> byUrl) {
    var observations = new ArrayList<ReportObservation>();
    boolean resolved = true;
    for (var result : report.path("result")) {
      var observation = byUrl.get(result.path("reference").asText());
      if (observation == null) {
        resolved = false;
      } else {
        observations.add(new ReportObservation(observation));
      }
    }
    // A haplotype says nothing more: its genotype names it.
    var genotypes = observations.stream().filter(one -> one.is(GENOTYPE)).toList();
    var genes = genotypes.stream().map(FhirReport::gene).collect(Collectors.toSet());
    var notCalled =
        genotypes.stream()
            .filter(one -> !one.hasValue())
            .map(FhirReport::gene)
            .collect(Collectors.toCollection(TreeSet::new));
    var drugs =
        new AdvisedDrugs(observations.stream().filter(AdvisedDrugs::isImplication).toList());
    var lines = new LinkedHashSet<String>();
    genotypes.stream()
        .filter(ReportObservation::hasValue)
        .map(FhirReport::genotype)
        .forEach(lines::add);
    if (!notCalled.isEmpty()) {
      lines.add("Not called: " + String.join(", ", notCalled));
    }
    lines.addAll(drugs.lines());
    return new FhirReport(
        observations.size(),
        List.copyOf(lines),
        resolved && genes.size() >= GENES_MIN && !genes.contains("") && !drugs.isEmpty(),
        Optional.empty());
  }

  /// The gene, or the variant that lies in none; empty if it says neither.
  private static String gene(ReportObservation genotype) {
    return genotype.component(GENE).or(() -> genotype.component(VARIANT)).orElse("");
  }

  /// The genotype with what it may mean, and the first thing to know about it.
  private static String genotype(ReportObservation observation) {
    var phenotypes =
        observation.components(PHENOTYPE).stream()
            .map(phenotype -> phenotype.replaceFirst("^\\S+ ", ""))
            .collect(Collectors.joining(" or "));
    return observation.value()
        + ", "
        + phenotypes
        + observation.notes().stream().findFirst().map(note -> ". " + note).orElse("");
  }
}
