package org.genomerecord.consent.fhir;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Consent;

/// The elements of a Consent that mean something here. Any other, extensions included, is refused
/// by its place. Pure.
final class HonouredElements {
  private static final Set<String> OF_THE_CONSENT =
      Set.of(
          "id",
          "meta",
          "status",
          "scope",
          "category",
          "patient",
          "dateTime",
          "policyRule",
          "provision");

  /// By FHIR type. Primitives have none below them.
  private static final Map<String, Set<String>> BELOW =
      Map.of(
          "Meta", Set.of("versionId", "lastUpdated"),
          "Consent.provision",
              Set.of(
                  "type",
                  "period",
                  "actor",
                  "action",
                  "purpose",
                  "class",
                  "provision",
                  "extension"),
          "Extension", Set.of("url", "extension", "value"),
          "Consent.provision.actor", Set.of("role", "reference"),
          "Period", Set.of("start", "end"),
          "CodeableConcept", Set.of("coding"),
          "Coding", Set.of("system", "code", "display"),
          "Reference", Set.of("reference", "identifier", "display"),
          "Identifier", Set.of("system", "value"));

  private static final Map<String, String> WHY =
      Map.of(
          "dataPeriod", "a limit by the age of data is not kept here",
          "data", "single resources cannot be named here; name classes of data",
          "securityLabel", "data is not labelled here; name classes of data in class",
          "code", "data is named by its class here, in class",
          "source", "a wording is that of a template: POST /patients/{patient}/consents",
          "policy", "what holds besides is a policy of this service; name the base in policyRule",
          "extension", "what an extension means is not known here",
          "modifierExtension", "what an extension means is not known here");

  private HonouredElements() {}

  /// @param besides elements of the consent that are let through as well
  /// @throws NotHonoured if there is any other element
  static void require(Consent consent, Set<String> besides) {
    var known = new HashMap<String, Set<String>>(BELOW);
    known.put("Consent", OF_THE_CONSENT);
    require(consent, "Consent", known, besides);
  }

  private static void require(
      Base element, String path, Map<String, Set<String>> known, Set<String> besides) {
    var honoured = known.getOrDefault(element.fhirType(), Set.of());
    for (var property : element.children()) {
      var name = property.getName().replace("[x]", "");
      if (!property.hasValues() || (path.equals("Consent") && besides.contains(name))) {
        continue;
      }
      var place = path + "." + name;
      if (!honoured.contains(name)) {
        throw new NotHonoured(place, WHY.getOrDefault(name, "this is not kept here"));
      }
      var values = property.getValues();
      for (int i = 0; i < values.size(); i++) {
        require(values.get(i), property.isList() ? place + "[" + i + "]" : place, known, Set.of());
      }
    }
  }
}
