package org.genomerecord.localstack.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One Observation of a report, as far as a clinician's client reads it.
record ReportObservation(JsonNode json) {
  /// Whether it has the code.
  boolean is(String code) {
    return code(json.path("code")).equals(code);
  }

  boolean hasValue() {
    return json.has("valueCodeableConcept");
  }

  String value() {
    return text(json.path("valueCodeableConcept"));
  }

  /// What the components of a code say, for people.
  List<String> components(String code) {
    var texts = new ArrayList<String>();
    for (var component : json.path("component")) {
      if (code(component.path("code")).equals(code)) {
        texts.add(
            component.has("valueString")
                ? component.path("valueString").asText()
                : text(component.path("valueCodeableConcept")));
      }
    }
    return texts;
  }

  /// What the first of them says.
  Optional<String> component(String code) {
    return components(code).stream().findFirst();
  }

  /// What the first of them says in code.
  String coded(String code) {
    for (var component : json.path("component")) {
      if (code(component.path("code")).equals(code)) {
        return code(component.path("valueCodeableConcept"));
      }
    }
    return "";
  }

  List<String> notes() {
    return json.path("note").findValuesAsText("text");
  }

  private static String code(JsonNode concept) {
    return concept.at("/coding/0/code").asText();
  }

  private static String text(JsonNode concept) {
    return concept.has("text")
        ? concept.path("text").asText()
        : concept.at("/coding/0/display").asText(code(concept));
  }

  /// Prints nothing of the patient.
  @Override
  public String toString() {
    return "ReportObservation";
  }
}
