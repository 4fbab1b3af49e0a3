package org.genomerecord.localstack.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a clinician's client makes of a searchset Bundle: the report of one accession and its
/// Observations.
///
/// @param observations that the report refers to
/// @param lines one for each genotype and drug, for people
/// @param isWhole whether there is a report, every reference in it resolves, and each of its
///   Observations says something
/// @param notInterpreted why there is no report, if the Bundle says so
record FhirReport(
    int observations, List<String> lines, boolean isWhole, Optional<String> notInterpreted) {
  private static final String GENOTYPE = "84413-4";
  private static final String GENE = "48018-6";
  private static final String MEDICATION = "51963-7";
  private static final String PHENOTYPE = "81259-4";
  private static final String IMPLICATION = "therapeutic-implication";
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
    var genotypes = new LinkedHashSet<String>();
    var drugs = new LinkedHashSet<String>();
    Set<String> genes = new HashSet<>();
    int observations = 0;
    boolean resolved = true;
    for (var result : report.path("result")) {
      var observation = byUrl.get(result.path("reference").asText());
      if (observation == null) {
        resolved = false;
        continue;
      }
      observations++;
      if (observation.at("/code/coding/0/code").asText().equals(GENOTYPE)) {
        genes.add(component(observation, GENE));
        genotypes.add(genotype(observation));
      } else {
        drugs.add(
            "%s: %s"
                .formatted(
                    component(observation, MEDICATION), component(observation, IMPLICATION)));
      }
    }
    var lines = new ArrayList<>(genotypes);
    lines.addAll(drugs);
    return new FhirReport(
        observations,
        lines,
        resolved && genes.size() >= GENES_MIN && !drugs.isEmpty(),
        Optional.empty());
  }

  /// The genotype, or why there is none, and the first thing to know about it.
  private static String genotype(JsonNode observation) {
    var called =
        observation.has("valueCodeableConcept")
            ? text(observation.path("valueCodeableConcept"))
                + ", "
                + component(observation, PHENOTYPE).replaceFirst("^\\S+ ", "")
            : component(observation, GENE)
                + " "
                + text(observation.path("dataAbsentReason")).toLowerCase(Locale.ROOT);
    var note = observation.at("/note/0/text").asText();
    return note.isEmpty() ? called : called + ". " + note;
  }

  private static String component(JsonNode observation, String code) {
    for (var component : observation.path("component")) {
      if (component.at("/code/coding/0/code").asText().equals(code)) {
        return text(component.path("valueCodeableConcept"));
      }
    }
    return "";
  }

  private static String text(JsonNode concept) {
    return concept.has("text")
        ? concept.path("text").asText()
        : concept.at("/coding/0/display").asText(concept.at("/coding/0/code").asText());
  }
}
