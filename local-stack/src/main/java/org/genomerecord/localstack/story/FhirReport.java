package org.genomerecord.localstack.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a clinician's client makes of a searchset Bundle: the report of one accession and its
/// Observations.
///
/// @param observations that the report refers to
/// @param lines for people: one for each genotype that was called and each drug that asks for
///   another choice or dose, and one for all the rest
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
  private static final String ACTION = "action";
  private static final String CONCLUSION = "conclusion-string";
  private static final Set<String> AS_USUAL = Set.of("standard", "none");
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
    var notCalled = new TreeSet<String>();
    var drugs = new LinkedHashSet<String>();
    var asUsual = new TreeSet<String>();
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
        if (observation.has("valueCodeableConcept")) {
          genotypes.add(genotype(observation));
        } else {
          notCalled.add(component(observation, GENE));
        }
      }
      // A haplotype says nothing more: its genotype names it.
      if (observation.at("/code/coding/0/code").asText().equals(IMPLICATION)) {
        var drug = component(observation, MEDICATION);
        if (AS_USUAL.contains(action(observation))) {
          asUsual.add(drug);
        } else {
          drugs.add("%s: %s".formatted(drug, component(observation, CONCLUSION)));
        }
      }
    }
    var lines = new ArrayList<>(genotypes);
    if (!notCalled.isEmpty()) {
      lines.add("Not called: " + String.join(", ", notCalled));
    }
    lines.addAll(drugs);
    lines.add("As usual, or without advice: " + asUsual.size() + " drugs");
    return new FhirReport(
        observations,
        lines,
        resolved && genes.size() >= GENES_MIN && !(drugs.isEmpty() && asUsual.isEmpty()),
        Optional.empty());
  }

  /// The genotype and the first thing to know about it.
  private static String genotype(JsonNode observation) {
    var called =
        text(observation.path("valueCodeableConcept"))
            + ", "
            + component(observation, PHENOTYPE).replaceFirst("^\\S+ ", "");
    var note = observation.at("/note/0/text").asText();
    return note.isEmpty() ? called : called + ". " + note;
  }

  /// What a prescriber is asked to do, in code.
  private static String action(JsonNode observation) {
    return named(observation, ACTION).at("/valueCodeableConcept/coding/0/code").asText();
  }

  private static String component(JsonNode observation, String code) {
    var component = named(observation, code);
    return component.has("valueString")
        ? component.path("valueString").asText()
        : text(component.path("valueCodeableConcept"));
  }

  private static JsonNode named(JsonNode observation, String code) {
    for (var component : observation.path("component")) {
      if (component.at("/code/coding/0/code").asText().equals(code)) {
        return component;
      }
    }
    return MissingNode.getInstance();
  }

  private static String text(JsonNode concept) {
    return concept.has("text")
        ? concept.path("text").asText()
        : concept.at("/coding/0/display").asText(concept.at("/coding/0/code").asText());
  }
}
