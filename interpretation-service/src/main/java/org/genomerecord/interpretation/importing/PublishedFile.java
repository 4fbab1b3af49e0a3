package org.genomerecord.interpretation.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/// One JSON file of PharmCAT's data in the format of its release 3 (2025): a gene's allele
/// definitions (`*_translation.json`) or its functions and phenotypes. Earlier formats say less and
/// are refused.
///
/// @param file its name, for messages
record PublishedFile(String file, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-\\d{2}-\\d{2})?");

  /// @throws NotImportable if it is no JSON object
  static PublishedFile read(String file, String text) {
    try {
      var json = JSON.readTree(text);
      if (!json.isObject()) {
        throw NotImportable.of(file, "is no JSON object");
      }
      return new PublishedFile(file, json);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw NotImportable.of(
          file, "is no JSON" + (at == null ? "" : " from line " + at.getLineNr() + " on"));
    }
  }

  boolean hasDefinitions() {
    return json.has("variants") && json.has("namedAlleles");
  }

  boolean hasPhenotypes() {
    return json.has("haplotypes") && json.has("diplotypes");
  }

  /// The symbol of the file's gene.
  String gene() {
    return text(json, "gene");
  }

  /// Of PharmCAT's data, such as `2025-11-05-00-25`.
  ///
  /// @throws NotImportable if the file is of another format
  String dataVersion() {
    var version = json.path("version").asText();
    boolean isCurrent =
        hasDefinitions()
            ? json.path("formatVersion").asText().equals("2")
                && json.path("namedAlleles").path(0).has("structuralVariant")
            : json.has("namedAlleles");
    if (!isCurrent || !VERSION.matcher(version).matches()) {
      throw NotImportable.of(
          file,
          "is of another format than PharmCAT's data have since 2025 (version "
              + (version.isEmpty() ? "not said" : version)
              + ")");
    }
    return version;
  }

  /// A field that has to be there.
  ///
  /// @throws NotImportable if it is not, or is no text
  String text(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isTextual() || !isPlain(value.asText())) {
      throw NotImportable.of(file, "has no " + field + " where there has to be one");
    }
    return value.asText();
  }

  /// A field that may be null; then empty.
  String optionalText(JsonNode node, String field) {
    return node.path(field).isNull() ? "" : text(node, field);
  }

  /// Fits into a cell of a table.
  private static boolean isPlain(String value) {
    return !value.isBlank() && value.chars().noneMatch(Character::isISOControl);
  }
}
